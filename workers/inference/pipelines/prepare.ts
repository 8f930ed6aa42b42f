import { LacunaError } from '../../shared/errors.ts';
import { canvasSize, LATENT_FACTOR } from '../../shared/fine-pass.ts';
import { workingSize } from '../../shared/geometry/context.ts';
import type { Rect, Size } from '../../shared/geometry/rect.ts';
import { harmonicFill } from '../../shared/harmonic-fill.ts';
import type { FillJob, StartMode } from '../../shared/job.ts';
import type { PixelBuffer } from '../../shared/pixels.ts';
import { type Stitch, stitchMask } from '../../shared/stitch.ts';
import { changeMap, maxPool, maxPoolValues, modelMask } from '../numerics/mask.ts';
import { type Planes, padMaskMirrored, padMirrored } from '../numerics/planes.ts';
import { resampleRgb } from '../numerics/resample.ts';
import { edgeFill, pyramidFill } from '../numerics/start-fills.ts';

/** More of the picture to copy from than the window shows. */
export interface BesidePixels {
  /** As tall as the window where `at` is `left` or `right`, else as wide. */
  readonly image: PixelBuffer;
  /** The side of the window where it stands, which is not the hole's. */
  readonly at: 'left' | 'top' | 'right' | 'bottom';
  /** What may be copied of the window itself, in its pixels; empty for nothing. */
  readonly readable: Rect;
}

/** A wider piece of the picture, and where the window lies in it. */
export interface AroundPixels {
  readonly image: PixelBuffer;
  readonly x: number;
  readonly y: number;
}

/** A job for one window. */
export interface WindowJob extends FillJob {
  readonly beside?: BesidePixels;
  readonly around?: AroundPixels;
}

/** A window made ready for the model. `working` is the resized window; `canvas` is it, mirrored out to whole multiples. */
export interface PreparedWindow {
  readonly working: Size;
  readonly canvas: Size;
  readonly cells: Size;
  /** The window at working size, RGB in -1..1, and what a partial strength starts from. */
  readonly original: Planes;
  readonly prefilled: Planes;
  /** 1 = generated; at working size, at canvas size and a latent cell each. */
  readonly hole: Uint8Array<ArrayBuffer>;
  /** 1 where the start takes the place of the picture, at working size: under a graded mask only where all changes. */
  readonly startHole: Uint8Array<ArrayBuffer>;
  readonly canvasHole: Uint8Array<ArrayBuffer>;
  readonly cellHole: Uint8Array<ArrayBuffer>;
  /** Share of change, 0..1, of each latent cell: what a graded mask asks for. Null for the methods that take none. */
  readonly cellChange: Float32Array<ArrayBuffer> | null;
  readonly stitch: Stitch;
  /** Window pixels a working pixel spans. */
  readonly scale: number;
  readonly beside: BesidePixels | null;
  readonly around: AroundPixels | null;
}

/**
 * Resizes the window, fills its hole smoothly, and makes both masks.
 *
 * @param size size over that of the model's native window: growth and fade keep their width in the picture
 */
export function prepareWindow(job: WindowJob, size = 1): PreparedWindow {
  const factor = LATENT_FACTOR;
  const { image, mask } = job.window;
  const working = workingSize(image, Math.round(job.nativeSize * size), factor);
  const canvas = canvasSize(working);
  const grow = job.maskGrow * size;
  const original = resampleRgb(image, working);
  const hole = modelMask(mask, working, grow);
  const change = job.method === 'soft' ? changeMap(mask, working, grow) : null;
  const startHole = change ? wholeChange(change) : hole;
  const prefilled = startPixels(job.start, original, startHole);

  const scale = Math.min(image.width / working.width, image.height / working.height);
  const fade = Math.min(job.feather * size, grow) * scale;
  const stitch = stitchMask(mask, hole, working, fade);
  if (!stitch) throw new LacunaError('mask-empty', 'nothing is painted');
  const canvasHole = padMaskMirrored(hole, working, canvas);
  return {
    working,
    canvas,
    cells: { width: canvas.width / factor, height: canvas.height / factor },
    original,
    prefilled,
    hole,
    startHole,
    canvasHole,
    cellHole: maxPool(canvasHole, canvas, factor),
    cellChange: change && maxPoolValues(padMirrored(change, canvas.width, canvas.height), factor),
    stitch,
    scale,
    beside: job.beside ?? null,
    around: job.around ?? null,
  };
}

/** 1 where all of a pixel changes; a loop, since `from` with a function takes longer than all the rest of the mask. */
function wholeChange({ data }: Planes): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) if (data[i] === 1) out[i] = 1;
  return out;
}

/**
 * A copy with a start in its hole; mid grey where nothing is known. `exemplar` is put in later, over the smooth
 * continuation; `noise` and `nothing` are latents.
 */
function startPixels(start: StartMode, original: Planes, hole: Uint8Array): Planes {
  if (start === 'original') return original;
  const filled = { ...original, data: original.data.slice() };
  if (!hole.includes(0)) filled.data.fill(0);
  else if (start === 'blur') pyramidFill(filled, hole);
  else if (start === 'edge') edgeFill(filled, hole);
  else harmonicFill(filled, hole);
  return filled;
}

/** The prefilled window as the VAE's input, with the hole set to mid grey where `masked` is true. */
export function canvasTensor(window: PreparedWindow, masked: boolean) {
  const { canvas, canvasHole } = window;
  const padded = padMirrored(window.prefilled, canvas.width, canvas.height);
  const data = masked ? padded.data.slice() : padded.data;
  for (let i = 0; masked && i < canvasHole.length; i++) {
    if (canvasHole[i]) for (let k = i; k < data.length; k += canvasHole.length) data[k] = 0;
  }
  return { data, dims: [1, 3, canvas.height, canvas.width] };
}
