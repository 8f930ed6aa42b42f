import { describe, expect, it } from 'vitest';
import type { GraphInput, GraphSession, TensorSpec } from '../runtime/types.ts';
import { eraserOf } from './load-eraser.ts';

/** A graph that hands its picture back and keeps what it was fed. */
function graph(inputs: readonly TensorSpec[], fed: Record<string, GraphInput>[]): GraphSession {
  return {
    inputs,
    outputs: [{ name: 'out', type: 'float32', dims: [1, 3, 'h', 'w'] }],
    async run(feeds) {
      fed.push(feeds);
      const image = feeds[(inputs[0] as TensorSpec).name] as GraphInput;
      const cells = (image.dims[2] as number) * (image.dims[3] as number);
      const data = Float32Array.from(image.data).slice(0, 3 * cells);
      return { out: { data, dims: [1, 3, ...image.dims.slice(2)] } };
    },
    release: async () => undefined,
  };
}

const spec = (
  name: string,
  type: TensorSpec['type'],
  channels: number,
  side: number | string,
): TensorSpec => ({
  name,
  type,
  dims: [1, channels, side, side],
});

/** A picture of 2 x 1 with the right pixel to fill. */
const image = { data: Float32Array.from([-1, 1, -1, 1, -1, 1]), dims: [1, 3, 1, 2] };
const hole = Uint8Array.from([0, 1]);

describe('eraserOf', () => {
  it('counts to 255 with 255 = keep for uint8', async () => {
    const fed: Record<string, GraphInput>[] = [];
    const eraser = eraserOf(graph([spec('image', 'uint8', 3, 'n'), spec('mask', 'uint8', 1, 'n')], fed));
    const result = await eraser.erase(image, hole);
    expect([...(fed[0]?.mask?.data ?? [])]).toEqual([255, 0]);
    expect([...(fed[0]?.image?.data ?? [])]).toEqual([0, 255, 0, 255, 0, 255]);
    expect([...result.data]).toEqual([...image.data]);
  });

  it('runs from 0 to 1 with 1 = fill for float, both in one of four channels', async () => {
    const fed: Record<string, GraphInput>[] = [];
    const result = await eraserOf(graph([spec('both', 'float32', 4, 'n')], fed)).erase(image, hole);
    expect([...(fed[0]?.both?.data ?? [])]).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
    expect([...result.data]).toEqual([...image.data]);
  });

  it('goes by what the pack says of mask and picture, also against the usual of its types', async () => {
    const fed: Record<string, GraphInput>[] = [];
    const inputs = [spec('image', 'float32', 3, 'n'), spec('mask', 'float32', 1, 'n')];
    const values = { mask: 'keep', picture: [-1, 1], result: [-1, 1] } as const;
    const result = await eraserOf(graph(inputs, fed), values).erase(image, hole);
    expect([...(fed[0]?.mask?.data ?? [])]).toEqual([1, 0]);
    expect([...(fed[0]?.image?.data ?? [])]).toEqual([-1, 1, -1, 1, -1, 1]);
    expect([...result.data]).toEqual([...image.data]);
    const bytes = [spec('image', 'uint8', 3, 'n'), spec('mask', 'uint8', 1, 'n')];
    await eraserOf(graph(bytes, fed), { mask: 'fill' }).erase(image, hole);
    expect([...(fed[1]?.mask?.data ?? [])]).toEqual([0, 255]);
  });

  it('fills a fixed size up by mirroring, and cuts the answer back', async () => {
    const fed: Record<string, GraphInput>[] = [];
    const eraser = eraserOf(graph([spec('image', 'float32', 3, 4), spec('mask', 'float32', 1, 4)], fed));
    expect(eraser.side).toBe(4);
    const result = await eraser.erase(image, hole);
    expect([...(fed[0]?.mask?.data ?? [])].slice(0, 4)).toEqual([0, 1, 1, 0]);
    expect(result.dims).toEqual([1, 3, 1, 2]);
    expect([...result.data]).toEqual([...image.data]);
  });

  it('refuses a graph without a mask', () => {
    expect(() => eraserOf(graph([spec('image', 'float32', 3, 4)], []))).toThrow('no picture and mask');
  });
});
