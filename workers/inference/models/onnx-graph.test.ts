import { describe, expect, it } from 'vitest';
import { relativeError } from '../../../e2e/support/goldens.ts';
import { nodeHost, openNano } from '../../../e2e/support/node-engine.ts';
import { createSession } from '../runtime/session.ts';
import { type ModelSpec, writeModel } from './onnx-build.ts';
import { isMiscomputed, padConvolutions } from './onnx-graph.ts';
import { fieldsOf, GRAPH, MODEL, readNode } from '../../onnx/proto.ts';

function convModel(input: number, output: number, kernel: number, group = 1, opset = 17): ModelSpec {
  const count = (output * input * kernel * kernel) / group;
  const data = Float32Array.from({ length: count }, (_, index) => Math.sin(index * 1.7));
  return {
    opset,
    nodes: [
      { opType: 'Identity', inputs: ['w'], outputs: ['w2'] },
      { opType: 'Conv', inputs: ['x', 'w2'], outputs: ['y'], attributes: { group } },
    ],
    constants: [{ name: 'w', dims: [output, input / group, kernel, kernel], data }],
    inputs: [{ name: 'x', dims: [1, input, 8, 8] }],
    outputs: [{ name: 'y', dims: [1, output, 9 - kernel, 9 - kernel] }],
  };
}

function operators(model: Uint8Array): string[] {
  const graph = [...fieldsOf(model)].find((field) => field.number === MODEL.graph);
  const nodes = [...fieldsOf(graph?.content ?? new Uint8Array())].filter((f) => f.number === GRAPH.node);
  return nodes.map((field) => readNode(field.content).opType);
}

describe('padConvolutions', { timeout: 60_000 }, () => {
  it.each([
    [9, 64, 3, true],
    [6, 4, 3, true],
    [15, 8, 5, true],
    [27, 8, 3, true],
    [9, 30, 3, false],
    [9, 64, 1, false],
    [3, 64, 3, false],
    [12, 64, 3, false],
    [8, 64, 3, false],
  ])('%i to %i channels, kernel %i: miscomputed %s', (input, output, kernel, wrong) => {
    expect(isMiscomputed([output, input, kernel, kernel], 1)).toBe(wrong);
    const model = writeModel(convModel(input, output, kernel));
    const result = padConvolutions(model);
    expect(result.changed).toBe(wrong ? 1 : 0);
    if (wrong) expect(operators(result.bytes)).toEqual(['Identity', 'Pad', 'Pad', 'Conv']);
    else expect(result.bytes).toBe(model);
  });

  it('leaves grouped convolutions alone', () => {
    const model = writeModel(convModel(18, 8, 3, 2));
    expect(padConvolutions(model).changed).toBe(0);
  });

  it.each([10, 17])('gives the same numbers on WebAssembly (operator set %i)', async (opset) => {
    const host = { ...(await nodeHost()), addRunMs: () => undefined };
    const model = writeModel(convModel(9, 8, 3, 1, opset));
    const data = Float32Array.from({ length: 9 * 64 }, (_, index) => Math.cos(index));
    const feeds = { x: { data, dims: [1, 9, 8, 8] } };
    const outputs = [];
    for (const bytes of [model, padConvolutions(model).bytes]) {
      const session = await createSession(host, bytes);
      outputs.push((await session.run(feeds)).y?.data ?? new Float32Array());
      await session.release();
    }
    expect(outputs[0]?.some((value) => value !== 0)).toBe(true);
    expect(relativeError(outputs[1] as Float32Array, outputs[0] as Float32Array)).toBeLessThan(1e-6);
  });

  it('changes only the 9-channel convolution of the nano UNet', async () => {
    const files = await openNano();
    const { model } = await files.graph('unet');
    const { bytes, changed } = padConvolutions(model);
    expect(changed).toBe(1);
    const before = operators(model);
    const after = operators(bytes).filter((operator) => operator !== 'Pad');
    expect(after).toEqual(before.filter((operator) => operator !== 'Pad'));
    const decoder = await files.graph('vae_decoder');
    expect(padConvolutions(decoder.model).changed).toBe(0);
  });
});
