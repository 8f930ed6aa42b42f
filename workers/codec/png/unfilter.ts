import { damaged } from '../byte-reader.ts';

/**
 * Undoes a row's filter in place (PNG third edition, section 9.2).
 *
 * @param filter 0 none, 1 sub, 2 up, 3 average, 4 Paeth; else `image-damaged`
 * @param row the filtered bytes; becomes the raw bytes
 * @param above the raw bytes of the row above (zeros for the first)
 * @param stride bytes a whole pixel takes, at least 1
 */
export function unfilterRow(filter: number, row: Uint8Array, above: Uint8Array, stride: number): void {
  const n = row.length;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let i = stride; i < n; i++) row[i] = (row[i] as number) + (row[i - stride] as number);
      return;
    case 2:
      for (let i = 0; i < n; i++) row[i] = (row[i] as number) + (above[i] as number);
      return;
    case 3:
      for (let i = 0; i < n; i++) {
        const left = i < stride ? 0 : (row[i - stride] as number);
        row[i] = (row[i] as number) + ((left + (above[i] as number)) >> 1);
      }
      return;
    case 4:
      for (let i = 0; i < n; i++) {
        const left = i < stride ? 0 : (row[i - stride] as number);
        const upperLeft = i < stride ? 0 : (above[i - stride] as number);
        row[i] = (row[i] as number) + paeth(left, above[i] as number, upperLeft);
      }
      return;
    default:
      throw damaged(`row filter ${filter}`);
  }
}

/** The neighbour nearest to left + up - upperLeft; ties go to left, then up (section 9.4). */
export function paeth(left: number, up: number, upperLeft: number): number {
  const p = left + up - upperLeft;
  const dl = Math.abs(p - left);
  const du = Math.abs(p - up);
  const dd = Math.abs(p - upperLeft);
  if (dl <= du && dl <= dd) return left;
  return du <= dd ? up : upperLeft;
}
