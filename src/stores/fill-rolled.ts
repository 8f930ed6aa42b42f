import { composeFill } from '../../workers/shared/compose.ts';
import { copyCommon } from '../../workers/shared/copy-common.ts';
import { LacunaError } from '../../workers/shared/errors.ts';
import { contextWindow } from '../../workers/shared/geometry/context.ts';
import type { Rect, Size } from '../../workers/shared/geometry/rect.ts';
import type { FillCandidate, FillJob, FillSummary, JobProgress } from '../../workers/shared/job.ts';
import type { PixelBuffer } from '../../workers/shared/pixels.ts';
import type { EngineClient } from '../engine-client/types.ts';
import { type RolledFill, rollPixels } from '../lib/roll-pixels.ts';
import { cropMask } from '../lib/window-pixels.ts';

/** A picture whose rolled holes are filled, the last fill and its job. */
export interface Rolled {
  readonly picture: PixelBuffer;
  readonly last: FillCandidate;
  readonly job: FillJob;
  readonly summary: FillSummary;
  readonly totalMs: number;
}

/** How the fills are made, and whom they report to. */
export interface RolledOptions {
  readonly nativeSize: number;
  /** The job of a hole but for its place. */
  readonly jobOf: (hole: Rect, window: Rect) => Omit<FillJob, 'picture' | 'window'>;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: JobProgress) => void) | undefined;
}

/**
 * Fills one hole after another, each in the picture rolled as it asks for; only holes change.
 *
 * @throws LacunaError what `EngineClient.fill` throws
 */
export async function fillRolled(
  engine: EngineClient,
  start: PixelBuffer,
  fills: readonly RolledFill[],
  { nativeSize, jobOf, signal, onProgress }: RolledOptions,
): Promise<Rolled> {
  const posted = performance.now();
  const size = { width: start.width, height: start.height };
  const whole = { x: 0, y: 0, ...size };
  const count = fills.length;
  let picture = start;
  let made: Omit<Rolled, 'picture' | 'totalMs'> | null = null;
  for (const [index, { dx, dy, hole }] of fills.entries()) {
    const rolled = rollPixels(picture, dx, dy);
    const rect = contextWindow({ bounds: hole, picture: size, nativeSize });
    const image = new Uint8ClampedArray(rect.width * rect.height * 4);
    copyCommon({ data: rolled.data, area: whole }, { data: image, area: rect }, 4);
    const job = {
      ...jobOf(hole, rect),
      picture: size,
      window: {
        rect,
        image: { width: rect.width, height: rect.height, data: image },
        mask: cropMask(maskOf(hole, size), rect),
      },
    };
    let last: FillCandidate | null = null;
    const summary = await engine.fill(job, {
      ...(signal && { signal }),
      // A preview would lie where the hole is not.
      onProgress: (progress) =>
        onProgress?.({
          ...progress,
          preview: null,
          area: { index, count },
          fraction: (index + progress.fraction) / count,
        }),
      onCandidate: (candidate) => {
        last = candidate;
        composeFill(rolled.data, whole, candidate);
      },
    });
    picture = rollPixels(rolled, -dx, -dy);
    if (last) made = { last, job, summary };
  }
  if (!made) throw new LacunaError('internal', 'no fill was made');
  return { ...made, picture, totalMs: performance.now() - posted };
}

function maskOf(hole: Rect, size: Size) {
  const data = new Uint8Array(size.width * size.height);
  for (let y = hole.y; y < hole.y + hole.height; y++) {
    data.fill(255, y * size.width + hole.x, y * size.width + hole.x + hole.width);
  }
  return { width: size.width, height: size.height, data };
}
