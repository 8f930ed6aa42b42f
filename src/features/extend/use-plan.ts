import { useMemo } from 'react';
import { extendRect, type Sides } from '../../../workers/shared/geometry/growth.ts';
import { type OutpaintStep, outpaintPlan } from '../../../workers/shared/geometry/outpaint-plan.ts';
import { intersectRects, type Rect } from '../../../workers/shared/geometry/rect.ts';
import { useAdvanced } from '../../stores/advanced-store.ts';
import { expectedSeconds } from '../../stores/pace-store.ts';
import { useCurrentPack } from '../../stores/packs-store.ts';
import { usePackPace } from '../../stores/use-pace.ts';

/** Used until the model's manifest is there: the side that the embedded packs have. */
const USUAL_SIDE = 256;
/** Gives no seconds. */
const UNKNOWN = { stepMs: Number.NaN, restMs: Number.NaN };

export interface Plan {
  readonly steps: readonly OutpaintStep[];
  /** Where the steps' (0, 0) lies, in canvas coordinates. */
  readonly corner: { readonly x: number; readonly y: number };
  /** What it takes on this device, judged by earlier fills or a trial; null before. */
  readonly seconds: number | null;
}

/** The steps that the engine will take for an extent. */
export function usePlan(canvas: Rect, extent: Sides): Plan {
  const pack = useCurrentPack();
  const { steps: sampling, strength, candidates, guidance } = useAdvanced();
  const known = usePackPace(pack, guidance);
  // What holds for another machine is not said over the picture.
  const { stepMs, restMs } = known && known.from !== 'elsewhere' ? known.pace : UNKNOWN;
  const nativeSize = pack?.nativeSize ?? USUAL_SIDE;
  const { width, height } = canvas;
  const { left, top, right, bottom } = extent;
  return useMemo(() => {
    const after = extendRect({ x: 0, y: 0, width, height }, { left, top, right, bottom });
    const kept = intersectRects(after, { x: 0, y: 0, width, height });
    const sides = {
      left: Math.max(0, left),
      top: Math.max(0, top),
      right: Math.max(0, right),
      bottom: Math.max(0, bottom),
    };
    const { steps } = outpaintPlan({ picture: kept, sides, nativeSize });
    const seconds = expectedSeconds({ stepMs, restMs }, steps.length, {
      steps: sampling,
      strength,
      candidates,
    });
    return { steps, corner: { x: after.x, y: after.y }, seconds };
  }, [width, height, left, top, right, bottom, nativeSize, stepMs, restMs, sampling, strength, candidates]);
}
