import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Remaining, reportProgress, secondsLeft } from './remaining-time.ts';

/** Reports after steps of these lengths, all the same share of the job; what would be shown after each. */
function shown(steps: readonly number[]): (number | null)[] {
  let known: Remaining | null = null;
  let now = 0;
  return steps.map((ms, index) => {
    now += ms;
    known = reportProgress(known, (index + 1) / (steps.length + 1), now);
    return secondsLeft(known, 0, now);
  });
}

it('is exact where every step takes the same time', () => {
  expect(shown(Array(9).fill(2000))).toEqual([null, 16, 14, 12, 10, 8, 6, 4, 2]);
});

it('leaves the time before the first report, when a model is loaded, out of the guess', () => {
  expect(shown([60_000, ...Array(8).fill(1000)]).slice(1)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
});

it('leaves out as well what goes on between the first reports, before anything is done', () => {
  let known = reportProgress(null, 0, 0);
  known = reportProgress(known, 0, 40_000);
  known = reportProgress(known, 0.1, 41_000);
  expect(secondsLeft(known, 0, 41_000)).toBe(9);
});

it('counts down between reports, says nothing too early, and begins anew with a new job', () => {
  let known = reportProgress(null, 0.1, 2000);
  expect(secondsLeft(known, 0, 2000)).toBeNull();
  known = reportProgress(known, 0.2, 4000);
  expect(secondsLeft(known, 0, 4000)).toBe(16);
  expect(secondsLeft(known, 0, 7000)).toBe(13);
  expect(secondsLeft(known, 0, 60_000)).toBe(1);
  expect(secondsLeft(known, 3500, 4000)).toBeNull();
  expect(reportProgress(known, 0.1, 5000)).toMatchObject({ rate: null, endMs: null });
});

it('is steadier than the speed itself: one slow step moves it by less than half of what it would say alone', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 12 }), (slow) => {
      const before = shown([...Array(10).fill(1000), ...Array(10).fill(1000)])[10] as number;
      const after = shown([...Array(10).fill(1000), slow * 1000, ...Array(9).fill(1000)])[10] as number;
      expect(after - before).toBeLessThan((slow * 10 - 10) / 2 + 6);
    }),
  );
});
