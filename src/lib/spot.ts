import type { Rect, Size } from '../../workers/shared/geometry/rect.ts';
import type { MaskBuffer } from '../../workers/shared/pixels.ts';

/** The mask is looked at in so many cells along its longer side. */
const CELLS = 48;
/** Mask values from here up belong to a spot. */
const CORE = 128;
/** The spot takes this share of what is shown; the rest is what it has to fit. */
const SHARE = 0.62;
/** Nothing smaller than this is shown, in image pixels. */
const LEAST = 48;

/**
 * The square of a picture to show a fill by: its largest spot with some of what is around it, so that two candidates of
 * one hole can be told apart however small the hole is, and however far its spots lie from each other.
 *
 * @param hole what was to be filled, over `rect`
 * @returns a whole rectangle inside the picture; null where the fill lies outside of it
 */
export function spotAround(rect: Rect, hole: MaskBuffer, picture: Size): Rect | null {
  const spot = largestSpot(hole) ?? { x: 0, y: 0, width: rect.width, height: rect.height };
  const middle = { x: rect.x + spot.x + spot.width / 2, y: rect.y + spot.y + spot.height / 2 };
  if (middle.x < 0 || middle.y < 0 || middle.x > picture.width || middle.y > picture.height) return null;
  const wanted = Math.max(LEAST, Math.ceil(Math.max(spot.width, spot.height) / SHARE));
  const side = Math.min(wanted, picture.width, picture.height);
  const place = (centre: number, room: number) =>
    Math.max(0, Math.min(room - side, Math.round(centre - side / 2)));
  return { x: place(middle.x, picture.width), y: place(middle.y, picture.height), width: side, height: side };
}

/** Box of the largest connected part of a mask, a cell exact; null where nothing reaches `CORE`. */
function largestSpot({ width, height, data }: MaskBuffer): Rect | null {
  const cell = Math.max(1, Math.ceil(Math.max(width, height) / CELLS));
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const open = new Uint8Array(columns * rows);
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(y / cell) * columns;
    for (let x = 0; x < width; x++, i++)
      if ((data[i] as number) >= CORE) open[row + Math.floor(x / cell)] = 1;
  }
  let best: { readonly cells: number; readonly box: Rect } | null = null;
  for (let start = open.indexOf(1); start >= 0; start = open.indexOf(1, start)) {
    const found = takeSpot(open, columns, rows, start);
    if (!best || found.cells > best.cells) best = found;
  }
  if (!best) return null;
  const { x, y, width: across, height: down } = best.box;
  const right = Math.min(width, (x + across) * cell);
  const bottom = Math.min(height, (y + down) * cell);
  return { x: x * cell, y: y * cell, width: right - x * cell, height: bottom - y * cell };
}

/** Empties the cells that hang together with `start`, corners included; tells how many, and their box. */
function takeSpot(open: Uint8Array, columns: number, rows: number, start: number) {
  let [left, top, right, bottom, cells] = [columns, rows, 0, 0, 0];
  const queue = [start];
  open[start] = 0;
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const x = at % columns;
    const y = Math.floor(at / columns);
    cells++;
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + 1);
    bottom = Math.max(bottom, y + 1);
    for (let v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(columns - 1, x + 1); u++) {
        const next = v * columns + u;
        if (!open[next]) continue;
        open[next] = 0;
        queue.push(next);
      }
    }
  }
  return { cells, box: { x: left, y: top, width: right - left, height: bottom - top } };
}
