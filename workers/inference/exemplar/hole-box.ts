import type { HoledPlane } from './plane.ts';

/** A part of a plane, in its pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The box around all hole pixels, `margin` pixels wider on every side where the picture goes on; null without a hole. */
export function holeBox({ width, height, hole }: HoledPlane, margin: number): Box | null {
  const first = hole.indexOf(1);
  if (first < 0) return null;
  const top = Math.floor(first / width);
  const bottom = Math.floor(hole.lastIndexOf(1) / width);
  let left = width;
  let right = -1;
  for (let y = top; y <= bottom; y++) {
    const row = y * width;
    for (let x = 0; x < left; x++) if (hole[row + x] === 1) left = x;
    for (let x = width - 1; x > right; x--) if (hole[row + x] === 1) right = x;
  }
  const x = Math.max(0, left - margin);
  const y = Math.max(0, top - margin);
  return {
    left: x,
    top: y,
    width: Math.min(width, right + 1 + margin) - x,
    height: Math.min(height, bottom + 1 + margin) - y,
  };
}

/** A copy of the part of a plane that the box covers. */
export function cropBox({ width, channels, data, hole }: HoledPlane, box: Box): HoledPlane {
  const out = {
    width: box.width,
    height: box.height,
    channels,
    data: new Float32Array(box.width * box.height * channels),
    hole: new Uint8Array(box.width * box.height),
  };
  for (let y = 0; y < box.height; y++) {
    const from = (box.top + y) * width + box.left;
    out.hole.set(hole.subarray(from, from + box.width), y * box.width);
    out.data.set(data.subarray(from * channels, (from + box.width) * channels), y * box.width * channels);
  }
  return out;
}

/** Writes a part that `cropBox` took back to its place. */
export function putBack(part: HoledPlane, whole: HoledPlane, box: Box): void {
  const row = box.width * part.channels;
  for (let y = 0; y < box.height; y++) {
    const to = ((box.top + y) * whole.width + box.left) * whole.channels;
    whole.data.set(part.data.subarray(y * row, (y + 1) * row), to);
  }
}

/** Whether the hole reaches the picture's border. */
export function touchesBorder({ width, height, hole }: HoledPlane): boolean {
  const last = (height - 1) * width;
  for (let x = 0; x < width; x++) if (hole[x] === 1 || hole[last + x] === 1) return true;
  for (let y = 0; y < height; y++) if (hole[y * width] === 1 || hole[(y + 1) * width - 1] === 1) return true;
  return false;
}
