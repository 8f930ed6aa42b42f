import type { Size } from '../../workers/shared/geometry/rect.ts';

/** Width to height of the formats that pictures are printed, shown and posted in, widest last. */
export const COMMON_RATIOS = [
  [9, 16],
  [2, 3],
  [3, 4],
  [4, 5],
  [1, 1],
  [5, 4],
  [4, 3],
  [3, 2],
  [16, 9],
] as const;

/** The common ratio that a size has to the pixel, as `4:3`; else its width for a height of 1, as `1.52:1`. */
export function ratioName({ width, height }: Size): string {
  const common = COMMON_RATIOS.find(
    ([across, down]) =>
      width === Math.round((height * across) / down) || height === Math.round((width * down) / across),
  );
  return common ? `${common[0]}:${common[1]}` : `${Number((width / height).toFixed(2))}:1`;
}
