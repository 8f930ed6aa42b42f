import type { Intent, PackManifest } from '../../workers/shared/catalog.ts';
import { finePass } from '../../workers/shared/fine-pass.ts';
import { contextWindow } from '../../workers/shared/geometry/context.ts';
import { moveRect, type Rect, type Size } from '../../workers/shared/geometry/rect.ts';
import { modelCalls } from '../../workers/shared/model-calls.ts';
import { type Advanced, growthFor } from './sampling.ts';

/**
 * Milliseconds of one model call for one text at 256 px until a fill here was timed: the embedded packs on two threads of
 * a server's processor (`docs/benchmarks.md`). Larger packs cost more by their area, and more again by their depth.
 */
const TYPICAL_MS = 45;

/** Model calls of all candidates of a fill of `bounds` with these settings; exact. */
export function callsFor(of: {
  readonly pack: PackManifest;
  readonly intent: Intent;
  readonly advanced: Advanced;
  readonly bounds: Rect;
  readonly picture: Size;
}): number {
  const { pack, advanced, bounds, picture } = of;
  const { nativeSize } = pack;
  const rect = contextWindow({ bounds, picture, nativeSize });
  const pass = finePass({
    ...{ method: advanced.method, refine: advanced.refine, nativeSize, window: rect },
    maskGrow: growthFor(of.intent, advanced, bounds, rect, nativeSize),
    bounds: moveRect(bounds, -rect.x, -rect.y),
  });
  return advanced.candidates * modelCalls(advanced, pass);
}

/**
 * Seconds that the calls take.
 *
 * @param measuredMs milliseconds a call took in the last fills with the pack; null where none was made
 */
export function secondsFor(
  calls: number,
  guidance: number,
  pack: PackManifest,
  measuredMs: number | null,
): number {
  // Guidance asks about a second text in each call.
  const typicalMs = TYPICAL_MS * (pack.nativeSize / 256) ** 2 * (guidance > 1 ? 2 : 1);
  return (calls * (measuredMs ?? typicalMs)) / 1000;
}
