import type { SamplerId } from '../../../workers/shared/job.ts';
import { t } from '../../i18n/t.ts';
import { setAdvanced, useAdvanced } from '../../stores/advanced-store.ts';
import { SelectField } from '../../ui/SelectField.tsx';

const SAMPLERS: readonly SamplerId[] = [
  'auto',
  'ddim',
  'euler',
  'euler-ancestral',
  'dpmpp-2m',
  'dpmpp-2m-sde',
  'ddpm',
  'lcm',
];

/** How the walk from noise to picture is stepped; the line below says what the chosen one is good for. */
export function SamplerField() {
  const { sampler } = useAdvanced();
  return (
    <SelectField
      label={t('advanced.sampler')}
      hint={t(`sampler.${sampler}Hint`)}
      value={sampler}
      options={SAMPLERS.map((id) => ({ id, name: t(`sampler.${id}`) }))}
      onChange={(chosen) => setAdvanced({ sampler: chosen })}
    />
  );
}
