import type { PackManifest } from '../../../workers/shared/catalog.ts';
import type { MessageKey } from '../../i18n/catalogue.ts';
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
      {current && <About pack={current} />}
      <button type="button" className="button" onClick={() => showModels(true)}>
        {t('models.manage')}
      </button>
    </>
  );
}

/** The models that come with the page, in its language. */
const ABOUT: Readonly<Record<string, MessageKey>> = {
  'lacuna-small': 'models.about.small',
  'lacuna-small-4ch': 'models.about.small4',
  'mi-gan': 'models.about.erase',
};

function About({ pack }: { readonly pack: PackManifest }) {
  const key = ABOUT[pack.id];
  if (key) return <p className="field-note">{t(key)}</p>;
  return (
    <p className="field-note" lang="en">
      {pack.description}
    </p>
  );
}
