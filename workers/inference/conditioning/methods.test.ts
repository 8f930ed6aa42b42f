import { describe, expect, it } from 'vitest';
import { torchNormal } from '../numerics/rng.ts';
import type { Move } from '../numerics/time-plan.ts';
import { langevin } from './langevin.ts';
import { repaint } from './repaint.ts';
import { soft } from './soft.ts';

const level = (alpha: number) => ({ t: 1, alpha, sigma: Math.sqrt(1 - alpha * alpha) });
const move = (from: number, to: number, last = false): Move => ({ from: level(from), to: level(to), last });

describe('the RePaint step', () => {
  const CELLS = 40_000;
  const hole = Uint8Array.from({ length: CELLS }, (_, i) => i % 2);

  it('brings the known cells to the model’s own level before the model is asked', () => {
    const { enter } = repaint({ known: new Float32Array(CELLS), hole });
    for (const alpha of [0.2, 0.8, 0.99]) {
      const sample = new Float32Array(CELLS).fill(7);
      enter?.(move(alpha, 0.999), sample, torchNormal(1));
      let squares = 0;
      for (let i = 0; i < CELLS; i += 2) squares += (sample[i] as number) ** 2;
      const deviation = Math.sqrt(squares / (CELLS / 2));
      expect(Math.abs(deviation / level(alpha).sigma - 1)).toBeLessThan(0.01);
      expect(sample.every((value, i) => i % 2 === 0 || value === 7)).toBe(true);
    }
  });

  it('is alpha y + sigma z on known cells, with fresh noise each time', () => {
    const known = new Float32Array(CELLS).fill(2);
    const { enter } = repaint({ known, hole });
    const noise = torchNormal(5);
    const again = torchNormal(5);
    const sample = new Float32Array(CELLS);
    const draw = new Float32Array(CELLS);
    for (let time = 0; time < 2; time++) {
      enter?.(move(0.6, 0.7), sample, noise);
      again.fill(draw);
      expect(sample[0]).toBeCloseTo(0.6 * 2 + 0.8 * (draw[0] as number), 5);
    }
  });

  it('leaves the known cells equal to the known latents, bit for bit, after the last step and only then', () => {
    const known = Float32Array.from({ length: CELLS }, (_, i) => Math.sin(i));
    const { constrain } = repaint({ known, hole });
    const sample = new Float32Array(CELLS).fill(9);
    constrain(move(0.9, 0.95), sample);
    expect(sample.every((value) => value === 9)).toBe(true);
    constrain(move(0.99, 0.9995, true), sample);
    expect(sample.every((value, i) => value === (hole[i] ? 9 : known[i]))).toBe(true);
  });
});

describe('a graded mask', () => {
  const moves = [move(0.1, 0.4), move(0.4, 0.7), move(0.7, 0.9), move(0.9, 1, true)];
  const change = new Float32Array([0, 0.25, 0.5, 1]);
  const known = new Float32Array([1, 2, 3, 4]);
  const { enter, constrain } = soft({ known, change, moves, noise: new Float32Array(4) });

  it('frees a cell for the last share of the moves that it may change by', () => {
    const freed = moves.map((each) => {
      const sample = new Float32Array(4).fill(-1);
      enter?.(each, sample, torchNormal(0));
      return [...sample].map((value) => value === -1);
    });
    expect(freed).toEqual([
      [false, false, false, true],
      [false, false, false, true],
      [false, false, true, true],
      [false, true, true, true],
    ]);
  });

  it('ends with the known latents where nothing may change', () => {
    const sample = new Float32Array(4).fill(-1);
    constrain(moves[3] as Move, sample);
    expect([...sample]).toEqual([1, -1, -1, -1]);
  });
});

describe('a Langevin inner step', () => {
  const hole = new Uint8Array([0, 1]);

  it('stays where it is on average when the model agrees with the state', () => {
    const conditioning = langevin({ known: new Float32Array([0.5, 0]), hole, steps: 2, stepSize: 0.2 });
    const { alpha, sigma } = level(0.6);
    const sums = [0, 0];
    const noise = torchNormal(2);
    for (let time = 0; time < 4000; time++) {
      const sample = new Float32Array([alpha * 0.5, alpha * 0.3]);
      conditioning.inner?.step({ t: 1, alpha, sigma }, sample, new Float32Array([0.5, 0.3]), noise);
      sums[0] = (sums[0] as number) + (sample[0] as number);
      sums[1] = (sums[1] as number) + (sample[1] as number);
    }
    expect((sums[0] as number) / 4000).toBeCloseTo(alpha * 0.5, 1);
    expect((sums[1] as number) / 4000).toBeCloseTo(alpha * 0.3, 1);
  });

  it('pulls a known cell past the known latent, away from the model’s estimate', () => {
    const conditioning = langevin({ known: new Float32Array([1, 1]), hole, steps: 1, stepSize: 2 });
    const sample = new Float32Array([0, 0]);
    const still = { fill: (out: Float32Array) => void out.fill(0) };
    conditioning.inner?.step(level(0.6), sample, new Float32Array([0.2, 0.2]), still);
    expect(sample[0]).toBeCloseTo((0.6 * (6 * 1 - 5 * 0.2)) / 6, 4);
    expect(sample[1]).toBeCloseTo(0.6 * 0.2 * (1 - Math.exp(-2)), 4);
  });
});
