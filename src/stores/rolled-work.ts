import type { PackManifest } from '../../workers/shared/catalog.ts';
import { LacunaError } from '../../workers/shared/errors.ts';
import { isEmptyRect, type Rect, rectContains } from '../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../workers/shared/pixels.ts';
import type { StagedFill } from '../editor/ports.ts';
import { type RolledFill, seamBand, seamlessFills, unrolledMask, wrappedGap } from '../lib/roll-pixels.ts';
import { startFor } from '../lib/sampling.ts';
import { jobOfSettings, seedOfRun } from './build-job.ts';
import { fillRolled } from './fill-rolled.ts';
import { services } from './services.ts';
import type { Work } from './work.ts';

/** The whole of a picture is rolled, several times: beyond this it takes too much memory. */
const MOST_PIXELS = 4096 * 4096;

/** Fills of a canvas on which the ends meet. */
interface RolledTask {
  readonly stage: 'tileable' | 'wrap';
  /** The canvas, in its own coordinates, and its pixels. */
  readonly rect: Rect;
  readonly picture: PixelBuffer;
  readonly fills: readonly RolledFill[];
}

/**
 * The work of making the picture a texture whose ends meet.
 *
 * @throws LacunaError `texture-size` where it is too small or too large for that
 */
export function seamlessWork(): Work {
  const rect = canvasRect();
  return workOf({ stage: 'tileable', rect, picture: read(rect), fills: seamsOf(rect) });
}

/**
 * The work of filling what a canvas has grown by on the left and on the right, so that its ends meet.
 *
 * @throws LacunaError `texture-size`
 */
export function wrapWork({ left, right }: { readonly left: number; readonly right: number }): Work {
  const rect = canvasRect();
  const picture = { width: rect.width - left - right, height: rect.height };
  return workOf({ stage: 'wrap', rect, picture: read(rect), fills: [wrappedGap(picture, { left, right })] });
}

/**
 * The work of such a fill again, on what lies under it; null for a fill of another kind.
 *
 * @param id the fill in the document, or null for a candidate
 * @throws LacunaError `texture-size`, and `mask-empty` where the canvas ends inside the fill
 */
export function rolledAgain(
  fill: Pick<StagedFill, 'chain' | 'rect' | 'hole'>,
  id: string | null,
): Work | null {
  const stage = fill.chain[0]?.stage;
  if (stage !== 'tileable' && stage !== 'wrap') return null;
  const { rect, hole } = fill;
  if (!rectContains(canvasRect(), rect)) throw new LacunaError('mask-empty', 'the fill is cut off');
  const picture = id === null ? read(rect) : services().editor.readUnder(id, rect);
  if (stage === 'tileable') return workOf({ stage, rect, picture, fills: seamsOf(rect) });
  const row = hole.data.subarray(0, rect.width);
  const left = row.indexOf(0);
  const right = rect.width - 1 - row.lastIndexOf(0);
  const old = { width: rect.width - left - right, height: rect.height };
  return workOf({ stage, rect, picture, fills: [wrappedGap(old, { left, right })] });
}

function canvasRect(): Rect {
  const { width = 0, height = 0 } = services().editor.getState().document ?? {};
  return { x: 0, y: 0, width, height };
}

function read(rect: Rect): PixelBuffer {
  if (isEmptyRect(rect) || rect.width * rect.height > MOST_PIXELS) throw wrongSize(rect);
  return services().editor.readWindow(rect).image;
}

function seamsOf(rect: Rect): readonly RolledFill[] {
  const band = seamBand(rect);
  if (band === null) throw wrongSize(rect);
  return seamlessFills(rect, band);
}

function wrongSize({ width, height }: Rect): LacunaError {
  return new LacunaError('texture-size', `${width} x ${height} pixels`, { width, height });
}

function workOf({ stage, rect, picture, fills }: RolledTask): Work {
  return async (pack: PackManifest, { signal, onProgress, onCandidate }) => {
    const first = seedOfRun();
    const { width, height } = rect;
    const stitch = unrolledMask(rect, fills);
    const { candidates } = jobOfSettings(pack, rect, rect);
    for (let index = 0; index < candidates; index++) {
      const seed = (first + index) % 2 ** 32;
      const made = await fillRolled(services().engine, picture, fills, {
        nativeSize: pack.nativeSize,
        jobOf: (hole, window) => ({
          ...jobOfSettings(pack, hole, window),
          ...{ intent: 'fill', start: startFor('fill'), instant: false, candidates: 1, feather: 0, seed },
        }),
        signal,
        onProgress: (progress) =>
          onProgress({
            ...progress,
            candidate: index,
            candidates,
            fraction: (index + progress.fraction) / candidates,
          }),
      });
      onCandidate(
        {
          ...{ index, seed, rect, patch: made.picture },
          stitch: { ...stitch, data: stitch.data.slice() },
          chain: [{ stage, note: '' }, ...made.last.chain],
          timings: { ...made.summary.timings, totalMs: made.totalMs },
        },
        {
          ...made.job,
          candidates,
          picture: { width, height },
          window: { rect, image: picture, mask: stitch },
        },
      );
    }
  };
}
