import { LacunaError } from '../../workers/shared/errors.ts';
import { checkLimits } from '../../workers/shared/geometry/canvas-limits.ts';
import { sourceWindow } from '../../workers/shared/geometry/context.ts';
import { extendRect, isNoGrowth, type Sides } from '../../workers/shared/geometry/growth.ts';
import { maskBounds } from '../../workers/shared/geometry/mask-bounds.ts';
import { moveRect, type Rect } from '../../workers/shared/geometry/rect.ts';
import type { FillCandidate, FillJob } from '../../workers/shared/job.ts';
import type { MaskBuffer } from '../../workers/shared/pixels.ts';
import type { OpenedImage } from '../../workers/shared/protocol.ts';
import { cropMask, growthMask, readTiles } from '../lib/window-pixels.ts';
import type { Services } from '../stores/services.ts';
import { findPack, parameters, png } from './script-job.ts';
import type { ScriptFillOptions, ScriptFillResult, ScriptOutpaintOptions } from './scripting-types.ts';

/** Fills a mask in a picture: `window.lacuna.fill`. */
export async function scriptFill(services: Services, options: ScriptFillOptions): Promise<ScriptFillResult> {
  const image = await services.codec.open({ file: options.image });
  const { width, height } = image;
  const mask = await services.codec.decodeMask({ file: options.mask, width, height });
  return run(services, options, { image, frame: { x: 0, y: 0, width, height }, mask });
}

/** Grows a picture: `window.lacuna.outpaint`. */
export async function scriptOutpaint(
  services: Services,
  options: ScriptOutpaintOptions,
): Promise<ScriptFillResult> {
  const sides = sidesOf(options);
  const image = await services.codec.open({ file: options.image });
  const { width, height } = image;
  const frame = extendRect({ x: 0, y: 0, width, height }, sides);
  checkLimits(frame.width, frame.height);
  const mask = growthMask(frame, { x: sides.left, y: sides.top, width, height });
  return run(services, { intent: 'expand', feather: 0, ...options }, { image, frame, mask });
}

function sidesOf({ left = 0, top = 0, right = 0, bottom = 0 }: ScriptOutpaintOptions): Sides {
  const sides = { left, top, right, bottom };
  const whole = Object.values(sides).every((side) => Number.isInteger(side) && side >= 0);
  if (whole && !isNoGrowth(sides)) return sides;
  throw new LacunaError('job-invalid', 'left, top, right, bottom: whole pixels, one of them above 0', sides);
}

/** A picture on its canvas: `frame` in the file's coordinates, `mask` of the frame's size. */
interface ScriptPicture {
  readonly image: OpenedImage;
  readonly frame: Rect;
  readonly mask: MaskBuffer;
}

async function run(
  services: Services,
  options: ScriptOutpaintOptions | ScriptFillOptions,
  { image, frame, mask }: ScriptPicture,
): Promise<ScriptFillResult> {
  const { engine, codec } = services;
  const picture = { width: frame.width, height: frame.height };
  const bounds = maskBounds(mask);
  if (!bounds) throw new LacunaError('mask-empty', 'the mask has no pixel to fill');

  const pack = await findPack(services, options.model);
  const { rect, view } = sourceWindow({ bounds, picture, nativeSize: pack.nativeSize });
  const job: FillJob = {
    ...parameters(options, pack, bounds, view),
    // A pack that is not embedded goes by its address.
    pack: options.model ?? pack.id,
    picture,
    window: {
      rect,
      view,
      image: readTiles(image.tiles, moveRect(rect, frame.x, frame.y)),
      mask: cropMask(mask, rect),
    },
  };

  const made: (FillCandidate & { readonly afterMs: number })[] = [];
  const posted = performance.now();
  const summary = await engine.fill(job, {
    ...(options.signal && { signal: options.signal }),
    ...(options.onProgress && { onProgress: options.onProgress }),
    onCandidate: (candidate) => made.push({ ...candidate, afterMs: performance.now() - posted }),
  });
  const totalMs = performance.now() - posted;

  const exporting = performance.now();
  const candidates: ScriptFillResult['candidates'][number][] = [];
  for (const { rect, patch, stitch, chain, seed, afterMs } of made) {
    const fill = { rect, patch, stitch };
    const exported = await codec.exportPng({ file: options.image, fills: [fill], frame });
    const alone = await codec.encodePatch({ fill, icc: image.icc });
    candidates.push({ image: png(exported.bytes), patch: png(alone), rect, chain, seed, afterMs });
  }
  const exportMs = performance.now() - exporting;
  return { candidates, timings: { ...summary.timings, openMs: image.openMs, totalMs, exportMs } };
}
