import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Ort } from './ort.ts';
import { createSession } from './session.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A runtime whose runs take so long, one after another. */
function runtimeOf(runsMs: number[]): Ort {
  const value = (name: string) => ({ name, isTensor: true, type: 'float32', shape: [1, 'side'] });
  const session = {
    inputMetadata: [value('x')],
    outputMetadata: [value('y')],
    async run() {
      vi.advanceTimersByTime(runsMs.shift() ?? 0);
      return { y: { data: new Float32Array(1), dims: [1, 1] } };
    },
  };
  class Tensor {
    readonly dims: readonly number[];
    constructor(_type: string, _data: unknown, dims: readonly number[]) {
      this.dims = dims;
    }
  }
  return { Tensor, InferenceSession: { create: async () => session }, env: { wasm: {} } } as unknown as Ort;
}

it('gives what compiles a minute more, and each further run ten times the longest of its shapes', async () => {
  const limits: number[] = [];
  const session = await createSession(
    {
      ort: runtimeOf([50_000, 3000, 1000, 40_000, 1000]),
      device: null,
      isLost: () => false,
      addRunMs: () => undefined,
      patienceMs: 20_000,
      watch(limitMs, work) {
        limits.push(limitMs);
        return work();
      },
    },
    new Uint8Array(),
  );
  const run = (side: number) => session.run({ x: { data: new Float32Array(side), dims: [1, side] } });
  for (const side of [8, 8, 8, 12, 12]) await run(side);
  expect(limits).toEqual([80_000, 80_000, 20_000, 30_000, 80_000, 20_000]);
});
