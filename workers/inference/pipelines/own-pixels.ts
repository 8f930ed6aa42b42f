import type { FillCandidate, FillJob } from '../../shared/job.ts';
import { exemplarFill } from '../exemplar/exemplar-fill.ts';
import type { HoledPlane } from '../exemplar/plane.ts';
import { makePlanes, type Planes } from '../numerics/planes.ts';
import { resample } from '../numerics/resample.ts';
import { planeRows, type RowSource, rgbRows } from '../numerics/tensor.ts';
import { patchOf } from './patch.ts';
import type { PreparedWindow } from './prepare.ts';

/** The window at full resolution with its hole filled from its own pixels. */
export interface OwnFill {
  readonly picture: HoledPlane;
  /** False where the window holds no whole known patch: then the smooth continuation stands in the hole. */
  readonly filled: boolean;
}

/** Fills the window's hole from the picture's own pixels. */
export function fillFromOwnPixels(job: FillJob, window: PreparedWindow): OwnFill {
  const picture = holedPicture(job, window, window.prefilled);
  return { picture, filled: exemplarFill(picture, { seed: job.seed }) };
}

/** The window as the exemplar search takes it: RGB in code values, with `guess` (working size, -1..1) in the hole. */
export function holedPicture(job: FillJob, window: PreparedWindow, guess: Planes): HoledPlane {
  const { image } = job.window;
  const { width, height } = image;
  const hole = fullHole(job, window);
  const enlarged = resample(planeRows(guess), image);
  const known = rgbRows(image);
  const row = new Float32Array(3 * width);
  const data = new Float32Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    known.readRow(y, row);
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      for (let c = 0; c < 3; c++) {
        const value = hole[i] ? enlarged.data[c * width * height + i] : row[c * width + x];
        data[i * 3 + c] = ((value as number) + 1) * 127.5;
      }
    }
  }
  return { width, height, channels: 3, data, hole };
}

/**
 * 1 for every pixel that will be shown, however faintly, at the window's resolution: the fill has to meet the picture
 * exactly where the picture ends.
 */
function fullHole(job: FillJob, window: PreparedWindow): Uint8Array<ArrayBuffer> {
  const { width, height } = job.window.image;
  const { stitch } = window;
  const out = new Uint8Array(width * height);
  for (let i = 0; i < stitch.mask.data.length; i++) {
    if (stitch.mask.data[i] === 0) continue;
    const x = stitch.rect.x + (i % stitch.rect.width);
    out[(stitch.rect.y + Math.floor(i / stitch.rect.width)) * width + x] = 1;
  }
  return out;
}

/** The filled window at working size, RGB in -1..1: what a diffusion with a partial strength starts from. */
export function ownStart(own: OwnFill, window: PreparedWindow): Planes {
  const small = resample(codeValueRows(own.picture), window.working);
  const start = makePlanes(3, window.working.width, window.working.height);
  for (let i = 0; i < start.data.length; i++) {
    const inside = window.hole[i % window.hole.length];
    start.data[i] = (inside ? small.data[i] : window.original.data[i]) as number;
  }
  return start;
}

function codeValueRows({ width, height, data }: HoledPlane): RowSource {
  return {
    width,
    height,
    channels: 3,
    readRow(y, out) {
      for (let x = 0; x < width; x++) {
        for (let c = 0; c < 3; c++)
          out[c * width + x] = (data[(y * width + x) * 3 + c] as number) / 127.5 - 1;
      }
    },
  };
}

/** The candidate that no model made. */
export function ownCandidate(
  job: FillJob,
  window: PreparedWindow,
  own: OwnFill,
  totalMs: number,
): FillCandidate {
  const { rect } = job.window;
  const { stitch } = window;
  return {
    index: 0,
    seed: job.seed,
    rect: { ...stitch.rect, x: rect.x + stitch.rect.x, y: rect.y + stitch.rect.y },
    patch: patchOf(own.picture, stitch.rect),
    stitch: { ...stitch.mask, data: stitch.mask.data.slice() },
    chain: [{ stage: own.filled ? 'exemplar' : 'smooth', note: '' }],
    timings: {
      totalMs,
      encodeMs: 0,
      denoiseMs: 0,
      decodeMs: 0,
      detailMs: totalMs,
      sessionRunMs: 0,
      steps: 0,
    },
  };
}
