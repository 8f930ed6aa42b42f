import {
  growRect,
  intersectRects,
  isEmptyRect,
  type Rect,
  uniteRects,
} from '../../../workers/shared/geometry/rect.ts';
import { tileRect, tilesMeeting } from '../document/tile-grid.ts';
import type { MaskLayer } from '../mask/mask-layer.ts';
import { solidValueOf } from '../mask/mask-tile.ts';
import { traceContour } from './contour.ts';
import { emptyCells, type MaskCells, pool, readRim } from './mask-cells.ts';

/** A mask tile ready to be drawn. */
export interface MaskBitmap {
  /** The tint's colour with the mask's values as alpha, one pixel a cell; null where all of the tile is painted. */
  readonly canvas: OffscreenCanvas | null;
  /** The tint's colour, for CSS. */
  readonly color: string;
  /** Outline in image pixels, relative to the tile. */
  readonly outline: Path2D;
}

interface Kept {
  canvas: OffscreenCanvas | null;
  readonly cells: MaskCells;
  /** Part of the tile (relative to it) that has changed since it was drawn. */
  stale: Rect | null;
  /** Null when the tile or a neighbour has changed along their border. */
  outline: Path2D | null;
}

/** Mask tiles as bitmaps and outlines at the level of the screen; redrawn only where they have changed. */
export class MaskBitmaps {
  private readonly kept = new Map<number, Kept>();

  /** @param color red, green and blue of the tint, 0 to 255 */
  constructor(private color: readonly [number, number, number]) {}

  /** Another colour: everything has to be drawn again. */
  recolor(color: readonly [number, number, number]): void {
    if (color.every((value, i) => value === this.color[i])) return;
    this.color = color;
    this.clear();
  }

  /** Marks a rectangle of the picture for drawing again. */
  touched(mask: MaskLayer, rect: Rect): void {
    for (const [index, entry] of this.kept) {
      const tile = tileRect(mask.grid, index);
      // an outline depends on the nearest cells of the neighbours too
      if (isEmptyRect(intersectRects(growRect(rect, 2 ** entry.cells.level), tile))) continue;
      entry.outline = null;
      const part = intersectRects(rect, tile);
      if (isEmptyRect(part)) continue;
      const local = { ...part, x: part.x - tile.x, y: part.y - tile.y };
      entry.stale = entry.stale ? uniteRects(entry.stale, local) : local;
    }
  }

  clear(): void {
    this.kept.clear();
  }

  /** Up-to-date bitmaps of the painted tiles that `rect` meets; all others are forgotten. */
  visible(mask: MaskLayer, rect: Rect, level: number): ReadonlyMap<number, MaskBitmap> {
    const painted = mask.painted();
    const bitmaps = new Map<number, MaskBitmap>();
    for (const index of tilesMeeting(mask.grid, rect)) {
      const values = painted.has(index) ? mask.peek(index) : null;
      if (values) bitmaps.set(index, this.refresh(mask, index, values, level));
    }
    for (const index of this.kept.keys()) if (!bitmaps.has(index)) this.kept.delete(index);
    return bitmaps;
  }

  private refresh(mask: MaskLayer, index: number, values: Uint8Array, level: number): MaskBitmap {
    const size = tileRect(mask.grid, index);
    let entry = this.kept.get(index);
    if (!entry || entry.cells.level !== level) {
      const cells = emptyCells(size, level);
      entry = { canvas: null, cells, stale: { ...size, x: 0, y: 0 }, outline: null };
      this.kept.set(index, entry);
    }
    if (entry.stale)
      this.redraw(entry, pool(entry.cells, values, size, entry.stale), solidValueOf(values, size));
    entry.stale = null;
    entry.outline ??= outlineOf(mask, index, entry.cells);
    return { canvas: entry.canvas, color: `rgb(${this.color.join(' ')})`, outline: entry.outline };
  }

  /** Hundreds of tiles may be painted whole: those get no canvas. */
  private redraw(entry: Kept, changed: Rect, solid: 0 | 255 | null): void {
    const { values, columns, rows } = entry.cells;
    if (solid === 255) {
      entry.canvas = null;
      return;
    }
    const part = entry.canvas ? changed : { x: 0, y: 0, width: columns, height: rows };
    entry.canvas ??= new OffscreenCanvas(columns, rows);
    const image = new ImageData(part.width, part.height);
    const [red, green, blue] = this.color;
    for (let y = 0, o = 0; y < part.height; y++) {
      let at = (part.y + y) * columns + part.x;
      for (let x = 0; x < part.width; x++, at++, o += 4) {
        image.data[o] = red;
        image.data[o + 1] = green;
        image.data[o + 2] = blue;
        image.data[o + 3] = values[at] as number;
      }
    }
    entry.canvas.getContext('2d')?.putImageData(image, part.x, part.y);
  }
}

function outlineOf(mask: MaskLayer, index: number, cells: MaskCells): Path2D {
  const { width, height } = tileRect(mask.grid, index);
  const step = 2 ** cells.level;
  const path = new Path2D();
  traceContour(cells.values, cells.columns, cells.rows, readRim(mask, index, cells), (x0, y0, x1, y1) => {
    path.moveTo(Math.min(width, x0 * step), Math.min(height, y0 * step));
    path.lineTo(Math.min(width, x1 * step), Math.min(height, y1 * step));
  });
  return path;
}
