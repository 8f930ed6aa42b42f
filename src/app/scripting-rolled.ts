import { copyCommon } from '../../workers/shared/copy-common.ts';
import { LacunaError } from '../../workers/shared/errors.ts';
import { checkLimits } from '../../workers/shared/geometry/canvas-limits.ts';
import type { Rect } from '../../workers/shared/geometry/rect.ts';
import type { FillCandidate } from '../../workers/shared/job.ts';
import type { PixelBuffer } from '../../workers/shared/pixels.ts';
import { type RolledFill, seamBand, seamlessFills, unrolledMask, wrappedGap } from '../lib/roll-pixels.ts';
import { readTiles } from '../lib/window-pixels.ts';
import { fillRolled, type Rolled } from '../stores/fill-rolled.ts';
import type { Services } from '../stores/services.ts';
import { findPack, parameters, png } from './script-job.ts';
import type { ScriptFillResult, ScriptOutpaintOptions, ScriptTileableOptions } from './scripting-types.ts';

/** Makes a texture seamless: see `seamlessFills`. */
export async function scriptTileable(
  services: Services,
  options: ScriptTileableOptions,
): Promise<ScriptFillResult> {
  const image = await services.codec.open({ file: options.image });
  const { width, height } = image;
  const band = seamBand(image, options.band);
  if (band === null) {
    throw new LacunaError(
      'job-invalid',
      'a texture of 64 pixels or more, a band of 4 to a sixth of its side',
      { width, height, ...(options.band !== undefined && { band: options.band }) },
    );
  }
  const whole = { x: 0, y: 0, width, height };
  const fills = seamlessFills(image, band);
  const made = await run(services, options, readTiles(image.tiles, whole), fills);
  const fill = { rect: whole, patch: made.picture, stitch: unrolledMask(whole, fills) };
  const chain = [{ stage: 'tileable', note: String(fills.length) }, ...made.last.chain];
  return exported(services, options.image, image, whole, fill, { chain, made });
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
  const gap = wrappedGap(image, { left: 0, right });
  const made = await run(services, options, readTiles(image.tiles, frame), [gap]);
  const rect = { x: image.width, y: 0, width: right, height: image.height };
  const patch = { ...rect, data: new Uint8ClampedArray(right * image.height * 4) };
  copyCommon({ data: made.picture.data, area: frame }, { data: patch.data, area: rect }, 4);
  const stitch = { ...rect, data: new Uint8Array(right * image.height).fill(255) };
  const chain = [{ stage: 'wrap', note: '' }, ...made.last.chain];
  return exported(services, options.image, image, frame, { rect, patch, stitch }, { chain, made });
}

async function run(
  services: Services,
  options: ScriptTileableOptions | ScriptOutpaintOptions,
  start: PixelBuffer,
  fills: readonly RolledFill[],
): Promise<Rolled> {
  const pack = await findPack(services, options.model);
  const numbers = { intent: 'fill', ...options, feather: 0, candidates: 1, instant: false } as const;
  return fillRolled(services.engine, start, fills, {
    nativeSize: pack.nativeSize,
    jobOf: (hole, window) => ({
      ...parameters(numbers, pack, hole, window),
      pack: options.model ?? pack.id,
    }),
    signal: options.signal,
    onProgress: options.onProgress,
  });
}

async function exported(
  { codec }: Services,
  file: Blob,
  image: { readonly icc: Uint8Array<ArrayBuffer> | null; readonly openMs: number },
  frame: Rect,
  fill: Pick<FillCandidate, 'rect' | 'patch' | 'stitch'>,
  { chain, made }: { readonly chain: FillCandidate['chain']; readonly made: Rolled },
): Promise<ScriptFillResult> {
  const start = performance.now();
  const whole = await codec.exportPng({ file, fills: [fill], frame });
  const alone = await codec.encodePatch({ fill, icc: image.icc });
  const { rect } = fill;
  const { seed } = made.last;
  return {
    candidates: [{ image: png(whole.bytes), patch: png(alone), rect, chain, seed, afterMs: made.totalMs }],
    timings: {
      ...made.summary.timings,
      openMs: image.openMs,
      totalMs: made.totalMs,
      exportMs: performance.now() - start,
    },
  };
}
