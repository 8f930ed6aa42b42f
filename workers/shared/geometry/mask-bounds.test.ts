import { expect, it } from 'vitest';
import { maskBounds } from './mask-bounds.ts';

it('is the box around what is painted, however faintly', () => {
  const mask = { width: 20, height: 10, data: new Uint8Array(200) };
  expect(maskBounds(mask)).toBeNull();
  mask.data[3 * 20 + 5] = 1;
  mask.data[7 * 20 + 11] = 255;
  expect(maskBounds(mask)).toEqual({ x: 5, y: 3, width: 7, height: 5 });
  mask.data.fill(9);
  expect(maskBounds(mask)).toEqual({ x: 0, y: 0, width: 20, height: 10 });
});
