import type { PackManifest } from '../../../workers/shared/catalog.ts';
import { formatBytes } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { packBytes } from '../../stores/packs-store.ts';
import { UseButton } from './UseButton.tsx';

/** A pack that comes with the page: always there, nothing to manage but its use. */
export function BuiltInRow({ pack }: { readonly pack: PackManifest }) {
  const total = formatBytes(packBytes(pack));
  return (
    <li className="model model-brief">
      <div className="model-head">
        <strong>{pack.name}</strong>
        <span className="model-state">{t('models.state.builtIn', { total })}</span>
      </div>
      <p className="field-note">{t('models.license', { license: pack.license })}</p>
      <div className="model-actions">
        <UseButton address={pack.id} name={pack.name} />
      </div>
    </li>
  );
}
