/** What it costs to fetch a patch from where it is. */
export interface Way {
  /** Price of a squared pixel of way up or down, and across. */
  readonly down: number;
  readonly across: number;
  /** Least distance (chessboard) in pixels: nearer patches would repeat one narrow strip over and over. */
  readonly apart: number;
  /** How often places were copied from; null where it does not matter. */
  readonly uses: Uses | null;
}

/** Counts, by cell of the picture, how many targets copy from it. */
export interface Uses {
  readonly counts: Float32Array;
  readonly columns: number;
  /** Uses of a cell that are free, and the price of as many again. */
  readonly free: number;
  readonly price: number;
}

/** Side of a cell in pixels. */
const CELL = 4;

/** Empty counts for a picture of this size. `free`: times that every pixel may be copied for nothing. */
export function countUses(width: number, height: number, free: number, price: number): Uses {
  const columns = Math.ceil(width / CELL);
  return {
    counts: new Float32Array(columns * Math.ceil(height / CELL)),
    columns,
    free: free * CELL * CELL,
    price,
  };
}

/** Notes that a target copies from `source` (+1), or does so no longer (-1). */
export function noteUse({ uses }: Way, width: number, source: number, by: 1 | -1): void {
  if (!uses) return;
  const cell = cellOf(uses, width, source);
  uses.counts[cell] = (uses.counts[cell] as number) + by;
}

/**
 * Price of fetching a patch from far: near patches share light and perspective, above all those at the same height,
 * since pictures are layered from ground to sky. Infinite where the patch is nearer than it may be. Where uses are
 * counted, places that are copied more often than others cost more (the occurrence term of Kaspar et al. 2015,
 * "Self tuning texture optimization", section 3.2).
 */
export function wayPrice(width: number, way: Way, target: number, source: number): number {
  const dx = (source % width) - (target % width);
  const dy = Math.floor(source / width) - Math.floor(target / width);
  return wayPriceOf(width, way, dx, dy, source);
}

/** `wayPrice` for a way of `dx` and `dy` pixels. */
export function wayPriceOf(width: number, way: Way, dx: number, dy: number, source: number): number {
  if (Math.abs(dx) < way.apart && Math.abs(dy) < way.apart) return Number.POSITIVE_INFINITY;
  const price = way.down * dy * dy + way.across * dx * dx;
  return way.uses ? price + priceOfUse(way.uses, width, source) : price;
}

function priceOfUse(uses: Uses, width: number, source: number): number {
  const over = (uses.counts[cellOf(uses, width, source)] as number) / uses.free - 1;
  return over > 0 ? uses.price * over : 0;
}

function cellOf({ columns }: Uses, width: number, source: number): number {
  const x = source % width;
  return Math.floor((source - x) / width / CELL) * columns + Math.floor(x / CELL);
}
