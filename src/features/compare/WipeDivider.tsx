import { ChevronsLeftRight } from 'lucide-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { t } from '../../i18n/t.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';

/** Share of the view that an arrow key moves the divider by, and one with Shift. */
const STEP = 0.02;
const LONG_STEP = 0.1;

/** The line between before (left) and after (right): dragged, or moved by the arrow keys. */
export function WipeDivider() {
  const wipe = useEditor((state) => state.wipe);
  const percent = Math.round(wipe * 100);
  return (
    <div
      role="slider"
      className="compare-divider"
      style={{ left: `${wipe * 100}%` }}
      tabIndex={0}
      aria-label={t('compare.divider')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={t('compare.dividerAt', { percent })}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={follow}
      onKeyDown={(event) => onKeyDown(event, wipe)}
    >
      <span className="compare-grip">
        <ChevronsLeftRight size={18} strokeWidth={2} aria-hidden="true" />
      </span>
    </div>
  );
}

function follow(event: PointerEvent<HTMLElement>): void {
  const { currentTarget, pointerId, clientX } = event;
  if (!currentTarget.hasPointerCapture(pointerId)) return;
  const box = currentTarget.parentElement?.getBoundingClientRect();
  if (box) services().editor.setWipe((clientX - box.left) / box.width);
}

function onKeyDown(event: KeyboardEvent, wipe: number): void {
  const { editor } = services();
  const step = event.shiftKey ? LONG_STEP : STEP;
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      editor.setWipe(wipe - step);
      break;
    case 'ArrowRight':
    case 'ArrowUp':
      editor.setWipe(wipe + step);
      break;
    case 'Home':
      editor.setWipe(0);
      break;
    case 'End':
      editor.setWipe(1);
      break;
    default:
      return;
  }
  event.preventDefault();
  event.stopPropagation();
}
