import type { Sides } from '../../../workers/shared/geometry/growth.ts';
import { moveRect, type Rect } from '../../../workers/shared/geometry/rect.ts';
import { usePlan } from './use-plan.ts';

interface Props {
  readonly canvas: Rect;
  readonly extent: Sides;
  readonly onScreen: (rect: Rect) => Rect;
}

/** Below this, in CSS pixels, a band has no room for its number. */
const ROOM_FOR_NUMBER = 18;

/** What the engine will make, step by step, numbered in order. */
export function PlanBands({ canvas, extent, onScreen }: Props) {
  const { steps, corner } = usePlan(canvas, extent);
  if (steps.length < 2) return null;
  return steps.map(({ area }, index) => {
    const place = onScreen(moveRect(area, corner.x, corner.y));
    const key = `${area.x} ${area.y}`;
    return (
      <g key={key}>
        <rect className="extend-band" {...place} />
        {Math.min(place.width, place.height) >= ROOM_FOR_NUMBER && (
          <text className="extend-number" x={place.x + place.width / 2} y={place.y + place.height / 2}>
            {index + 1}
          </text>
        )}
      </g>
    );
  });
}
