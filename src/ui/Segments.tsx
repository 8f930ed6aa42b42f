import { useId } from 'react';

interface Props<Id extends string> {
  readonly label: string;
  readonly value: Id;
  readonly options: readonly { readonly id: Id; readonly name: string; readonly lang?: string }[];
  readonly onChange: (id: Id) => void;
}

/** One of a few, all in sight: radio buttons that look like one divided bar. */
export function Segments<Id extends string>({ label, value, options, onChange }: Props<Id>) {
  const name = useId();
  return (
    <fieldset className="segments-field">
      <legend>{label}</legend>
      <div className="choices">
        {options.map((option) => (
          <label key={option.id} lang={option.lang}>
            <input
              type="radio"
              name={name}
              checked={option.id === value}
              onChange={() => onChange(option.id)}
            />
            <span>{option.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
