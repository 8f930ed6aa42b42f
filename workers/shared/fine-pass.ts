import { alignUp } from './geometry/align.ts';
import { workingSize } from './geometry/context.ts';
import { maskBounds } from './geometry/mask-bounds.ts';
import type { Rect, Size } from './geometry/rect.ts';
import { tilesOver } from './geometry/tiles.ts';
import type { FillJob } from './job.ts';

/** Pixels a latent cell spans along one side: 8 for every Stable Diffusion class VAE. */
export const LATENT_FACTOR = 8;

/**
 * Sides of what the networks see are multiples of this many pixels: a UNet halves its latents up to three times, and an
 * exported graph cannot make up for a remainder.
 */
export const CANVAS_MULTIPLE = 8 * LATENT_FACTOR;

/** Share of a tile that it has in common with the next, at least. */
const OVERLAP = 1 / 4;

/** Known pixels, at the pass's own size, that tiles take in around the hole: the ring that colour is matched on, and some. */
const MARGIN = 32;

/** Window pixels a model pixel spans from which a second pass adds anything. */
const WORTH_FROM = 1.25;

/** Most tiles of a pass at the picture's own resolution; beyond it a level of half the size is taken. */
const MOST_TILES = 36;

/** A second pass over a coarse result, in tiles of the size the model was trained at. */
export interface FinePass {
  /** Its size over the coarse pass's. */
  readonly factor: number;
  readonly strength: number;
  /** Working size of the window, and of what is made of it for the networks. */
  readonly working: Size;
  readonly canvas: Size;
  /** Where the networks look, in canvas pixels: overlapping, around the hole, all of one size. */
  readonly tiles: readonly Rect[];
}

/** What of a job decides its second pass. */
export interface FinePassChoice {
  readonly method: FillJob['method'];
  readonly refine: FillJob['refine'] | undefined;
  readonly nativeSize: number;
  readonly maskGrow: number;
  /** Size of the context window, and the mask's bounding box in it. */
  readonly window: Size;
  readonly bounds: Rect;
}

/** What the networks are given for a window of this working size. */
export function canvasSize(working: Size): Size {
  return {
    width: alignUp(working.width, CANVAS_MULTIPLE),
    height: alignUp(working.height, CANVAS_MULTIPLE),
  };
}

/**
 * The second pass a job asks for: `multiscale` at twice the native size, `refine: 'tiles'` at the picture's own
 * resolution, or at a half, a quarter ... of it that takes at most 36 tiles. Never beyond the picture's own resolution;
 * null where none is asked for, or the first pass is at that resolution already.
 */
export function finePass(choice: FinePassChoice): FinePass | null {
  const { window, nativeSize } = choice;
  const coarse = workingSize(window, nativeSize, LATENT_FACTOR);
  const scale = Math.min(window.width / coarse.width, window.height / coarse.height);
  if (choice.method === 'exemplar') return null;
  if (choice.refine === 'tiles') {
    for (let factor = scale; factor >= WORTH_FROM; factor /= 2) {
      const pass = passAt(choice, factor, 0.4);
      if (pass.tiles.length <= MOST_TILES) return pass;
    }
    return null;
  }
  if (choice.method !== 'multiscale' || scale < WORTH_FROM) return null;
  return passAt(choice, Math.min(2, scale), 0.5);
}

/** The same for a job that is ready to go. */
export function finePassOf(job: FillJob): FinePass | null {
  const { image, mask } = job.window;
  const bounds = maskBounds(mask) ?? { x: 0, y: 0, width: image.width, height: image.height };
  return finePass({ ...job, refine: job.refine, window: image, bounds });
}

function passAt(choice: FinePassChoice, factor: number, strength: number): FinePass {
  const { window, bounds, maskGrow } = choice;
  const working = workingSize(window, Math.round(choice.nativeSize * factor), LATENT_FACTOR);
  const canvas = canvasSize(working);
  const native = alignUp(choice.nativeSize, CANVAS_MULTIPLE);
  const tile = { width: Math.min(native, canvas.width), height: Math.min(native, canvas.height) };
  const around = maskGrow * factor + MARGIN;
  const across = spanOver(
    [bounds.x, bounds.x + bounds.width].map((x) => (x * working.width) / window.width),
    around,
    tile.width,
    canvas.width,
  );
  const down = spanOver(
    [bounds.y, bounds.y + bounds.height].map((y) => (y * working.height) / window.height),
    around,
    tile.height,
    canvas.height,
  );
  const region = { x: across.start, y: down.start, width: across.length, height: down.length };
  const tiles = tilesOver(region, tile, nearestCell(native * OVERLAP), LATENT_FACTOR);
  return { factor, strength, working, canvas, tiles };
}

/** The part of an axis that holds both ends with `around` on each side and is at least one tile long; whole cells. */
function spanOver(ends: readonly number[], around: number, tile: number, limit: number) {
  const [first = 0, last = limit] = ends;
  const low = Math.max(0, Math.floor((first - around) / LATENT_FACTOR) * LATENT_FACTOR);
  const high = Math.min(limit, alignUp(last + around, LATENT_FACTOR));
  const length = Math.max(tile, high - low);
  const middle = Math.floor((low + high - length) / 2 / LATENT_FACTOR) * LATENT_FACTOR;
  const start = Math.min(Math.max(0, high - low < length ? middle : low), limit - length);
  return { start, length };
}

function nearestCell(pixels: number): number {
  return Math.round(pixels / LATENT_FACTOR) * LATENT_FACTOR;
}
