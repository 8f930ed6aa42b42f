import { describe, expect, it } from 'vitest';
import golden from './rng.golden.json' with { type: 'json' };
import { torchNormal } from './rng.ts';

function draw(seed: number, size: number): Float32Array {
  const out = new Float32Array(size);
  torchNormal(seed).fill(out);
  return out;
}

function expectClose(actual: Float32Array, expected: readonly number[]): void {
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] as number) - value)).toBeLessThan(1e-6);
  });
}

describe.each(golden.draws)('torch.randn, seed $seed, size $size', ({ seed, size, head, tail, after }) => {
  it('is the same, and so is the draw that follows', () => {
    const source = torchNormal(seed);
    const first = new Float32Array(size);
    const second = new Float32Array(size);
    source.fill(first);
    source.fill(second);
    expectClose(first, head);
    expectClose(first.subarray(-tail.length), tail);
    expectClose(second, after);
  });
});

describe('torchNormal', () => {
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
