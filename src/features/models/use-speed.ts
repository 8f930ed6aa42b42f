import { useEffect, useRef } from 'react';

/** Speeds are averaged over about so many milliseconds. */
const SPEED_MS = 4000;

/** Bytes a millisecond, over the last moments; 0 while there is no telling. */
export function useSpeed(bytes: number, running: boolean): number {
  const marks = useRef<{ at: number; bytes: number }[]>([]);
  useEffect(() => {
    if (!running) {
      marks.current = [];
      return;
    }
    const now = performance.now();
    marks.current = [...marks.current, { at: now, bytes }].filter(({ at }) => now - at < SPEED_MS);
  }, [bytes, running]);
  const [first] = marks.current;
  const last = marks.current.at(-1);
  return first && last && last.at > first.at ? (last.bytes - first.bytes) / (last.at - first.at) : 0;
}
