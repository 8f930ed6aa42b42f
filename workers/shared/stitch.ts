import { squaredDistance } from './distance.ts';
import { maskBounds } from './geometry/mask-bounds.ts';
import { growRect, intersectRects, type Rect, type Size } from './geometry/rect.ts';
import type { MaskBuffer } from './pixels.ts';

/** Mask values from here up are the hole proper, and replaced in full. */
export const CORE = 128;

/** Weights of the generated pixels, 0..255, and their place in the window. */
export interface Stitch {
  readonly mask: MaskBuffer;
  /** Bounding box of the weights above 0, in window pixels; `mask` has this size. */
  readonly rect: Rect;
}

/**
 * The stitch mask at the window's own resolution: 255 over the hole (mask >= 128), falling smoothly to 0 within `fade`
 * pixels outside it; a soft brush edge keeps its own value where that is larger. 0 wherever the model mask is 0, so
 * that every blended pixel was generated.
 *
 * @param mask the person's mask, with at least one value above 0
 * @param model the model mask at `working` size, 1 = generated
 * @param fade width of the fade in window pixels
 * @returns null when no weight is above 0
 */
export function stitchMask(mask: MaskBuffer, model: Uint8Array, working: Size, fade: number): Stitch | null {
  const bounds = maskBounds(mask);
  if (!bounds) return null;
  const area = intersectRects(growRect(bounds, Math.ceil(fade)), { x: 0, y: 0, ...sizeOf(mask) });
  const values = crop(mask, area);
  const distance = squaredDistance(coreOf(values), area.width, area.height);
  const weights = new Uint8Array(values.length);
  const columns = Int32Array.from({ length: area.width }, (_, x) =>
    Math.floor(((x + area.x + 0.5) * working.width) / mask.width),
  );
  for (let y = 0, i = 0; y < area.height; y++) {
    const row = Math.floor(((y + area.y + 0.5) * working.height) / mask.height) * working.width;
    for (let x = 0; x < area.width; x++, i++) {
      if (!model[row + (columns[x] as number)]) continue;
      const value = values[i] as number;
      weights[i] = value >= CORE ? 255 : Math.max(value, fadeValue(distance[i] as number, fade));
    }
  }
  const tight = maskBounds({ data: weights, width: area.width, height: area.height });
  if (!tight) return null;
  const cut = crop({ data: weights, width: area.width, height: area.height }, tight);
  return {
    mask: { data: cut, width: tight.width, height: tight.height },
    rect: { ...tight, x: tight.x + area.x, y: tight.y + area.y },
  };
}

/** 1 where a mask is the hole proper. */
function coreOf(mask: Uint8Array): Uint8Array {
  const core = new Uint8Array(mask.length);
  for (let i = 0; i < mask.length; i++) if ((mask[i] as number) >= CORE) core[i] = 1;
  return core;
}

function softValue(value: number): number {
  return value >= CORE ? 255 : value;
}

/** Smoothstep from 255 at the hole's edge to 0 at `fade` pixels. */
function fadeValue(squared: number, fade: number): number {
  if (squared === 0) return 255;
  if (squared >= fade * fade) return 0;
  const inner = 1 - Math.sqrt(squared) / fade;
  return Math.round(255 * inner * inner * (3 - 2 * inner));
}

function sizeOf(size: Size): Size {
  return { width: size.width, height: size.height };
}

function crop(mask: MaskBuffer, area: Rect): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(area.width * area.height);
  for (let y = 0; y < area.height; y++) {
    const from = (area.y + y) * mask.width + area.x;
    out.set(mask.data.subarray(from, from + area.width), y * area.width);
  }
  return out;
}

/** How a fill's edge differs from the one it was made with: shares (0 to 1) of the width that was generated around it. */
export interface FillEdge {
  /** Width of the fade; 0 is a hard edge. */
  readonly feather: number;
  /** How far the fill stays opaque beyond its hole. The fade takes its share of the rest. */
  readonly grow: number;
}

/**
 * The stitch mask of a fill with another edge. It only ever covers pixels that were generated (`made` above 0) and
 * always all of the hole: edges move outward from the hole, never into it.
 *
 * @param hole the person's mask over the fill's rectangle
 * @param made the stitch mask that the fill came with, of the same size
 * @param edge shares, 0 to 1; `{ feather: 1, grow: 0 }` gives `made` back
 */
export function restitch(hole: MaskBuffer, made: MaskBuffer, { feather, grow }: FillEdge): MaskBuffer {
  if (feather >= 1 && grow <= 0) return made;
  const { width, height } = made;
  const core = coreOf(hole.data);
  const squared = squaredDistance(core, width, height);
  let widest = 0;
  for (let i = 0; i < core.length; i++) {
    if (made.data[i] && !core[i]) widest = Math.max(widest, squared[i] as number);
  }
  const reach = Math.sqrt(widest);
  const solid = grow * reach;
  // One pixel more than the farthest generated one: there the fade is still above 0.
  const fade = feather * (reach - solid + 1);
  const data = new Uint8Array(made.data.length);
  for (let i = 0; i < data.length; i++) {
    if (!made.data[i]) continue;
    const beyond = Math.max(0, Math.sqrt(squared[i] as number) - solid);
    data[i] = Math.max(softValue(hole.data[i] as number), fadeValue(beyond * beyond, fade));
  }
  return { width, height, data };
}
