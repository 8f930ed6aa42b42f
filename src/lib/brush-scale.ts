/** Smallest and largest brush, image pixels. */
export const BRUSH_MIN = 1;
export const BRUSH_MAX = 1000;

const SPAN = Math.log(BRUSH_MAX / BRUSH_MIN);

/** Slider position 0..100 of a brush size: equal distances are equal ratios. */
export function brushToSlider(size: number): number {
  return (100 * Math.log(size / BRUSH_MIN)) / SPAN;
}

/** Brush size, whole image pixels, of a slider position 0..100. */
export function sliderToBrush(position: number): number {
  return Math.round(BRUSH_MIN * Math.exp((position / 100) * SPAN));
}

/** The next smaller (-1) or larger (1) size: a tenth, at least one pixel. */
export function stepBrush(size: number, direction: -1 | 1): number {
  const next = size + direction * Math.max(1, Math.round(size / 10));
  return Math.min(BRUSH_MAX, Math.max(BRUSH_MIN, next));
}
