import type { KeyboardEvent } from 'react';
import { extendRect, type Sides } from '../../../workers/shared/geometry/growth.ts';
import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import { t } from '../../i18n/t.ts';
import { ratioName } from '../../lib/ratio.ts';
import { clearSides, cropPending, isCrop, setSides } from '../../stores/expand-store.ts';
import { runFill } from '../../stores/fill-actions.ts';

interface Props {
  readonly side: keyof Sides;
  readonly canvas: Rect;
  readonly extent: Sides;
}

/** Pixels of an arrow key, of one with Shift, and of one with Ctrl. */
const STEP = 8;
const LONG_STEP = 64;
const FINE_STEP = 1;

const OPPOSITE = { left: 'right', right: 'left', top: 'bottom', bottom: 'top' } as const;
/** Arrow keys move an edge the way they point: out of the picture adds. */
const DIRECTIONS: Readonly<Record<keyof Sides, Readonly<Record<string, 1 | -1>>>> = {
  left: { ArrowLeft: 1, ArrowRight: -1 },
  right: { ArrowRight: 1, ArrowLeft: -1 },
  top: { ArrowUp: 1, ArrowDown: -1 },
  bottom: { ArrowDown: 1, ArrowUp: -1 },
};

/**
 * One edge of the canvas for the keyboard and for screen readers. Pointers go through it to the editor's own tool, which
 * also knows corners.
 */
export function EdgeHandle({ side, canvas, extent }: Props) {
  const after = extendRect(canvas, extent);
  const across = side === 'left' || side === 'right';
  return (
    <div
      role="slider"
      className="extend-handle"
      data-at={side}
      tabIndex={0}
      aria-label={t(`extend.${side}`)}
      aria-orientation={across ? 'horizontal' : 'vertical'}
      aria-valuemin={1 - (across ? canvas.width : canvas.height)}
      aria-valuemax={16384}
      aria-valuenow={extent[side]}
      aria-valuetext={t(extent[side] < 0 ? 'extend.cuts' : 'extend.adds', {
        pixels: Math.abs(extent[side]),
        width: String(after.width),
        height: String(after.height),
        ratio: ratioName(after),
      })}
      onKeyDown={(event) => onKeyDown(event, side, extent)}
    />
  );
}

function onKeyDown(event: KeyboardEvent, side: keyof Sides, extent: Sides): void {
  const direction = DIRECTIONS[side][event.key];
  if (direction !== undefined) {
    const step = event.ctrlKey || event.metaKey ? FINE_STEP : event.shiftKey ? LONG_STEP : STEP;
    const amount = onGrid(extent[side] + direction * step, step);
    setSides({ [side]: amount, ...(event.altKey ? { [OPPOSITE[side]]: amount } : {}) });
  } else if (event.key === 'Home') setSides({ [side]: 0 });
  else if (event.key === 'Escape') clearSides();
  else if (event.key === 'Enter') isCrop(extent) ? cropPending() : void runFill();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** From an odd amount a step goes to the next multiple of 8. */
function onGrid(amount: number, step: number): number {
  return step === FINE_STEP ? amount : Math.round(amount / STEP) * STEP;
}
