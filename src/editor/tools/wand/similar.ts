import { copyCommon } from '../../../../workers/shared/copy-common.ts';
import { intersectRects, type Rect } from '../../../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../../../workers/shared/pixels.ts';
import { allTiles, neighbourOf, type TileGrid, tileRect, tilesMeeting } from '../../document/tile-grid.ts';
import type { Point } from '../../mask/capsule.ts';
import { flood, OPEN, REACHED } from '../../mask/flood.ts';
import type { Region } from '../../mask/region.ts';
import type { ToolOptions } from '../options.ts';

type TileAt = (index: number) => PixelBuffer;

/** Cells of the tiles that were looked at; `value` in those that were found. */
export interface Similar {
  readonly tiles: ReadonlyMap<number, Uint8Array>;
  readonly value: typeof OPEN | typeof REACHED;
}

/** Finds the pixels that look like the one at `at`, a tile a step; none where `at` is outside the canvas. */
export function* findSimilar(
  grid: TileGrid,
  tileAt: TileAt,
  at: Point,
  { tolerance, contiguous }: Pick<ToolOptions, 'tolerance' | 'contiguous'>,
): Generator<void, Similar, void> {
  const [first] = tilesMeeting(grid, { ...at, width: 1, height: 1 });
  if (first === undefined) return { tiles: new Map(), value: OPEN };
  const tile = tileRect(grid, first);
  const seed = (at.y - tile.y) * tile.width + (at.x - tile.x);
  const color = tileAt(first).data.slice(4 * seed, 4 * seed + 4);
  const match = (index: number) => matches(grid, index, tileAt(index).data, color, tolerance);
  if (contiguous) return { tiles: yield* connected(grid, match, first, seed), value: REACHED };

  const tiles = new Map<number, Uint8Array>();
  for (const index of allTiles(grid)) {
    tiles.set(index, match(index));
    yield;
  }
  return { tiles, value: OPEN };
}

/** What was found, as a region to combine with the mask. */
export function similarRegion(grid: TileGrid, { tiles, value }: Similar): Region {
  return {
    bounds: grid.frame,
    cover(part, out) {
      for (const index of tilesMeeting(grid, part)) {
        const cells = tiles.get(index);
        if (!cells) continue;
        const data = cells.map((cell) => (cell === value ? 255 : 0));
        copyCommon({ data, area: tileRect(grid, index) }, { data: out, area: part }, 1);
      }
    },
  };
}

/** `OPEN` for every pixel of a tile, inside the canvas, whose channels all differ by at most `tolerance`. */
function matches(
  grid: TileGrid,
  index: number,
  rgba: Uint8ClampedArray,
  [red = 0, green = 0, blue = 0, alpha = 0]: Uint8ClampedArray,
  tolerance: number,
): Uint8Array {
  const tile = tileRect(grid, index);
  const part: Rect = intersectRects(tile, grid.frame);
  const cells = new Uint8Array(tile.width * tile.height);
  for (let y = part.y - tile.y; y < part.y - tile.y + part.height; y++) {
    const start = y * tile.width + (part.x - tile.x);
    for (let i = start, p = 4 * start; i < start + part.width; i++, p += 4) {
      const opacity = rgba[p + 3] as number;
      // what cannot be seen has no colour
      const isSame =
        (opacity === 0 && alpha === 0) ||
        (Math.abs((rgba[p] as number) - red) <= tolerance &&
          Math.abs((rgba[p + 1] as number) - green) <= tolerance &&
          Math.abs((rgba[p + 2] as number) - blue) <= tolerance &&
          Math.abs(opacity - alpha) <= tolerance);
      if (isSame) cells[i] = OPEN;
    }
  }
  return cells;
}

/** Floods from tile to tile: a tile waits with the cells where its neighbours have reached it. */
function* connected(
  grid: TileGrid,
  match: (index: number) => Uint8Array,
  first: number,
  seed: number,
): Generator<void, ReadonlyMap<number, Uint8Array>, void> {
  const inside = new Set(allTiles(grid));
  const tiles = new Map<number, Uint8Array>();
  const waiting = new Map<number, number[]>([[first, [seed]]]);
  for (const [index, seeds] of waiting) {
    waiting.delete(index);
    const { width, height } = tileRect(grid, index);
    const cells = tiles.get(index) ?? match(index);
    tiles.set(index, cells);
    yield* flood(cells, width, seeds);
    for (const [dx, dy] of SIDES) {
      const neighbour = neighbourOf(grid, index, dx, dy);
      if (!inside.has(neighbour)) continue;
      const next = tileRect(grid, neighbour);
      const known = tiles.get(neighbour);
      const list = waiting.get(neighbour) ?? [];
      for (let k = 0; k < (dx === 0 ? width : height); k++) {
        const from =
          dx === 0 ? (dy < 0 ? k : (height - 1) * width + k) : k * width + (dx < 0 ? 0 : width - 1);
        const to =
          dx === 0
            ? (dy < 0 ? (next.height - 1) * next.width : 0) + k
            : k * next.width + (dx < 0 ? next.width - 1 : 0);
        if (cells[from] === REACHED && (!known || known[to] === OPEN)) list.push(to);
      }
      if (list.length > 0) waiting.set(neighbour, list);
    }
    yield;
  }
  return tiles;
}

const SIDES = [
  [0, -1],
  [0, 1],
  [-1, 0],
  [1, 0],
] as const;
