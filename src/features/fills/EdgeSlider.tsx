import { useId, useState } from 'react';
import { t } from '../../i18n/t.ts';

interface Props {
  readonly label: string;
  readonly hint: string;
  /** A share, 0 to 1. */
  readonly value: number;
  /** Called once the slider is let go: one undo entry each. */
  readonly onCommit: (value: number) => void;
}

/** A share as a slider in per cent. */
export function EdgeSlider({ label, hint, value, onCommit }: Props) {
  const id = useId();
  const [sliding, setSliding] = useState<number | null>(null);
  const shown = sliding ?? Math.round(value * 100);
  const commit = () => {
    if (sliding !== null && sliding !== Math.round(value * 100)) onCommit(sliding / 100);
    setSliding(null);
  };
  return (
    <div className="edge-slider" title={hint}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        value={shown}
        aria-description={hint}
        aria-valuetext={t('fills.percent', { percent: shown })}
        onChange={(event) => setSliding(Number(event.target.value))}
        onPointerUp={commit}
        onKeyUp={commit}
        onBlur={commit}
      />
      <output htmlFor={id}>{t('fills.percent', { percent: shown })}</output>
    </div>
  );
}
