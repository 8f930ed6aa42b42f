import { describe, expect, it } from 'vitest';
import { torchNormal } from './rng.ts';

function draw(seed: number, size: number): Float32Array {
  const out = new Float32Array(size);
  torchNormal(seed).fill(out);
  return out;
}

function expectClose(actual: Float32Array, expected: readonly number[]): void {
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] as number) - value)).toBeLessThan(1.5e-6);
  });
}

describe('torchNormal gives torch.randn of the CPU generator', () => {
  it('seed 0, 1x4x64x64', () => {
    const all = draw(0, 16384);
    expectClose(all, [-1.12584, -1.15236, -0.250579, -0.433879, 0.84871]);
    expectClose(all.subarray(16382), [-1.36647, -1.078208]);
  });

  it('seed 42, and the second draw goes on in the stream', () => {
    const source = torchNormal(42);
    const out = new Float32Array(16384);
    source.fill(out);
    expectClose(out, [1.926915, 1.487284, 0.900717, -2.105521]);
    source.fill(out);
    expectClose(out, [-1.304659, 1.450703]);
  });

  it('seed 1234, size 16384', () => expectClose(draw(1234, 16384), [-0.111719, -0.49659, 0.163074]));

  it('fewer than 16 numbers take the scalar path', () =>
    expectClose(draw(0, 4), [1.540996, -0.293429, -2.178789, 0.568431]));

  it('a size that is no multiple of 16 redraws the last block', () => {
    const exact = draw(7, 32);
    const odd = draw(7, 20);
    expect([...odd.subarray(0, 4)]).not.toEqual([0, 0, 0, 0]);
    expect(odd[0]).toBe(exact[0]);
    expect(odd[4]).not.toBe(exact[4]);
  });

  it('has mean 0 and deviation 1, and large seeds differ from small ones', () => {
    const all = draw(4294967295, 16384);
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(Math.sqrt(variance) - 1)).toBeLessThan(0.02);
    expect(all[0]).not.toBe(draw(0, 16384)[0]);
  });
});
