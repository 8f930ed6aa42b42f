import { flood, OPEN } from './flood.ts';
import type { Reshape } from './reshape.ts';

/** Values from here up belong to the shape. */
const INSIDE = 128;

/** Selects every part that the shape goes all around: what cannot be reached from the area's border. */
export const filledHoles: Reshape = function* (values, { width, height }) {
  const cells = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) cells[i] = (values[i] as number) < INSIDE ? OPEN : 0;
  const border: number[] = [];
  for (let x = 0; x < width; x++) border.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y++) border.push(y * width, (y + 1) * width - 1);
  yield;
  yield* flood(cells, width, border);
  const out = values.slice();
  for (let i = 0; i < out.length; i++) if (cells[i] === OPEN) out[i] = 255;
  return out;
};
