import { expect, it } from 'vitest';
import { repaint } from '../conditioning/repaint.ts';
import { repaintWalk } from '../numerics/walk.ts';
import { oracleMoves, solveOracle } from './gaussian-oracle.test-support.ts';
import { tutorialOracle } from './tutorial-repaint.test-support.ts';

it('the circulated form of RePaint stays far below the right one, for more model calls', {
  timeout: 120_000,
}, async () => {
  const samples = 10_000;
  const wrong = tutorialOracle({ steps: 50, jumpLength: 10, rounds: 10, samples });
  expect(wrong.calls).toBe(450);
  expect(Math.abs(wrong.mean - 0.535)).toBeLessThan(0.02);
  const walk = repaintWalk(oracleMoves(50), 10, 10);
  const right = await solveOracle({ walk, condition: repaint, eta: 1, samples });
  expect(right.calls).toBe(410);
  expect(Math.abs(right.mean - 0.8)).toBeLessThan(0.02);
});
