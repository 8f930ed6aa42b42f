/** Receives the straight pieces of an outline, in cells. */
export type LineSink = (x0: number, y0: number, x1: number, y1: number) => void;

/** Values around a grid of cells, to tell where an outline goes on in the next tile: above 0 is inside. */
export interface Rim {
  readonly top: Uint8Array;
  readonly bottom: Uint8Array;
  readonly left: Uint8Array;
  readonly right: Uint8Array;
}

/**
 * Traces the border between cells above 0 and cells that are 0, as seen from inside: between two grids each piece
 * belongs to the one that holds the inside cell. Pieces in a row are joined.
 */
export function traceContour(
  cells: Uint8Array,
  columns: number,
  rows: number,
  rim: Rim,
  line: LineSink,
): void {
  for (let y = 0; y < rows; y++) {
    const row = y * columns;
    for (const [step, edge] of [
      [-1, y],
      [1, y + 1],
    ] as const) {
      const beyond = y + step < 0 ? rim.top : y + step === rows ? rim.bottom : null;
      const other = row + step * columns;
      let start = -1;
      for (let x = 0; x <= columns; x++) {
        const isBorder = x < columns && cells[row + x] !== 0 && (beyond ? beyond[x] : cells[other + x]) === 0;
        if (isBorder && start < 0) start = x;
        if (!isBorder && start >= 0) {
          line(start, edge, x, edge);
          start = -1;
        }
      }
    }
  }
  for (let x = 0; x < columns; x++) {
    for (const [step, edge] of [
      [-1, x],
      [1, x + 1],
    ] as const) {
      const beyond = x + step < 0 ? rim.left : x + step === columns ? rim.right : null;
      let start = -1;
      for (let y = 0; y <= rows; y++) {
        const at = y * columns + x;
        const isBorder = y < rows && cells[at] !== 0 && (beyond ? beyond[y] : cells[at + step]) === 0;
        if (isBorder && start < 0) start = y;
        if (!isBorder && start >= 0) {
          line(edge, start, edge, y);
          start = -1;
        }
      }
    }
  }
}
