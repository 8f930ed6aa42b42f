import { useId, useState } from 'react';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** End of the slider where `max` is far beyond what is useful. */
  readonly sliderMax?: number;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}

/**
 * A number with its slider. The number input carries the name and the keyboard; the slider is for the pointer alone, so
 * that each setting is announced once.
 */
export function NumberField(props: Props) {
  const { label, hint, value, min, max, step, sliderMax = max, disabled = false, onChange } = props;
  const id = useId();
  // What is typed may be unfinished ("", "1."): it counts only once it is a number in range.
  const [typed, setTyped] = useState<string | null>(null);
  const accept = (text: string) => {
    setTyped(text);
    const number = Number(text);
    if (text.trim() !== '' && number >= min && number <= max) onChange(number);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        type="range"
        aria-hidden="true"
        tabIndex={-1}
        min={min}
        max={sliderMax}
        step={step}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <input
        id={id}
        type="number"
        inputMode="decimal"
        aria-description={hint}
        min={min}
        max={max}
        step={step}
        value={typed ?? value}
        disabled={disabled}
        onChange={(event) => accept(event.target.value)}
        onBlur={() => setTyped(null)}
      />
      {/* The eye reads it here, a screen reader with the field. */}
      <p className="field-hint" aria-hidden="true">
        {hint}
      </p>
    </div>
  );
}
