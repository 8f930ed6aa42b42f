import { squaredDistance } from '../../shared/distance.ts';
import type { Size } from '../../shared/geometry/rect.ts';
import type { MaskBuffer } from '../../shared/pixels.ts';
import { CORE } from '../../shared/stitch.ts';
import type { Planes } from './planes.ts';
import { resample } from './resample.ts';
import { binaryRows, greyRows } from './tensor.ts';

/**
 * The model mask: 1 for every working pixel that a mask value above 0 touches at all, small holes filled, grown by
 * `grow` working pixels (Euclidean).
 */
export function modelMask(mask: MaskBuffer, working: Size, grow: number): Uint8Array<ArrayBuffer> {
  const { width, height } = working;
  const coverage = resample(binaryRows(mask, 1), working, 'area').data;
  const touched = new Uint8Array(width * height);
  for (let i = 0; i < touched.length; i++) touched[i] = (coverage[i] as number) > 1e-6 ? 1 : 0;
  // Only specks: a person who paints a frame, or widens a picture on all sides, keeps what lies inside it.
  fillHoles(touched, width, height, (4 * grow) ** 2);
  if (grow === 0) return touched;
  const distance = squaredDistance(touched, width, height);
  for (let i = 0; i < touched.length; i++) touched[i] = (distance[i] as number) <= grow * grow ? 1 : 0;
  return touched;
}

/**
 * What a graded mask asks for, as a share of change of each working pixel: 1 under every mask value of 128 and more (a
 * pixel counts as soon as it touches one), the value's own share under fainter ones, and outside a linear fall to 0
 * just beyond `grow` working pixels.
 */
export function changeMap(mask: MaskBuffer, working: Size, grow: number): Planes {
  const { width, height } = working;
  const touched = resample(binaryRows(mask, CORE), working, 'area').data;
  const change = resample(greyRows(mask), working, 'area');
  const core = touched.map((share) => (share > 1e-6 ? 1 : 0));
  const distance = squaredDistance(Uint8Array.from(core), width, height);
  for (let i = 0; i < change.data.length; i++) {
    const fall = 1 - Math.sqrt(distance[i] as number) / (grow + 1);
    change.data[i] = Math.max(Math.min(1, change.data[i] as number), fall);
  }
  return change;
}

/** Sets, in place, every 4-connected group of zeros that does not reach the border and has at most `maxArea` pixels. */
export function fillHoles(mask: Uint8Array, width: number, height: number, maxArea: number): void {
  const seen = new Uint8Array(mask.length);
  const group = new Int32Array(mask.length);
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] || seen[start]) continue;
    let count = 0;
    let open = false;
    const visit = (pixel: number) => {
      if (mask[pixel] || seen[pixel]) return;
      seen[pixel] = 1;
      group[count++] = pixel;
    };
    visit(start);
    for (let i = 0; i < count; i++) {
      const pixel = group[i] as number;
      const x = pixel % width;
      const y = (pixel - x) / width;
      if (x > 0) visit(pixel - 1);
      if (x < width - 1) visit(pixel + 1);
      if (y > 0) visit(pixel - width);
      if (y < height - 1) visit(pixel + width);
      open ||= x === 0 || y === 0 || x === width - 1 || y === height - 1;
    }
    if (open || count > maxArea) continue;
    for (let i = 0; i < count; i++) mask[group[i] as number] = 1;
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
  for (let i = 0; i < width * height; i++) {
    const cell = Math.floor(Math.floor(i / width) / factor) * columns + Math.floor((i % width) / factor);
    out[cell] = Math.max(out[cell] as number, data[i] as number);
  }
  return out;
}
