import type { HoledPlane } from './plane.ts';

/** Half side of a patch in pixels: patches are 7 x 7, as in Barnes et al., "PatchMatch" (2009), section 4. */
export const PATCH_RADIUS = 3;

/**
 * Where patches may be copied from and where they are needed.
 *
 * `sources` lists the centres of all patches that lie wholly inside the picture and hold no hole pixel; `isSource` is
 * the same as a map. `targets` lists the centres of all patches that touch the hole, in row order.
 */
export interface PatchDomain {
  readonly sources: Int32Array;
  readonly isSource: Uint8Array;
  readonly targets: Int32Array;
}

/** Finds sources and targets; `allowed` (1 = may be read) narrows the sources, e.g. to a ring a person chose. */
export function patchDomain(plane: HoledPlane, allowed?: Uint8Array): PatchDomain {
  const { width, height, hole } = plane;
  const touched = dilateSquare(hole, width, height, PATCH_RADIUS);
  const isSource = new Uint8Array(width * height);
  const sources: number[] = [];
  const targets: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (touched[i] === 1) {
        targets.push(i);
        continue;
      }
      const inside =
        x >= PATCH_RADIUS && y >= PATCH_RADIUS && x < width - PATCH_RADIUS && y < height - PATCH_RADIUS;
      if (!inside || (allowed && allowed[i] !== 1)) continue;
      isSource[i] = 1;
      sources.push(i);
    }
  }
  return { sources: Int32Array.from(sources), isSource, targets: Int32Array.from(targets) };
}

/** 1 wherever a 1 lies within `radius` in both directions (a square dilation, done as two running passes). */
export function dilateSquare(map: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const rows = new Uint8Array(map.length);
  for (let y = 0; y < height; y++) dilateLine(map, rows, y * width, 1, width, radius);
  const out = new Uint8Array(map.length);
  for (let x = 0; x < width; x++) dilateLine(rows, out, x, width, height, radius);
  return out;
}

function dilateLine(
  from: Uint8Array,
  to: Uint8Array,
  start: number,
  stride: number,
  length: number,
  radius: number,
): void {
  let until = -1;
  for (let i = 0; i < length + radius; i++) {
    if (i < length && from[start + i * stride] === 1) until = i + 2 * radius;
    const at = i - radius;
    if (at >= 0 && i <= until) to[start + at * stride] = 1;
  }
}
