import { LacunaError } from '../../shared/errors.ts';
import { alignUp } from '../../shared/geometry/align.ts';
import { workingSize } from '../../shared/geometry/context.ts';
import type { Rect, Size } from '../../shared/geometry/rect.ts';
import type { FillJob } from '../../shared/job.ts';
import type { PixelBuffer } from '../../shared/pixels.ts';
import { type Stitch, stitchMask } from '../../shared/stitch.ts';
import { harmonicFill } from '../numerics/harmonic-fill.ts';
import { changeMap, maxPool, maxPoolValues, modelMask } from '../numerics/mask.ts';
import { type Planes, padMaskMirrored, padMirrored } from '../numerics/planes.ts';
import { resample } from '../numerics/resample.ts';
import { rgbRows } from '../numerics/tensor.ts';

/** Pixels a latent cell spans along one side: 8 for every Stable Diffusion class VAE. */
export const LATENT_FACTOR = 8;

/**
 * Sides of what the networks see are multiples of this many latent cells: a UNet halves its input up to three times,
 * and an exported graph cannot make up for a remainder.
 */
const CELL_MULTIPLE = 8;

/** More of the picture to copy from than the window shows. */
export interface BesidePixels {
  /** As tall as the window where `at` is `left` or `right`, else as wide. */
  readonly image: PixelBuffer;
  /** The side of the window where it stands, which is not the hole's. */
  readonly at: 'left' | 'top' | 'right' | 'bottom';
  /** What may be copied of the window itself, in its pixels; empty for nothing. */
  readonly readable: Rect;
}

/** A job for one window. */
export interface WindowJob extends FillJob {
  readonly beside?: BesidePixels;
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
  /** Share of change, 0..1, of each latent cell: what a graded mask asks for. */
  readonly cellChange: Float32Array<ArrayBuffer>;
  readonly stitch: Stitch;
  /** Window pixels a working pixel spans. */
  readonly scale: number;
  readonly beside: BesidePixels | null;
}

/** Resizes the window, fills its hole smoothly, and makes both masks. */
export function prepareWindow(job: WindowJob): PreparedWindow {
  const factor = LATENT_FACTOR;
  const { image, mask } = job.window;
  const working = workingSize(image, job.nativeSize, factor);
  const canvas = {
    width: alignUp(working.width, factor * CELL_MULTIPLE),
    height: alignUp(working.height, factor * CELL_MULTIPLE),
  };
  const original = resample(rgbRows(image), working);
  const hole = modelMask(mask, working, job.maskGrow);
  const change = changeMap(mask, working, job.maskGrow);
  const startHole =
    job.method === 'soft' ? Uint8Array.from(change.data, (share) => (share === 1 ? 1 : 0)) : hole;
  const prefilled = job.start === 'original' ? original : fillSmoothly(original, startHole);

  const scale = Math.min(image.width / working.width, image.height / working.height);
  const fade = Math.min(job.feather, job.maskGrow) * scale;
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
    cellChange: maxPoolValues(padMirrored(change, canvas.width, canvas.height), factor),
    stitch,
    scale,
    beside: job.beside ?? null,
  };
}

/** A copy whose hole continues its surroundings; mid grey where nothing is known. */
function fillSmoothly(original: Planes, hole: Uint8Array): Planes {
  const filled = { ...original, data: original.data.slice() };
  if (hole.includes(0)) harmonicFill(filled, hole);
  else filled.data.fill(0);
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
