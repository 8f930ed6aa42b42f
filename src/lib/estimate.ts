import type { Intent, PackManifest } from '../../workers/shared/catalog.ts';
import { finePass } from '../../workers/shared/fine-pass.ts';
import { contextWindow } from '../../workers/shared/geometry/context.ts';
import { extendRect, isNoGrowth, type Sides } from '../../workers/shared/geometry/growth.ts';
import { steppedGrowth } from '../../workers/shared/geometry/outpaint-plan.ts';
import { moveRect, type Rect, type Size } from '../../workers/shared/geometry/rect.ts';
import { modelCalls } from '../../workers/shared/model-calls.ts';
import { type Advanced, growthFor } from './sampling.ts';

/**
 * Milliseconds of one model call for one text at 256 px until a fill here was timed: the embedded packs on two threads of
 * a server's processor (`docs/benchmarks.md`). Larger packs cost more by their area, and more again by their depth.
 */
const TYPICAL_MS = 75;
/** The same for all that is not the model's steps: own pixels, the way in and out of latents. */
const TYPICAL_REST_MS = 2000;

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

/** The same for a growth of the whole picture, in one pass or step by step; cuts count as nothing. */
export function callsForGrowth(of: {
  readonly pack: PackManifest;
  readonly advanced: Advanced;
  readonly picture: Size;
  readonly sides: Sides;
}): number {
  const { pack, advanced, picture } = of;
  const cut = (from: keyof Sides, to: keyof Sides) => Math.min(0, of.sides[from]) + Math.min(0, of.sides[to]);
  const kept = {
    width: Math.max(1, picture.width + cut('left', 'right')),
    height: Math.max(1, picture.height + cut('top', 'bottom')),
  };
  const grow = (side: keyof Sides) => Math.max(0, of.sides[side]);
  const sides = { left: grow('left'), top: grow('top'), right: grow('right'), bottom: grow('bottom') };
  if (isNoGrowth(sides)) return 0;
  const { width, height } = extendRect({ x: 0, y: 0, ...kept }, sides);
  const job = { pack, intent: 'expand', advanced, picture: { width, height } } as const;
  const steps = steppedGrowth({ picture: kept, sides, nativeSize: pack.nativeSize });
  if (steps) return steps.reduce((sum, { area }) => sum + callsFor({ ...job, bounds: area }), 0);
  // Nothing but one strip leaves a whole side of the picture out of the mask's box.
  const level = sides.top + sides.bottom > 0;
  const upright = sides.left + sides.right > 0;
  const x = sides.left > 0 || level ? 0 : kept.width;
  const y = sides.top > 0 || upright ? 0 : kept.height;
  const right = sides.right > 0 || level ? width : sides.left;
  const bottom = sides.bottom > 0 || upright ? height : sides.top;
  return callsFor({ ...job, bounds: { x, y, width: right - x, height: bottom - y } });
}

/** Milliseconds of a step, and of everything around the steps of a pass or a candidate. */
interface Pace {
  readonly stepMs: number;
  readonly restMs: number;
}

/**
 * How fast a pack may be before a fill here was timed.
 *
 * @param callMs what a call for one text took when the model was tried out here; null where it was not
 */
export function guessedPace(pack: PackManifest, guidance: number, callMs: number | null): Pace {
  const typicalMs = TYPICAL_MS * (pack.nativeSize / 256) ** 2;
  const oneMs = callMs ?? typicalMs;
  // A slow machine is slow at the rest too; a graphics card that is fast does not help there.
  const slowness = Math.max(1, oneMs / typicalMs);
  // Guidance asks about a second text in each call.
  return { stepMs: oneMs * (guidance > 1 ? 2 : 1), restMs: TYPICAL_REST_MS * slowness };
}

/** Seconds that so many calls take, and all around them; each candidate has its share of what is not the model's steps. */
export function secondsFor(calls: number, candidates: number, { stepMs, restMs }: Pace): number {
  return (calls * stepMs + candidates * restMs) / 1000;
}
