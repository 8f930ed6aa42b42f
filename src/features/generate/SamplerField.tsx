import { NAMED_SAMPLERS, SAMPLER_FACTS } from '../../../workers/shared/samplers.ts';
import { t } from '../../i18n/t.ts';
import { setAdvanced, useAdvanced } from '../../stores/advanced-store.ts';
import { SelectField } from '../../ui/SelectField.tsx';

/** How the walk from noise to picture is stepped; the line below says what the chosen one is good for. */
export function SamplerField() {
  const { sampler } = useAdvanced();
  return (
    <SelectField
      label={t('advanced.sampler')}
      hint={t(`sampler.${sampler}Hint`)}
      value={sampler}
      options={[
        { id: 'auto', name: t('sampler.auto') },
        ...NAMED_SAMPLERS.map((id) => ({ id, name: SAMPLER_FACTS[id].name })),
      ]}
      onChange={(chosen) => setAdvanced({ sampler: chosen })}
    />
  );
}
