interface Props {
  readonly label: string;
  /** What stands beside it. */
  readonly short: string;
  /** The value with its unit. */
  readonly text: string;
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly onChange: (value: number) => void;
}

/** A slider of the options bar; 0 to 100 unless told. */
export function OptionSlider({ label, short, text, value, min = 0, max = 100, step = 1, onChange }: Props) {
  return (
    <label className="tool-slider" title={label}>
      <span aria-hidden="true">{short}</span>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={text}
        min={min}
        max={max}
        step={step}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <span className="tool-value">{text}</span>
    </label>
  );
}
