import { expect, it } from 'vitest';
import { nodeHost } from '../../../e2e/support/node-engine.ts';
import { createSession } from '../runtime/session.ts';
import { type ModelSpec, writeModel } from './onnx-build.ts';
import { narrowConstants } from './onnx-float64.ts';

const FLOAT = 1;
const value = { name: 'limit', dims: [1], data: Float64Array.of(0.5) };

function clamped(consumer: 'Cast' | 'Identity'): ModelSpec {
  return {
    opset: 17,
    nodes: [
      { opType: 'Constant', inputs: [], outputs: ['c64'], value },
      consumer === 'Cast'
        ? { opType: 'Cast', inputs: ['c64'], outputs: ['c'], attributes: { to: FLOAT } }
        : { opType: 'Identity', inputs: ['c64'], outputs: ['c'] },
      { opType: 'Mul', inputs: ['x', 'c'], outputs: ['y'] },
    ],
    constants: [],
    inputs: [{ name: 'x', dims: [2] }],
    outputs: [{ name: 'y', dims: [2] }],
  };
}

it('lets the runtime load a graph that casts a float64 constant', { timeout: 60_000 }, async () => {
  const host = { ...(await nodeHost()), addRunMs: () => undefined };
  const model = writeModel(clamped('Cast'));
  // What this is for: should a newer runtime take the graph as it is, the rewrite can go.
  await expect(createSession(host, model)).rejects.toMatchObject({ code: 'runtime-failed' });
  const session = await createSession(host, narrowConstants(model));
  const { y } = await session.run({ x: { data: Float32Array.of(3, -8), dims: [2] } });
  expect([...(y?.data ?? [])]).toEqual([1.5, -4]);
  await session.release();
});

it('leaves constants alone that something else reads', () => {
  const model = writeModel(clamped('Identity'));
  expect(narrowConstants(model)).toBe(model);
});
