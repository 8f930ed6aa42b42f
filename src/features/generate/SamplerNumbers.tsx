import { t } from '../../i18n/t.ts';
import { meaningful } from '../../lib/sampling.ts';
import { setAdvanced, useAdvanced } from '../../stores/advanced-store.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { AdvancedNumber } from './AdvancedNumber.tsx';

const TIMESTEPS = ['auto', 'leading', 'trailing', 'linspace'] as const;
const NOISE_LEVELS = ['auto', 'karras', 'plain'] as const;

/** The finer settings of the walk. What means nothing with the chosen sampler says so, and cannot be changed. */
export function SamplerNumbers() {
  const advanced = useAdvanced();
  const means = meaningful(advanced);
  const named = advanced.sampler !== 'auto';
  return (
    <>
      <SelectField
        label={t('advanced.noiseLevels')}
        hint={t(
          means.noiseLevels
            ? 'advanced.noiseLevelsHint'
            : named
              ? 'advanced.notThisSampler'
              : 'advanced.samplerFirst',
        )}
        value={means.noiseLevels ? advanced.noiseLevels : 'auto'}
        options={NOISE_LEVELS.map((id) => ({ id, name: t(`noiseLevels.${id}`) }))}
        disabled={!means.noiseLevels}
        onChange={(noiseLevels) => setAdvanced({ noiseLevels })}
      />
      <SelectField
        label={t('advanced.timesteps')}
        hint={t(means.timesteps ? 'advanced.timestepsHint' : 'advanced.timestepsIdle')}
        value={means.timesteps ? advanced.timesteps : 'auto'}
        options={TIMESTEPS.map((id) => ({ id, name: t(`timesteps.${id}`) }))}
        disabled={!means.timesteps}
        onChange={(timesteps) => setAdvanced({ timesteps })}
      />
      <AdvancedNumber
        name="eta"
        min={0}
        max={1}
        step={0.05}
        idle={means.eta ? undefined : t(named ? 'advanced.notThisSampler' : 'advanced.samplerFirst')}
      />
    </>
  );
}
