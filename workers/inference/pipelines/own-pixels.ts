import type { Size } from '../../shared/geometry/rect.ts';
import type { FillCandidate, FillJob, JobTimings } from '../../shared/job.ts';
import type { PixelBuffer } from '../../shared/pixels.ts';
import { type Beside, type Filling, fillFromBeside } from '../exemplar/beside.ts';
import { exemplarFill } from '../exemplar/exemplar-fill.ts';
import { matchGrain } from '../exemplar/grain.ts';
import { type Box, holeBox } from '../exemplar/hole-box.ts';
import { holdSmooth } from '../exemplar/hold-smooth.ts';
import type { HoledPlane } from '../exemplar/plane.ts';
import { spans } from '../numerics/mask.ts';
import type { Planes } from '../numerics/planes.ts';
import { resample } from '../numerics/resample.ts';
import { planeRows, type RowSource, rgbRows, toPixels } from '../numerics/tensor.ts';
import { fillFromAround } from './around-view.ts';
import { patchOf } from './patch.ts';
import type { BesidePixels, PreparedWindow } from './prepare.ts';

/** The window at full resolution with its hole filled from its own pixels. */
export interface OwnFill {
  readonly picture: HoledPlane;
  /** False where the window holds no whole known patch: then the smooth continuation stands in the hole. */
  readonly filled: boolean;
  /** True where the copied pixels were cleaner than the picture around the hole. */
  readonly grained: boolean;
}

/** Fills the window's hole from the picture's own pixels, with the grain that surrounds it. */
export function fillFromOwnPixels(job: FillJob, window: PreparedWindow): OwnFill {
  const picture = holedPicture(job, window, window.prefilled);
  const fill: Filling = (plane, allowed) =>
    exemplarFill(plane, { seed: job.seed, ...(allowed && { allowed }) });
  const filled = fillFromPicture(picture, window, job.window.image, fill);
  if (filled) holdSmooth(picture);
  const { before, after } = matchGrain(picture, { seed: job.seed });
  return { picture, filled, grained: after > before };
}

/**
 * Runs a filling of a window's hole, in place, with the pixels that the job brought beside it. False where it could not.
 *
 * @param size of the window in the picture's own pixels: `picture` may be a smaller copy of it
 */
export function fillFromPicture(
  picture: HoledPlane,
  { beside, around }: PreparedWindow,
  size: Size,
  fill: Filling,
): boolean {
  if (beside) return fillFromBeside(picture, besidePlane(beside, picture, size), fill);
  return around && picture.width === size.width ? fillFromAround(picture, around, fill) : fill(picture);
}

function besidePlane({ image, at, readable }: BesidePixels, picture: HoledPlane, size: Size): Beside {
  const across = picture.width / size.width;
  const down = picture.height / size.height;
  const level = at === 'left' || at === 'right';
  const width = level ? Math.max(1, Math.round(image.width * across)) : picture.width;
  const height = level ? picture.height : Math.max(1, Math.round(image.height * down));
  const planes = resample(rgbRows(image), { width, height });
  const plane = {
    width,
    height,
    channels: 3,
    data: codeValues(planes),
    hole: new Uint8Array(width * height),
  };
  const allowed = new Uint8Array(picture.width * picture.height);
  const right = Math.floor((readable.x + readable.width) * across);
  const bottom = Math.floor((readable.y + readable.height) * down);
  for (let y = Math.ceil(readable.y * down); y < bottom; y++) {
    allowed.fill(1, y * picture.width + Math.ceil(readable.x * across), y * picture.width + right);
  }
  return { plane, at, allowed };
}

/** Planes of -1..1 as interleaved code values. */
function codeValues({ data, channels, width, height }: Planes): Float32Array<ArrayBuffer> {
  const count = width * height;
  const out = new Float32Array(channels * count);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < channels; c++) out[i * channels + c] = ((data[c * count + i] as number) + 1) * 127.5;
  }
  return out;
}

/**
 * The window as the exemplar search takes it: RGB in code values, with `guess` (working size, -1..1) in the hole. At the
 * window's own resolution, or smaller where that would be more than memory should be asked for.
 */
export function holedPicture(
  job: FillJob,
  window: PreparedWindow,
  guess: Planes,
  mostPixels = MOST_PIXELS,
): HoledPlane {
  const { width, height } = detailSize(job.window.image, mostPixels);
  const hole = shownPixels(job, window, { width, height });
  const picture = { width, height, channels: 3, data: new Float32Array(3 * width * height), hole };
  const { image } = job.window;
  const known = rgbRows(image);
  const size = { width, height };
  putRows(
    width === image.width && height === image.height ? known : planeRows(resample(known, size)),
    picture,
  );
  const box = holeBox(picture, 0);
  if (box) {
    const region = { x: box.left, y: box.top, width: box.width, height: box.height };
    const enlarged = resample(planeRows(guess), size, 'cubic', region);
    putRows(planeRows(enlarged), picture, box);
  }
  return picture;
}

/** Writes rows of -1..1 as code values: all pixels of the picture, or the hole's in a box. */
function putRows(rows: RowSource, { width, data, hole }: HoledPlane, box?: Box): void {
  const row = new Float32Array(3 * rows.width);
  for (let y = 0; y < rows.height; y++) {
    rows.readRow(y, row);
    const first = ((box?.top ?? 0) + y) * width + (box?.left ?? 0);
    for (let x = 0; x < rows.width; x++) {
      if (box && hole[first + x] !== 1) continue;
      const at = (first + x) * 3;
      data[at] = ((row[x] as number) + 1) * 127.5;
      data[at + 1] = ((row[rows.width + x] as number) + 1) * 127.5;
      data[at + 2] = ((row[2 * rows.width + x] as number) + 1) * 127.5;
    }
  }
}

/** Most pixels that the search and the copying work on: 12 million are 144 MB a copy. */
const MOST_PIXELS = 12_000_000;

function detailSize({ width, height }: Size, mostPixels: number): Size {
  const scale = Math.min(1, Math.sqrt(mostPixels / (width * height)));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/**
 * 1 for every pixel that will be shown, however faintly: the fill has to meet the picture exactly where the picture
 * ends. A smaller pixel counts as soon as one does that it covers any of: what it shows of that is no picture.
 */
function shownPixels(job: FillJob, { stitch }: PreparedWindow, size: Size): Uint8Array<ArrayBuffer> {
  const { image } = job.window;
  const out = new Uint8Array(size.width * size.height);
  const { rect, mask } = stitch;
  const across = spans(image.width, size.width);
  const down = spans(image.height, size.height);
  for (let y = 0, i = 0; y < rect.height; y++) {
    const last = down.end[rect.y + y] as number;
    for (let x = 0; x < rect.width; x++, i++) {
      if (!mask.data[i]) continue;
      const from = across.first[rect.x + x] as number;
      const to = across.end[rect.x + x] as number;
      for (let row = down.first[rect.y + y] as number; row < last; row++) {
        for (let column = from; column < to; column++) out[row * size.width + column] = 1;
      }
    }
  }
  return out;
}

/** What the stitch mask's rectangle covers of a picture made by `holedPicture`, at the window's resolution. */
export function patchFor(picture: HoledPlane, { stitch }: PreparedWindow, window: Size): PixelBuffer {
  if (picture.width === window.width && picture.height === window.height) {
    return patchOf(picture, stitch.rect);
  }
  return toPixels(resample(codeValueRows(picture), window, 'cubic', stitch.rect));
}

/** The filled window at working size, RGB in -1..1: what a diffusion with a partial strength starts from. */
export function ownStart(own: OwnFill, window: PreparedWindow): Planes {
  return startFrom(codeValueRows(own.picture), window);
}

/** A filled window of any size, RGB in -1..1, as a start: its pixels in the hole, the picture's around it. */
export function startFrom(filled: RowSource, window: PreparedWindow): Planes {
  const small = resample(filled, window.working);
  const { startHole, original } = window;
  const data = original.data.slice();
  for (let plane = 0; plane < data.length; plane += startHole.length) {
    for (let i = 0; i < startHole.length; i++) {
      if (startHole[i]) data[plane + i] = small.data[plane + i] as number;
    }
  }
  return { ...original, data };
}

function codeValueRows({ width, height, data }: HoledPlane): RowSource {
  return {
    width,
    height,
    channels: 3,
    readRow(y, out) {
      for (let c = 0, target = 0; c < 3; c++) {
        for (let x = 0, from = y * width * 3 + c; x < width; x++, target++, from += 3) {
          out[target] = (data[from] as number) / 127.5 - 1;
        }
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
    patch: patchFor(own.picture, window, job.window.image),
    stitch: { ...stitch.mask, data: stitch.mask.data.slice() },
    chain: [
      { stage: own.filled ? 'exemplar' : 'smooth', note: '' },
      ...(own.grained ? [{ stage: 'grain', note: '' } as const] : []),
    ],
    timings: ownTimings(totalMs, totalMs),
  };
}

/** Timings of what no model had a part in. */
export function ownTimings(totalMs: number, detailMs: number): JobTimings {
  const model = {
    loadMs: 0,
    textMs: 0,
    encodeMs: 0,
    denoiseMs: 0,
    decodeMs: 0,
    stitchMs: 0,
    sessionRunMs: 0,
  };
  return { ...model, totalMs, detailMs, steps: 0 };
}

/** Both times together; `totalMs` too. */
export function addTimings(a: JobTimings, b: JobTimings): JobTimings {
  return {
    totalMs: a.totalMs + b.totalMs,
    loadMs: a.loadMs + b.loadMs,
    textMs: a.textMs + b.textMs,
    encodeMs: a.encodeMs + b.encodeMs,
    denoiseMs: a.denoiseMs + b.denoiseMs,
    decodeMs: a.decodeMs + b.decodeMs,
    stitchMs: a.stitchMs + b.stitchMs,
    detailMs: a.detailMs + b.detailMs,
    sessionRunMs: a.sessionRunMs + b.sessionRunMs,
    steps: a.steps + b.steps,
  };
}
