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

/** What five runs of two shapes, and creating their session before, may take. */
async function limitsOn(device: GPUDevice | null, runsMs: number[]): Promise<readonly number[]> {
  const limits: number[] = [];
  const session = await createSession(
    {
      ort: runtimeOf(runsMs),
      device,
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
  for (const side of [8, 8, 8, 12, 12]) {
    await session.run({ x: { data: new Float32Array(side), dims: [1, side] } });
  }
  return limits;
}

it('allows ten times the longest run so far, and a minute more where a GPU compiles, which is no measure', async () => {
  const onGpu = await limitsOn({} as GPUDevice, [50_000, 3000, 1000, 40_000, 1000]);
  expect(onGpu).toEqual([80_000, 80_000, 20_000, 30_000, 90_000, 30_000]);
  const onWasm = await limitsOn(null, [5000, 1000, 1000, 1000, 1000]);
  expect(onWasm).toEqual([30_000, 30_000, 50_000, 50_000, 50_000, 50_000]);
});
