/** The same bytes four at a time, for `runEnd`; those of the last incomplete four are left out. */
export function wordsOf(bytes: Uint8Array): Uint32Array {
  const { buffer, byteOffset, byteLength } = bytes;
  // a view that starts inside a word has none: it is read byte by byte
  return byteOffset % 4 === 0 ? new Uint32Array(buffer, byteOffset, byteLength >> 2) : new Uint32Array(0);
}

/** Index of the first byte from `from` on that is not `value`; `end` where all are. `words` are those of `bytes`. */
export function runEnd(
  bytes: Uint8Array,
  words: Uint32Array,
  value: number,
  from: number,
  end: number,
): number {
  let i = from;
  while (i < end && i % 4 !== 0 && bytes[i] === value) i++;
  if (i % 4 === 0) {
    const word = value * 0x01010101;
    const last = Math.min(end >> 2, words.length);
    let at = i >> 2;
    while (at < last && words[at] === word) at++;
    i = at << 2;
  }
  while (i < end && bytes[i] === value) i++;
  return i;
}
