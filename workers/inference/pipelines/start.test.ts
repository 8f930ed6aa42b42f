import { expect, it } from 'vitest';
import { knownRange } from '../numerics/channel-range.ts';
import { testJob } from './job.test-support.ts';
import { prepareWindow } from './prepare.ts';
import { conditioningOf } from './start.ts';

it.each([
  ['repaint', true],
  ['langevin', true],
  ['replace', false],
  ['soft', false],
] as const)('%s holds clean estimates to the range of the known latents: %s', (method, holds) => {
  const job = testJob([64, 64], [20, 20, 44, 40], { method });
  const window = prepareWindow(job);
  const { width, height } = window.cells;
  const data = Float32Array.from({ length: 4 * width * height }, (_, i) => 3 * Math.sin(i));
  const encoded = { method, prefilled: { data, dims: [1, 4, height, width] }, masked: null };
  const { range } = conditioningOf(encoded, window, job, [], data);
  expect(range ?? null).toEqual(holds ? knownRange(data, window.cellHole) : null);
});
