import type { FillEntry } from '../ports.ts';

/**
 * Bytes of pixels and masks that are in `before` and no longer in `after`: what a history entry keeps alive that the
 * document itself has let go of.
 */
export function goneBytes(change: {
  readonly before: readonly FillEntry[];
  readonly after: readonly FillEntry[];
}): number {
  const kept = new Set(change.after.flatMap(buffersOf));
  const gone = new Set(change.before.flatMap(buffersOf).filter((buffer) => !kept.has(buffer)));
  return [...gone].reduce((sum, buffer) => sum + buffer.byteLength, 0);
}

function buffersOf({ patch, stitch, made, hole }: FillEntry): readonly ArrayBuffer[] {
  return [patch, stitch, made, hole].map(({ data }) => data.buffer);
}
