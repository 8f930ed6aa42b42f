import { grownMask, squaredDistance } from '../../shared/distance.ts';
import { maskBounds } from '../../shared/geometry/mask-bounds.ts';
import { growRect, intersectRects, type Rect, type Size } from '../../shared/geometry/rect.ts';
import type { MaskBuffer } from '../../shared/pixels.ts';
import { CORE } from '../../shared/stitch.ts';
import { makePlanes, type Planes } from './planes.ts';
import { resample } from './resample.ts';
import { binaryRows, greyRows } from './tensor.ts';

/**
 * The model mask: 1 for every working pixel that a mask value above 0 touches at all, small holes filled, grown by
 * `grow` working pixels (Euclidean).
 */
export function modelMask(mask: MaskBuffer, working: Size, grow: number): Uint8Array<ArrayBuffer> {
  const { width, height } = working;
  const touched = touchedPixels(mask, working);
  // Only specks: a person who paints a frame, or widens a picture on all sides, keeps what lies inside it.
  fillHoles(touched, width, height, (4 * grow) ** 2);
  return grow === 0 ? touched : grownMask(touched, width, height, grow);
}

/** 1 for every working pixel that a mask value above 0 covers by more than a rounding error. */
function touchedPixels(mask: MaskBuffer, working: Size): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(working.width * working.height);
  const bounds = maskBounds(mask);
  if (!bounds) return out;
  const across = spans(mask.width, working.width);
  const down = spans(mask.height, working.height);
  const line = new Uint8Array(working.width);
  for (let y = bounds.y; y < bounds.y + bounds.height; y++) {
    line.fill(0);
    const row = mask.data.subarray(y * mask.width, (y + 1) * mask.width);
    const right = bounds.x + bounds.width;
    for (let x = bounds.x; x < right; x++) {
      if (!row[x]) continue;
      const start = x;
      while (x + 1 < right && row[x + 1]) x++;
      line.fill(1, across.first[start], across.end[x]);
    }
    for (let target = down.first[y] as number; target < (down.end[y] as number); target++) {
      const at = target * working.width;
      for (let x = 0; x < line.length; x++) if (line[x]) out[at + x] = 1;
    }
  }
  return out;
}

/**
 * The first target pixel that each source pixel of an axis reaches into, and the one after the last; a rounding error
 * does not count.
 */
export function spans(from: number, to: number): { readonly first: Int32Array; readonly end: Int32Array } {
  const sliver = 1e-6;
  const first = Int32Array.from({ length: from }, (_, i) => Math.floor((i * to) / from + sliver));
  const end = Int32Array.from({ length: from }, (_, i) => Math.ceil(((i + 1) * to) / from - sliver));
  return { first, end };
}

/**
 * What a graded mask asks for, as a share of change of each working pixel: 1 under every mask value of 128 and more (a
 * pixel counts as soon as it touches one), the value's own share under fainter ones, and outside a linear fall to 0
 * just beyond `grow` working pixels.
 */
export function changeMap(mask: MaskBuffer, working: Size, grow: number): Planes {
  const change = makePlanes(1, working.width, working.height);
  const bounds = maskBounds(mask);
  if (!bounds) return change;
  // Beyond the reach of what is painted nothing changes: a small hole in a large window is cheap.
  const box = reachOf(bounds, mask, working, grow + 1);
  const touched = resample(binaryRows(mask, CORE), working, 'area', box).data;
  const shares = resample(greyRows(mask), working, 'area', box).data;
  const core = new Uint8Array(touched.length);
  for (let i = 0; i < core.length; i++) if ((touched[i] as number) > 1e-6) core[i] = 1;
  const distance = squaredDistance(core, box.width, box.height);
  for (let y = 0, i = 0; y < box.height; y++) {
    const row = (box.y + y) * working.width + box.x;
    for (let x = 0; x < box.width; x++, i++) {
      const fall = 1 - Math.sqrt(distance[i] as number) / (grow + 1);
      change.data[row + x] = Math.max(Math.min(1, shares[i] as number), fall);
    }
  }
  return change;
}

/** What lies under a rectangle of the mask, and up to `reach` working pixels around it. */
function reachOf({ x, y, width, height }: Rect, mask: Size, working: Size, reach: number): Rect {
  const across = working.width / mask.width;
  const down = working.height / mask.height;
  const left = Math.floor(x * across);
  const top = Math.floor(y * down);
  const under = {
    x: left,
    y: top,
    width: Math.ceil((x + width) * across) - left,
    height: Math.ceil((y + height) * down) - top,
  };
  return intersectRects(growRect(under, Math.ceil(reach)), { x: 0, y: 0, ...working });
}

/** Sets, in place, every 4-connected group of zeros that does not reach the border and has at most `maxArea` pixels. */
export function fillHoles(mask: Uint8Array, width: number, height: number, maxArea: number): void {
  const box = maskBounds({ data: mask, width, height });
  if (!box) return;
  const right = box.x + box.width - 1;
  const bottom = box.y + box.height - 1;
  const seen = new Uint8Array(mask.length);
  const group = new Int32Array(mask.length);
  let count = 0;
  const visit = (pixel: number) => {
    if (mask[pixel] || seen[pixel]) return;
    seen[pixel] = 1;
    group[count++] = pixel;
  };
  const fillFrom = (start: number) => {
    count = 0;
    let open = false;
    visit(start);
    for (let i = 0; i < count; i++) {
      const pixel = group[i] as number;
      const x = pixel % width;
      const y = (pixel - x) / width;
      // Around the box all is zero, up to the border.
      if (x === box.x || y === box.y || x === right || y === bottom) open = true;
      if (x > box.x) visit(pixel - 1);
      if (x < right) visit(pixel + 1);
      if (y > box.y) visit(pixel - width);
      if (y < bottom) visit(pixel + width);
    }
    if (!open && count <= maxArea) for (let i = 0; i < count; i++) mask[group[i] as number] = 1;
  };
  for (let y = box.y; y <= bottom; y++) {
    for (let i = y * width + box.x; i <= y * width + right; i++) if (!mask[i] && !seen[i]) fillFrom(i);
  }
}

/** 1 for every `factor` x `factor` cell that holds a set pixel; sizes must be multiples of `factor`. */
export function maxPool(mask: Uint8Array, size: Size, factor: number): Uint8Array<ArrayBuffer> {
  const columns = size.width / factor;
  const out = new Uint8Array(columns * (size.height / factor));
  for (let y = 0; y < size.height; y++) {
    const row = Math.floor(y / factor) * columns;
    for (let x = 0; x < size.width; x++) {
      if (mask[y * size.width + x]) out[row + Math.floor(x / factor)] = 1;
    }
  }
  return out;
}

/** The largest value of each `factor` x `factor` cell; sizes must be multiples of `factor`, values at least 0. */
export function maxPoolValues({ width, height, data }: Planes, factor: number): Float32Array<ArrayBuffer> {
  const columns = width / factor;
  const out = new Float32Array(columns * (height / factor));
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(y / factor) * columns;
    for (let x = 0; x < width; x++, i++) {
      const cell = row + Math.floor(x / factor);
      if ((data[i] as number) > (out[cell] as number)) out[cell] = data[i] as number;
    }
  }
  return out;
}
