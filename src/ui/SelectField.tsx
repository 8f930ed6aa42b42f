import { useId } from 'react';

interface Props<Id extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: Id;
  readonly options: readonly { readonly id: Id; readonly name: string }[];
  readonly disabled?: boolean;
  readonly onChange: (id: Id) => void;
}

/** A choice among a few named things. */
export function SelectField<Id extends string>(props: Props<Id>) {
  const { label, hint, value, options, disabled = false, onChange } = props;
  const id = useId();
  return (
    <div className="field field-select">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        aria-description={hint}
        value={value}
        disabled={disabled}
        onChange={(event) => {
          const chosen = options.find((option) => option.id === event.target.value);
          if (chosen) onChange(chosen.id);
        }}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p className="field-hint" aria-hidden="true">
          {hint}
        </p>
      )}
    </div>
  );
}
