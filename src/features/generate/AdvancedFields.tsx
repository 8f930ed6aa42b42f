import type { MethodId } from '../../../workers/shared/job.ts';
import { t } from '../../i18n/t.ts';
import { samplingFor } from '../../lib/sampling.ts';
import { useCurrentPack } from '../../stores/packs-store.ts';
import {
  resetAdvanced,
  setEdge,
  setSampling,
  setSettings,
  useSettings,
} from '../../stores/settings-store.ts';
import { NumberField } from '../../ui/NumberField.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { SeedField } from './SeedField.tsx';

const METHODS: readonly MethodId[] = ['auto', 'finetuned', 'replace', 'exemplar'];

/** Everything about sampling and edges; the pack's defaults stand behind each. */
export function AdvancedFields() {
  const settings = useSettings();
  const pack = useCurrentPack();
  const { steps, guidance, strength } = samplingFor(pack, settings.intent, settings.sampling);
  return (
    <>
      <SelectField
        label={t('advanced.method')}
        hint={t('advanced.methodHint')}
        value={settings.method}
        options={METHODS.map((id) => ({ id, name: t(`method.${id}`) }))}
        onChange={(method) => setSettings({ method })}
      />
      <NumberField
        label={t('advanced.steps')}
        hint={t('advanced.stepsHint')}
        {...{ min: 1, max: 150, sliderMax: 50, step: 1 }}
        value={steps}
        onChange={(value) => setSampling({ steps: Math.round(value) })}
      />
      <NumberField
        label={t('advanced.guidance')}
        hint={t('advanced.guidanceHint')}
        {...{ min: 0, max: 20, sliderMax: 10, step: 0.5 }}
        value={guidance}
        onChange={(value) => setSampling({ guidance: value })}
      />
      <NumberField
        label={t('advanced.strength')}
        hint={t('advanced.strengthHint')}
        {...{ min: 0.05, max: 1, step: 0.05 }}
        value={strength}
        onChange={(value) => setSampling({ strength: value })}
      />
      <SeedField />
      <NumberField
        label={t('advanced.candidates')}
        hint={t('advanced.candidatesHint')}
        {...{ min: 1, max: 4, step: 1 }}
        value={settings.candidates}
        onChange={(value) => setSettings({ candidates: Math.round(value) })}
      />
      <NumberField
        label={t('advanced.feather')}
        hint={t('advanced.featherHint')}
        {...{ min: 0, max: 32, step: 1 }}
        value={settings.feather}
        onChange={(value) => setEdge({ feather: Math.round(value) })}
      />
      <NumberField
        label={t('advanced.maskGrow')}
        hint={t('advanced.maskGrowHint')}
        {...{ min: 0, max: 32, step: 1 }}
        value={settings.maskGrow}
        onChange={(value) => setEdge({ maskGrow: Math.round(value) })}
      />
      <button type="button" className="button" onClick={resetAdvanced}>
        {t('advanced.reset')}
      </button>
    </>
  );
}
