import { paeth } from './unfilter.ts';

/**
 * Writes the filtered row with its filter byte to `out` (`row.length + 1` bytes), choosing the filter with the
 * smallest sum of absolute differences (PNG third edition, section 12.7).
 *
 * @param scratch five buffers of at least `row.length` bytes, reused from row to row
 */
export function filterRow(
  row: Uint8Array,
  above: Uint8Array,
  stride: number,
  scratch: readonly Uint8Array[],
  out: Uint8Array,
): void {
  const [none, sub, up, average, best] = scratch as readonly [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const sums = [0, 0, 0, 0, 0];
  let sNone = 0;
  let sSub = 0;
  let sUp = 0;
  let sAverage = 0;
  let sPaeth = 0;
  for (let i = 0; i < row.length; i++) {
    const value = row[i] as number;
    const left = i < stride ? 0 : (row[i - stride] as number);
    const over = above[i] as number;
    const corner = i < stride ? 0 : (above[i - stride] as number);
    const dSub = (value - left) & 255;
    const dUp = (value - over) & 255;
    const dAverage = (value - ((left + over) >> 1)) & 255;
    const dPaeth = (value - paeth(left, over, corner)) & 255;
    none[i] = value;
    sub[i] = dSub;
    up[i] = dUp;
    average[i] = dAverage;
    best[i] = dPaeth;
    sNone += value < 128 ? value : 256 - value;
    sSub += dSub < 128 ? dSub : 256 - dSub;
    sUp += dUp < 128 ? dUp : 256 - dUp;
    sAverage += dAverage < 128 ? dAverage : 256 - dAverage;
    sPaeth += dPaeth < 128 ? dPaeth : 256 - dPaeth;
  }
  sums[0] = sNone;
  sums[1] = sSub;
  sums[2] = sUp;
  sums[3] = sAverage;
  sums[4] = sPaeth;
  const filter = sums.indexOf(Math.min(...sums));
  out[0] = filter;
  out.set((scratch[filter] as Uint8Array).subarray(0, row.length), 1);
}
