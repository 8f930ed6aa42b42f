import type { Refine } from '../../../workers/shared/job.ts';
import { t } from '../../i18n/t.ts';
import { setAdvanced, useAdvanced } from '../../stores/advanced-store.ts';
import { SelectField } from '../../ui/SelectField.tsx';

const CHOICES: readonly Refine[] = ['none', 'tiles'];

/** Whether a second pass makes the detail. */
export function RefineField() {
  return (
    <SelectField
      label={t('advanced.refine')}
      hint={t('advanced.refineHint')}
      value={useAdvanced().refine}
      options={CHOICES.map((id) => ({ id, name: t(`refine.${id}`) }))}
      onChange={(refine) => setAdvanced({ refine })}
    />
  );
}
