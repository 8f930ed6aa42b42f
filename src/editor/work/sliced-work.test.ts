import { expect, test, vi } from 'vitest';
import { SlicedWork, type Steps } from './sliced-work.ts';

function* counting(log: number[], to: number): Steps {
  for (let i = 1; i <= to; i++) {
    log.push(i);
    yield;
  }
}

test('goes on in slices until it is done', async () => {
  const log: number[] = [];
  const work = new SlicedWork(0);
  const end = vi.fn();
  work.run(counting(log, 5), end, vi.fn());
  expect(log).toEqual([1]);
  await vi.waitFor(() => expect(end).toHaveBeenCalledTimes(1));
  expect(log).toEqual([1, 2, 3, 4, 5]);
});

test('is finished at once for who needs the result, or for the next job', () => {
  const work = new SlicedWork(0);
  const [first, second]: number[][] = [[], []];
  const end = vi.fn();
  work.run(counting(first ?? [], 5), end, vi.fn());
  work.run(counting(second ?? [], 5), end, vi.fn());
  expect(first).toHaveLength(5);
  expect(end).toHaveBeenCalledTimes(1);
  work.finish();
  expect(second).toHaveLength(5);
  expect(end).toHaveBeenCalledTimes(2);
});

test('cancelled, or failed, it is undone and never ends', () => {
  const work = new SlicedWork(0);
  const [end, undo] = [vi.fn(), vi.fn()];
  work.run(counting([], 5), end, undo);
  expect(work.cancel()).toBe(true);
  expect(work.cancel()).toBe(false);
  const failing = function* (): Steps {
    yield* [];
    throw new Error('broken');
  };
  expect(() => work.run(failing(), end, undo)).toThrow('broken');
  work.finish();
  expect(undo).toHaveBeenCalledTimes(2);
  expect(end).not.toHaveBeenCalled();
});
