import type { Point } from '../mask/capsule.ts';

/** A pointer event without the DOM: points in CSS pixels of the host, time in milliseconds. */
export interface RawPointer {
  readonly id: number;
  readonly device: 'mouse' | 'pen' | 'touch';
  /** Coalesced way since the last event, oldest first; never empty. */
  readonly samples: readonly (Point & { readonly pressure: number })[];
  /** Button that changed, as in the DOM: 0 main, 1 middle, 2 right, 5 the pen's eraser. */
  readonly button: number;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
  readonly timeMs: number;
}

/** Where the pointer is now, in CSS pixels of the host. */
export function nowAt(raw: RawPointer): Point {
  const sample = raw.samples.at(-1);
  if (!sample) throw new RangeError('a pointer event has at least one sample');
  return sample;
}
