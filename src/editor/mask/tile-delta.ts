import { runEnd, wordsOf } from '../../../workers/shared/byte-runs.ts';

/**
 * The difference of two mask tiles, as the history keeps it: runs of `before XOR after`, each a value and a length of
 * 1 to 4 bytes (7 bits a byte, low bits first, the high bit says that more follow). XOR leads both ways, so one delta
 * serves undo and redo, and it weighs what changed, not what is there.
 */
export type TileDelta = Uint8Array<ArrayBuffer>;

/** Bytes that one run takes at most. */
const LONGEST_RUN = 5;

/** Up to here a run is gone through byte by byte. */
const SHORT_RUN = 32;

/** The difference of two arrays of the same length (below 2^28); null when there is none. */
export function deltaBetween(before: Uint8Array, after: Uint8Array): TileDelta | null {
  if (before === after) return null;
  const { length } = before;
  const both = before.slice();
  xor(both, after);
  const words = wordsOf(both);
  let bytes = new Uint8Array(4096);
  let used = 0;
  let differs = false;
  for (let i = 0; i < length; ) {
    const value = both[i] as number;
    let end = i + 1;
    if (end < length && both[end] === value) end = runEnd(both, words, value, end, length);
    if (value !== 0) differs = true;
    if (used + LONGEST_RUN > bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    bytes[used++] = value;
    let run = end - i;
    for (; run > 127; run >>= 7) bytes[used++] = (run & 127) | 128;
    bytes[used++] = run;
    i = end;
  }
  return differs ? bytes.slice(0, used) : null;
}

/** True for the difference of a tile of 0 and one of 255. */
export function turnsAll(delta: TileDelta, length: number): boolean {
  if (delta[0] !== 255 || delta.length > LONGEST_RUN) return false;
  let run = 0;
  for (let i = 1; i < delta.length; i++) run |= ((delta[i] as number) & 127) << (7 * (i - 1));
  return run === length;
}

/** Turns one side of a delta into the other, in place. */
export function applyDelta(values: Uint8Array, delta: TileDelta): void {
  const both = new Uint8Array(values.length);
  for (let i = 0, at = 0; i < delta.length; ) {
    const value = delta[i++] as number;
    let run = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = delta[i++] as number;
      run |= (byte & 127) << shift;
      more = byte > 127;
    }
    const end = at + run;
    // a soft edge is many short runs, for which a call of its own each is dear
    if (run > SHORT_RUN) both.fill(value, at, end);
    else for (; at < end; at++) both[at] = value;
    at = end;
  }
  xor(values, both);
}

/** `values XOR others`, in place. */
function xor(values: Uint8Array, others: Uint8Array): void {
  const [words, otherWords] = [wordsOf(values), wordsOf(others)];
  const both = Math.min(words.length, otherWords.length);
  for (let i = 0; i < both; i++) words[i] = (words[i] as number) ^ (otherWords[i] as number);
  for (let i = 4 * both; i < values.length; i++) values[i] = (values[i] as number) ^ (others[i] as number);
}
