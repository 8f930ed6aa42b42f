import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createWatchdog } from './watchdog.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const onSilence = vi.fn();
  const watchdog = createWatchdog(onSilence);
  watchdog.setBusy(true);
  return { watchdog, onSilence };
}

it('waits two minutes for a script that a slow line brings', () => {
  const { onSilence } = watched();
  vi.advanceTimersByTime(119_000);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(3000);
  expect(onSilence).toHaveBeenCalledOnce();
});

it('counts 20 s from the first beat, however late that came', () => {
  const { watchdog, onSilence } = watched();
  vi.advanceTimersByTime(100_000);
  watchdog.beat();
  vi.advanceTimersByTime(19_000);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(3000);
  expect(onSilence).toHaveBeenCalledOnce();
});

it('allows ten times the longest silence between beats', () => {
  const { watchdog, onSilence } = watched();
  watchdog.beat();
  vi.advanceTimersByTime(10_000);
  watchdog.beat();
  vi.advanceTimersByTime(99_000);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(3000);
  expect(onSilence).toHaveBeenCalledOnce();
});

it('takes an announced silence for no measure: a graph that compiled for a minute may not hang for ten', () => {
  const { watchdog, onSilence } = watched();
  watchdog.beat(80_000);
  vi.advanceTimersByTime(60_000);
  watchdog.beat();
  vi.advanceTimersByTime(19_000);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(3000);
  expect(onSilence).toHaveBeenCalledOnce();
});

it('waits as long as a beat announced, once', () => {
  const { watchdog, onSilence } = watched();
  watchdog.beat(300_000);
  vi.advanceTimersByTime(100_000);
  watchdog.setBusy(false);
  watchdog.setBusy(true);
  vi.advanceTimersByTime(299_000);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(3000);
  expect(onSilence).toHaveBeenCalledOnce();
});
