import { expect, it } from 'vitest';
import { nodeHost, openNano } from '../../../e2e/support/node-engine.ts';
import { loadPack } from './load.ts';
import { writeModel } from './onnx-build.ts';
import { graphFacts } from './onnx-facts.ts';
import { patienceOf, unfit } from './open-graph.ts';
import { operatorCases } from './self-test-cases.ts';
import { inHalf } from './self-test-half.ts';

const attention = operatorCases().find(({ fused }) => fused);
if (!attention) throw new Error('the self-test has no attention in one node');
const fused = graphFacts(writeModel(attention.model));
const fusedHalf = graphFacts(writeModel(inHalf(attention.model)));
const plain = graphFacts(writeModel((operatorCases()[0] as typeof attention).model));

it.each([
  ['a plain graph, whatever fails', plain, { half: 'none', fused: false }, null],
  ['attention in one node, right', fused, { fused: true }, null],
  ['attention in one node, wrong', fused, { fused: false }, 'attention-wrong'],
  ['the same where half precision fails too', fusedHalf, { half: 'wrong', fused: false }, 'half-wrong'],
  ['half precision, none', fusedHalf, { half: 'none' }, 'no-half'],
  ['half precision, right', fusedHalf, { half: 'right' }, null],
] as const)('a device is refused to what it gets wrong: %s', (_, facts, device, reason) => {
  expect(unfit(facts, { padConvolutions: false, ...device })).toBe(reason);
});

it('waits longest for a processor that plays a graphics card', () => {
  const bytes = 2e9;
  expect(patienceOf(bytes, 'gpu')).toBe(120_000);
  expect(patienceOf(bytes, null)).toBe(520_000);
  expect(patienceOf(bytes, 'software')).toBe(60 * 120_000);
});

it('refuses a weight that the device has no buffer for, with both sizes; without a device there is no such limit', async () => {
  const files = await openNano();
  const weight = { name: 'weight', dims: [1, 9, 512, 512], data: new Float32Array(9 * 512 * 512) };
  const value = (name: string) => ({ name, dims: weight.dims });
  const model = writeModel({
    opset: 17,
    nodes: [{ opType: 'Add', inputs: ['sample', 'weight'], outputs: ['out_sample'] }],
    constants: [weight],
    inputs: [value('sample')],
    outputs: [value('out_sample')],
  });
  const unet = {
    ...files,
    graph: async (name: string) => (name === 'unet' ? { model, external: [] } : files.graph(name)),
  };
  const host = await nodeHost();
  const device = { limits: { maxBufferSize: 8e6 } } as GPUDevice;
  const options = { padConvolutions: false };
  await expect(loadPack(unet, { ...host, device }, options)).rejects.toMatchObject({
    code: 'model-too-large',
    detail: { megabytes: 9, limit: 8 },
  });
  const { info, release } = await loadPack(unet, host, options);
  expect(info.runs.provider).toBe('wasm');
  await release();
}, 60_000);
