import { t } from '../../i18n/t.ts';
import { resetAdvanced, useAdvanced } from '../../stores/advanced-store.ts';
import { AdvancedNumber } from './AdvancedNumber.tsx';
import { MethodField } from './MethodField.tsx';
import { MethodNumbers } from './MethodNumbers.tsx';
import { RefineField } from './RefineField.tsx';
import { SamplerField } from './SamplerField.tsx';
import { SamplerNumbers } from './SamplerNumbers.tsx';
import { SeedField } from './SeedField.tsx';

/** Everything about sampling and edges, remembered for each intent; the pack's defaults stand behind each. */
export function AdvancedFields() {
  const { method, guidance } = useAdvanced();
  return (
    <>
      <MethodField />
      <MethodNumbers method={method} />
      <RefineField />
      <SamplerField />
      <SamplerNumbers />
      <AdvancedNumber name="steps" min={1} max={150} sliderMax={50} step={1} />
      <AdvancedNumber name="guidance" min={0} max={20} sliderMax={10} step={0.5} />
      <AdvancedNumber
        name="guidanceRescale"
        min={0}
        max={1}
        step={0.05}
        idle={guidance > 1 ? undefined : t('advanced.guidanceRescaleIdle')}
      />
      <AdvancedNumber name="strength" min={0.05} max={1} step={0.05} />
      <SeedField />
      <AdvancedNumber name="candidates" min={1} max={4} step={1} />
      <AdvancedNumber name="feather" min={0} max={32} step={1} />
      <AdvancedNumber name="maskGrow" min={0} max={32} step={1} />
      <button type="button" className="button" onClick={resetAdvanced}>
        {t('advanced.reset')}
      </button>
    </>
  );
}
