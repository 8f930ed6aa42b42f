/** Receives the straight pieces of an outline, in cells. */
export type LineSink = (x0: number, y0: number, x1: number, y1: number) => void;

/** Values around a grid of cells, to tell where an outline goes on in the next tile: above 0 is inside. */
export interface Rim {
  readonly top: Uint8Array;
  readonly bottom: Uint8Array;
  readonly left: Uint8Array;
  readonly right: Uint8Array;
}

/** Runs of inside cells in a row, as first cell and cell after the last, by turns. */
type Runs = number[];

/**
 * Traces the border between cells above 0 and cells that are 0, as seen from inside: between two grids each piece
 * belongs to the one that holds the inside cell. Pieces in a row are joined. Every cell is read once, since a stroke
 * traces its tiles again at every frame.
 */
export function traceContour(
  cells: Uint8Array,
  columns: number,
  rows: number,
  rim: Rim,
  line: LineSink,
): void {
  const left = new Uprights((x, from, to) => line(x, from, x, to));
  const right = new Uprights((x, from, to) => line(x, from, x, to));
  let above = runsOf(rim.top, 0, columns);
  for (let y = 0; y < rows; y++) {
    const runs = runsOf(cells, y * columns, columns);
    difference(runs, above, (from, to) => line(from, y, to, y));
    // the next grid's own cells end where it traces them
    if (y > 0) difference(above, runs, (from, to) => line(from, y, to, y));
    left.row(y, runs, 0, rim.left[y] === 0 ? -1 : 0);
    right.row(y, runs, 1, rim.right[y] === 0 ? -1 : columns);
    above = runs;
  }
  const below = runsOf(rim.bottom, 0, columns);
  difference(above, below, (from, to) => line(from, rows, to, rows));
  left.end(rows);
  right.end(rows);
}

/** The borders on one side of the runs, joined over rows for as long as they stand at the same place. */
class Uprights {
  private standing = new Map<number, number>();

  constructor(private readonly line: (x: number, from: number, to: number) => void) {}

  /** Takes every second number of `runs` from `first` on; a border at `open` is none: the next grid goes on. */
  row(y: number, runs: Runs, first: 0 | 1, open: number): void {
    const before = this.standing;
    const now = new Map<number, number>();
    for (let i = first; i < runs.length; i += 2) {
      const x = runs[i] as number;
      if (x === open) continue;
      now.set(x, before.get(x) ?? y);
      before.delete(x);
    }
    this.end(y);
    this.standing = now;
  }

  end(y: number): void {
    for (const [x, from] of this.standing) this.line(x, from, y);
    this.standing.clear();
  }
}

function runsOf(cells: Uint8Array, start: number, columns: number): Runs {
  const runs: Runs = [];
  let isInside = false;
  for (let x = 0; x < columns; x++) {
    if ((cells[start + x] !== 0) === isInside) continue;
    runs.push(x);
    isInside = !isInside;
  }
  if (isInside) runs.push(columns);
  return runs;
}

/** The pieces of `runs` that no piece of `others` covers. */
function difference(runs: Runs, others: Runs, piece: (from: number, to: number) => void): void {
  let other = 0;
  for (let i = 0; i < runs.length; i += 2) {
    let from = runs[i] as number;
    const to = runs[i + 1] as number;
    while (other < others.length && (others[other + 1] as number) <= from) other += 2;
    for (let k = other; k < others.length && (others[k] as number) < to; k += 2) {
      if ((others[k] as number) > from) piece(from, others[k] as number);
      from = Math.max(from, others[k + 1] as number);
    }
    if (from < to) piece(from, to);
  }
}
