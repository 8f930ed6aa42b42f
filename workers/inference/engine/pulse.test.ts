import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPulse } from './pulse.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('does not beat while the runtime works, and says beforehand that it may take long', async () => {
  const beats: (number | undefined)[] = [];
  const pulse = createPulse((_, silentMs) => void beats.push(silentMs));
  vi.advanceTimersByTime(2000);
  expect(beats).toEqual([undefined, undefined]);
  let finish = (): void => undefined;
  const work = pulse.watch(90_000, () => new Promise<void>((resolve) => (finish = resolve)));
  vi.advanceTimersByTime(30_000);
  expect(beats).toEqual([undefined, undefined, 90_000]);
  finish();
  await work;
  vi.advanceTimersByTime(1000);
  expect(beats).toHaveLength(4);
});

it('beats at pauses, but not at those that follow a beat at once', () => {
  const beats: unknown[] = [];
  const pulse = createPulse(() => void beats.push(null));
  void pulse.pause();
  void pulse.pause();
  expect(beats).toHaveLength(1);
  vi.advanceTimersByTime(300);
  void pulse.pause();
  expect(beats).toHaveLength(2);
});

it('beats again after a work that failed', async () => {
  const beats: unknown[] = [];
  const pulse = createPulse(() => void beats.push(null));
  await pulse.watch(0, () => Promise.reject(new Error('no'))).catch(() => undefined);
  vi.advanceTimersByTime(1000);
  expect(beats).toHaveLength(1);
});

it('announces again with the beats of other work, until the runtime is done', async () => {
  const beats: (number | undefined)[] = [];
  const pulse = createPulse((_, silentMs) => void beats.push(silentMs));
  let finish = (): void => undefined;
  const work = pulse.watch(90_000, () => new Promise<void>((resolve) => (finish = resolve)));
  pulse.begin()();
  finish();
  await work;
  pulse.begin()();
  expect(beats).toEqual([90_000, 90_000, 90_000, undefined, undefined]);
});
