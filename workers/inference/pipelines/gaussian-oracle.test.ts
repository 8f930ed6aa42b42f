import { describe, expect, it } from 'vitest';
import { langevin } from '../conditioning/langevin.ts';
import { repaint } from '../conditioning/repaint.ts';
import { repaintWalk } from '../numerics/walk.ts';
import { SAMPLERS } from '../schedulers/registry.ts';
import { ORACLE, oracleMoves, solveOracle } from './gaussian-oracle.test-support.ts';

const SAMPLES = 20_000;

function repainted(steps: number, jumpLength: number, resampling: number) {
  const walk = repaintWalk(oracleMoves(steps), jumpLength, resampling);
  return solveOracle({ walk, condition: repaint, eta: 1, samples: SAMPLES });
}

function settled(steps: number, inner: number, stepSize: number) {
  const condition = (given: Parameters<typeof repaint>[0]) => langevin({ ...given, steps: inner, stepSize });
  return solveOracle({ walk: oracleMoves(steps), condition, eta: 0, samples: SAMPLES });
}

describe('the Gaussian oracle (true mean .900, variance .190)', { timeout: 120_000 }, () => {
  it('RePaint reaches what its formulas reach, the same with jumps of any length when there are none', async () => {
    const plain = await repainted(20, 5, 1);
    expect(Math.abs(plain.mean - 0.583)).toBeLessThan(0.02);
    expect(Math.abs(plain.variance - 0.26)).toBeLessThan(0.02);
    expect(await repainted(20, 3, 1)).toEqual(plain);
    const jumps = await repainted(20, 5, 5);
    expect(jumps.calls).toBe(80);
    expect(Math.abs(jumps.mean - 0.754)).toBeLessThan(0.02);
    const long = await repainted(50, 10, 10);
    expect(long.calls).toBe(410);
    expect(Math.abs(long.mean - 0.803)).toBeLessThan(0.02);
  });

  it('more resampling is better, and Langevin inner steps better than RePaint at no more calls', async () => {
    const once = await repainted(20, 5, 1);
    const twice = await repainted(20, 5, 2);
    const often = await repainted(20, 5, 5);
    const few = await settled(20, 2, 0.5);
    expect([once.calls, twice.calls, often.calls, few.calls]).toEqual([20, 35, 80, 60]);
    const off = [once, twice, often, few].map(({ mean }) => Math.abs(mean - ORACLE.mean));
    expect(off).toEqual([...off].sort((a, b) => b - a));
  });

  it('Langevin inner steps come within .05 of the mean and .04 of the variance in 120 calls', async () => {
    const { calls, mean, variance } = await settled(20, 5, 0.2);
    expect(calls).toBe(120);
    expect(Math.abs(mean - ORACLE.mean)).toBeLessThan(0.05);
    expect(Math.abs(variance - ORACLE.variance)).toBeLessThan(0.04);
    const equal = await repainted(30, 5, 5);
    expect(equal.calls).toBeGreaterThanOrEqual(calls);
    expect(Math.abs(equal.mean - ORACLE.mean)).toBeGreaterThan(Math.abs(mean - ORACLE.mean));
  });
});

describe('samplers with a memory', { timeout: 120_000 }, () => {
  it.each(['dpmpp-2m', 'dpmpp-2m-sde'] as const)(
    '%s stays as true as DDIM where fresh noise comes in between',
    async (id) => {
      const scheduler = SAMPLERS[id].scheduler({ predictionType: 'epsilon', clipSample: false });
      const samples = SAMPLES;
      const off = (found: { readonly mean: number; readonly variance: number }) =>
        Math.max(Math.abs(found.mean - ORACLE.mean), Math.abs(found.variance - ORACLE.variance));
      const inner = { steps: 5, stepSize: 0.2 };
      const condition = (given: Parameters<typeof repaint>[0]) => langevin({ ...given, ...inner });
      const settles = await solveOracle({ walk: oracleMoves(20), condition, scheduler, samples });
      expect(off(settles)).toBeLessThan(off(await settled(20, inner.steps, inner.stepSize)) + 0.02);
      const walk = repaintWalk(oracleMoves(20), 5, 5);
      const jumps = await solveOracle({ walk, condition: repaint, scheduler, samples });
      expect(off(jumps)).toBeLessThan(off(await repainted(20, 5, 5)) + 0.05);
    },
  );
});
