import { t } from '../../i18n/t.ts';
import type { Advanced } from '../../lib/sampling.ts';
import { setAdvanced, setEdge, useAdvanced } from '../../stores/advanced-store.ts';
import { NumberField } from '../../ui/NumberField.tsx';

/** Values under Advanced that are numbers. */
type NumberName = {
  [Name in keyof Advanced]: Advanced[Name] extends number ? Name : never;
}[keyof Advanced];

interface Props {
  readonly name: NumberName;
  readonly min: number;
  readonly max: number;
  /** 1 keeps the value whole. */
  readonly step: number;
  /** End of the slider where `max` is far beyond what is useful. */
  readonly sliderMax?: number;
  /** Why it means nothing with the other values; then it cannot be changed. */
  readonly idle?: string | undefined;
}

/** One number under Advanced. Its name and its line are `advanced.<name>` and `advanced.<name>Hint`. */
export function AdvancedNumber({ name, step, idle, ...range }: Props) {
  const value = useAdvanced()[name];
  return (
    <NumberField
      label={t(`advanced.${name}`)}
      hint={idle ?? t(`advanced.${name}Hint`)}
      disabled={idle !== undefined}
      {...range}
      step={step}
      value={value}
      onChange={(typed) => change(name, step === 1 ? Math.round(typed) : typed)}
    />
  );
}

function change(name: NumberName, value: number): void {
  if (name === 'feather' || name === 'maskGrow') setEdge({ [name]: value });
  else setAdvanced({ [name]: value });
}
