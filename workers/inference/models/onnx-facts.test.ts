import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeModel } from './onnx-build.ts';
import { channelsRead, graphFacts } from './onnx-facts.ts';
import { operatorCases } from './self-test-cases.ts';
import { inHalf } from './self-test-half.ts';

const convolution = operatorCases()[0]?.model as Parameters<typeof writeModel>[0];
const nano = new Uint8Array(
  readFileSync(new URL('../../../e2e/packs/nano/unet/model.onnx', import.meta.url)),
);

describe('what a graph says of itself', () => {
  it('tells half precision from weights that are only stored in it', () => {
    expect(graphFacts(writeModel(convolution)).half).toBe(false);
    expect(graphFacts(writeModel(inHalf(convolution))).half).toBe(true);
    // Its weights are float16 on disk and cast to float32 before use.
    expect(graphFacts(nano).half).toBe(false);
  });

  it('finds the largest weight', () => {
    expect(graphFacts(writeModel(convolution)).largestWeight).toBe(8 * 9 * 9 * 4);
  });

  it('reads channels off the first convolution, behind casts too', () => {
    expect(channelsRead(writeModel(convolution), 'x')).toBe(9);
    expect(channelsRead(nano, 'sample')).toBe(9);
    expect(channelsRead(writeModel(convolution), 'other')).toBeNull();
  });
});
