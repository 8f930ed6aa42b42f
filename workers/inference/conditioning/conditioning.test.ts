import { describe, expect, it } from 'vitest';
import { finetuned, interiorConstant } from './finetuned.ts';
import { replaceKnown } from './replace.ts';

const level = (alpha: number) => ({ t: 1, alpha, sigma: Math.sqrt(1 - alpha * alpha) });

describe('finetuned', () => {
  it('puts the mask first, then the masked latents', () => {
    const { extraChannels } = finetuned(new Uint8Array([1, 0]), new Float32Array([5, 6, 7, 8]));
    expect([...extraChannels]).toEqual([1, 0, 5, 6, 7, 8]);
  });

  it('takes the middle value of each channel for a mask over everything', () => {
    const latent = new Float32Array(18);
    latent[4] = 0.5;
    latent[9 + 4] = -2;
    const constant = interiorConstant(latent, 2, 3, 3);
    expect([...constant]).toEqual([...new Array(9).fill(0.5), ...new Array(9).fill(-2)]);
  });
});

describe('replaceKnown', () => {
  const known = new Float32Array([1, 2, 3, 4]);
  const noise = new Float32Array([10, 20, 30, 40]);
  const { constrain } = replaceKnown({ known, noise, hole: new Uint8Array([1, 0]) });

  it('noises the known cells of every channel to the level the state is at', () => {
    const sample = new Float32Array(4).fill(-1);
    constrain({ from: level(0.1), to: level(0.8), last: false }, sample);
    const rounded = [...sample].map((value) => Math.round(value * 1e4) / 1e4);
    expect(rounded).toEqual([-1, 13.6, -1, 27.2]);
  });

  it('leaves them exactly clean at the end, whatever level the schedule ends at', () => {
    const sample = new Float32Array(4).fill(-1);
    constrain({ from: level(0.9), to: level(0.9995), last: true }, sample);
    expect([...sample]).toEqual([-1, 2, -1, 4]);
  });
});

describe('the mask combination', () => {
  it('is m x + (1 - m) known, cell by cell, the same mask for every channel', () => {
    const hole = new Uint8Array([1, 0, 1]);
    const known = new Float32Array([1, 2, 3, 4, 5, 6]);
    const noise = new Float32Array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
    const x = new Float32Array([10, 20, 30, 40, 50, 60]);
    const at = level(0.6);
    replaceKnown({ known, noise, hole }).constrain({ from: level(0.1), to: at, last: false }, x);
    const noised = (i: number) => at.alpha * (known[i] as number) + at.sigma * (noise[i] as number);
    expect([...x]).toEqual([10, Math.fround(noised(1)), 30, 40, Math.fround(noised(4)), 60]);
  });
});
