import type { MethodId } from '../../../workers/shared/job.ts';
import { t } from '../../i18n/t.ts';
import { setAdvanced, useAdvanced } from '../../stores/advanced-store.ts';
import { SelectField } from '../../ui/SelectField.tsx';

const METHODS: readonly MethodId[] = [
  'auto',
  'finetuned',
  'replace',
  'repaint',
  'soft',
  'langevin',
  'multiscale',
  'exemplar',
];

/** How the hole is filled. */
export function MethodField() {
  return (
    <SelectField
      label={t('advanced.method')}
      hint={t('advanced.methodHint')}
      value={useAdvanced().method}
      options={METHODS.map((id) => ({ id, name: t(`method.${id}`) }))}
      onChange={(method) => setAdvanced({ method })}
    />
  );
}
