import { t } from '../../i18n/t.ts';
import { useAllPacks, useCurrentPack } from '../../stores/packs-store.ts';
import { setSettings } from '../../stores/settings-store.ts';
import { showModels } from '../../stores/view-store.ts';
import { SelectField } from '../../ui/SelectField.tsx';

/** The model that fills; known once the engine has started. */
export function ModelField() {
  const packs = useAllPacks();
  const current = useCurrentPack();
  const options = packs.map((pack) => ({ id: pack.id, name: pack.name }));
  return (
    <>
      <SelectField
        label={t('advanced.model')}
        value={current?.id ?? ''}
        disabled={!current}
        options={current ? options : [{ id: '', name: t('advanced.modelWaiting') }]}
        onChange={(pack) => setSettings({ pack })}
      />
      {current && (
        <p className="field-note" lang="en">
          {current.description}
        </p>
      )}
      <button type="button" className="button" onClick={() => showModels(true)}>
        {t('models.manage')}
      </button>
    </>
  );
}
