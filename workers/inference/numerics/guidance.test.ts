import { expect, it } from 'vitest';
import { guide } from './guidance.ts';

it('moves from the unconditional prediction through the conditional one', () => {
  expect([...guide(new Float32Array([1, 2, 3, 6]), 1)]).toEqual([3, 6]);
  expect([...guide(new Float32Array([1, 2, 3, 6]), 0)]).toEqual([1, 2]);
  expect([...guide(new Float32Array([1, 2, 3, 6]), 7.5)]).toEqual([16, 32]);
});
