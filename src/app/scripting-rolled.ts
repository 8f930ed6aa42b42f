import { composeFill } from '../../workers/shared/compose.ts';
import { copyCommon } from '../../workers/shared/copy-common.ts';
import { LacunaError } from '../../workers/shared/errors.ts';
import { checkLimits } from '../../workers/shared/geometry/canvas-limits.ts';
import { contextWindow } from '../../workers/shared/geometry/context.ts';
import type { Rect } from '../../workers/shared/geometry/rect.ts';
import type { FillCandidate, FillSummary } from '../../workers/shared/job.ts';
import type { PixelBuffer } from '../../workers/shared/pixels.ts';
import { type RolledFill, rollPixels, seamlessFills, wrappedGap } from '../lib/roll-pixels.ts';
import { cropMask, readTiles } from '../lib/window-pixels.ts';
import type { Services } from '../stores/services.ts';
import { findPack, parameters, png } from './script-job.ts';
import type { ScriptFillResult, ScriptOutpaintOptions, ScriptTileableOptions } from './scripting-types.ts';

/** Smallest side of a texture, and the widest band, as a share of its shorter side. */
const SMALLEST = 64;
const WIDEST = 1 / 6;
const USUAL = 1 / 12;

/** Makes a texture seamless: see `seamlessFills`. */
export async function scriptTileable(
  services: Services,
  options: ScriptTileableOptions,
): Promise<ScriptFillResult> {
  const image = await services.codec.open({ file: options.image });
  const { width, height } = image;
  const short = Math.min(width, height);
  const band = options.band ?? Math.max(8, Math.round(short * USUAL));
  if (short < SMALLEST || !Number.isInteger(band) || band < 4 || band > short * WIDEST) {
    throw new LacunaError(
      'job-invalid',
      'a texture of 64 pixels or more, a band of 4 to a sixth of its side',
      {
        width,
        height,
        band,
      },
    );
  }
  const whole = { x: 0, y: 0, width, height };
  const before = readTiles(image.tiles, whole);
  const made = await fillRolled(services, options, before, seamlessFills(image, band));
  const stitch = { width, height, data: changedPixels(before, made.picture) };
  const fill = { rect: whole, patch: made.picture, stitch };
  return exported(services, options.image, image, whole, fill, { stage: 'tileable', made });
}

/** Grows a picture to the right so that its right end meets its left one. */
export async function scriptWrap(
  services: Services,
  options: ScriptOutpaintOptions,
): Promise<ScriptFillResult> {
  const { right = 0, left = 0, top = 0, bottom = 0 } = options;
  if (!Number.isInteger(right) || right < 1 || left !== 0 || top !== 0 || bottom !== 0) {
    throw new LacunaError('job-invalid', 'wrap: whole pixels on the right and on no other side', { right });
  }
  const image = await services.codec.open({ file: options.image });
  const frame = { x: 0, y: 0, width: image.width + right, height: image.height };
  checkLimits(frame.width, frame.height);
  const made = await fillRolled(services, options, readTiles(image.tiles, frame), [wrappedGap(image, right)]);
  const rect = { x: image.width, y: 0, width: right, height: image.height };
  const patch = { ...rect, data: new Uint8ClampedArray(right * image.height * 4) };
  copyCommon({ data: made.picture.data, area: frame }, { data: patch.data, area: rect }, 4);
  const stitch = { ...rect, data: new Uint8Array(right * image.height).fill(255) };
  return exported(services, options.image, image, frame, { rect, patch, stitch }, { stage: 'wrap', made });
}

/** A picture whose rolled holes are filled, and the last fill. */
interface Rolled {
  readonly picture: PixelBuffer;
  readonly last: FillCandidate;
  readonly summary: FillSummary;
  readonly totalMs: number;
  readonly count: number;
}

/** Fills one hole after another, each in the picture rolled as it asks for; only holes change. */
async function fillRolled(
  services: Services,
  options: ScriptTileableOptions | ScriptOutpaintOptions,
  start: PixelBuffer,
  fills: readonly RolledFill[],
): Promise<Rolled> {
  const posted = performance.now();
  const pack = await findPack(services, options.model);
  const size = { width: start.width, height: start.height };
  const whole = { x: 0, y: 0, ...size };
  const numbers = { intent: 'fill', ...options, feather: 0, candidates: 1, instant: false } as const;
  let picture = start;
  let last: FillCandidate | null = null;
  let summary: FillSummary | null = null;
  for (const { dx, dy, hole } of fills) {
    const rolled = rollPixels(picture, dx, dy);
    const rect = contextWindow({ bounds: hole, picture: size, nativeSize: pack.nativeSize });
    const image = new Uint8ClampedArray(rect.width * rect.height * 4);
    copyCommon({ data: rolled.data, area: whole }, { data: image, area: rect }, 4);
    const job = {
      ...parameters(numbers, pack, hole, rect),
      pack: options.model ?? pack.id,
      picture: size,
      window: {
        rect,
        image: { width: rect.width, height: rect.height, data: image },
        mask: cropMask(maskOf(hole, size), rect),
      },
    };
    summary = await services.engine.fill(job, {
      ...(options.signal && { signal: options.signal }),
      ...(options.onProgress && { onProgress: options.onProgress }),
      onCandidate: (candidate) => {
        last = candidate;
        composeFill(rolled.data, whole, candidate);
      },
    });
    picture = rollPixels(rolled, -dx, -dy);
  }
  if (!last || !summary) throw new LacunaError('internal', 'no fill was made');
  return { picture, last, summary, totalMs: performance.now() - posted, count: fills.length };
}

function maskOf(hole: Rect, size: { readonly width: number; readonly height: number }) {
  const data = new Uint8Array(size.width * size.height);
  for (let y = hole.y; y < hole.y + hole.height; y++) {
    data.fill(255, y * size.width + hole.x, y * size.width + hole.x + hole.width);
  }
  return { ...size, data };
}

/** 255 for every pixel that differs. */
function changedPixels(a: PixelBuffer, b: PixelBuffer): Uint8Array<ArrayBuffer> {
  const before = new Uint32Array(a.data.buffer);
  const after = new Uint32Array(b.data.buffer);
  return Uint8Array.from(before, (pixel, i) => (pixel === after[i] ? 0 : 255));
}

async function exported(
  { codec }: Services,
  file: Blob,
  image: { readonly icc: Uint8Array<ArrayBuffer> | null; readonly openMs: number },
  frame: Rect,
  fill: Pick<FillCandidate, 'rect' | 'patch' | 'stitch'>,
  { stage, made }: { readonly stage: string; readonly made: Rolled },
): Promise<ScriptFillResult> {
  const start = performance.now();
  const whole = await codec.exportPng({ file, fills: [fill], frame });
  const alone = await codec.encodePatch({ fill, icc: image.icc });
  const { rect } = fill;
  const chain = [{ stage, note: String(made.count) }, ...made.last.chain];
  return {
    candidates: [{ image: png(whole.bytes), patch: png(alone), rect, chain, seed: made.last.seed }],
    timings: {
      ...made.summary.timings,
      openMs: image.openMs,
      totalMs: made.totalMs,
      exportMs: performance.now() - start,
    },
  };
}
