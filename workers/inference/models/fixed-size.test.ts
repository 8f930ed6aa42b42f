import { expect, it } from 'vitest';
import type { FloatTensor } from '../runtime/types.ts';
import { atFixedSize } from './fixed-size.ts';

const spec = (rows: number | string) => ({ name: 'x', type: 'float32' as const, dims: ['b', 1, rows, rows] });
const input: FloatTensor = { data: Float32Array.of(1, 2, 3, 4), dims: [1, 1, 2, 2] };

it('mirrors a picture out to the size that a graph has, and cuts the output back', async () => {
  const seen: FloatTensor[] = [];
  const output = await atFixedSize(spec(3), input, async (given) => {
    seen.push(given);
    // Twice the size, every pixel four times.
    const data = Float32Array.from({ length: 36 }, (_, i) => {
      const [x, y] = [(i % 6) >> 1, Math.floor(i / 6) >> 1];
      return given.data[y * 3 + x] as number;
    });
    return { data, dims: [1, 1, 6, 6] };
  });
  expect(seen[0]?.dims).toEqual([1, 1, 3, 3]);
  expect([...(seen[0]?.data ?? [])]).toEqual([1, 2, 1, 3, 4, 3, 1, 2, 1]);
  expect(output.dims).toEqual([1, 1, 4, 4]);
  expect([...output.data]).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
});

it('leaves open axes and fitting sizes alone', async () => {
  const same = async (given: FloatTensor) => given;
  expect(await atFixedSize(spec('height'), input, same)).toBe(input);
  expect(await atFixedSize(spec(2), input, same)).toBe(input);
});
