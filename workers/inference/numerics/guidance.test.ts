import { expect, it } from 'vitest';
import { guide } from './guidance.ts';

it('moves from the unconditional prediction through the conditional one', () => {
  expect([...guide(new Float32Array([1, 2, 3, 6]), 1)]).toEqual([3, 6]);
  expect([...guide(new Float32Array([1, 2, 3, 6]), 0)]).toEqual([1, 2]);
  expect([...guide(new Float32Array([1, 2, 3, 6]), 7.5)]).toEqual([16, 32]);
});

it('rescales to the spread of the conditional prediction, all the way or part of it', () => {
  const batch = () => new Float32Array([0, 0, 0, 0, 1, -1, 1, -1]);
  expect([...guide(batch(), 4)]).toEqual([4, -4, 4, -4]);
  expect([...guide(batch(), 4, 1)]).toEqual([1, -1, 1, -1]);
  expect([...guide(batch(), 4, 0.5)]).toEqual([2.5, -2.5, 2.5, -2.5]);
  expect([...guide(new Float32Array([3, 3, 3, 3]), 4, 1)]).toEqual([0, 0]);
});
