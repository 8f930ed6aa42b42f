import { useId, useState } from 'react';
import { NO_SIDES, type Sides } from '../../../workers/shared/geometry/growth.ts';
import type { Size } from '../../../workers/shared/geometry/rect.ts';
import { t } from '../../i18n/t.ts';
import { setSides, useExpand } from '../../stores/expand-store.ts';
import { useEditor } from '../../stores/use-services.ts';

interface Props {
  readonly side: keyof Sides;
  readonly canvas: Size;
}

/** What one side gains, in pixels or in percent of the canvas; kept in pixels. */
export function SideField({ side, canvas }: Props) {
  const pixels = useEditor((state) => (state.extent ?? NO_SIDES)[side]);
  const unit = useExpand((state) => state.unit);
  const id = useId();
  // What is typed may be unfinished ("", "1."): shown as it is until the field is left.
  const [typed, setTyped] = useState<string | null>(null);
  const across = side === 'left' || side === 'right';
  const whole = (across ? canvas.width : canvas.height) / 100;
  const shown = unit === 'px' ? pixels : Math.round((pixels / whole) * 10) / 10;
  return (
    <div className="expand-side" data-side={side}>
      <label htmlFor={id}>{t(`expand.${side}`)}</label>
      <input
        id={id}
        type="number"
        inputMode="decimal"
        step={unit === 'px' ? 8 : 5}
        value={typed ?? shown}
        onChange={(event) => {
          setTyped(event.target.value);
          const value = Number(event.target.value);
          setSides({ [side]: unit === 'px' ? value : value * whole });
        }}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
}
