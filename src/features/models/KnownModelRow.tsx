import { builtInPin, type KnownModel } from '../../../workers/shared/known-models.ts';
import { hubModelId, modelBytes } from '../../../workers/shared/stored-model.ts';
import { formatBytes } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { addModel } from '../../stores/model-download.ts';
import { useModels } from '../../stores/models-store.ts';
import { FitNote } from './FitNote.tsx';

/** A public model that is not here: what it is for, what it asks for, and whether this device has that. */
export function KnownModelRow({ model }: { readonly model: KnownModel }) {
  const hub = useModels((state) => state.hub);
  const adding = useModels((state) => state.adding);
  const { name, use, license, source, memoryGb, half } = model;
  const pin = builtInPin(hubModelId(source));
  const bytes = pin ? modelBytes(pin.files) : null;
  return (
    <li className="model">
      <div className="model-head">
        <strong>{name}</strong>
        <span className="model-state">
          {bytes === null
            ? t('models.state.available')
            : t('models.state.new', { total: formatBytes(bytes) })}
        </span>
      </div>
      <p>{t(`models.use.${use}`)}</p>
      <p className="field-note">
        {t('models.license', { license })} · {pin ? t('models.pinned') : t('models.unpinned')}
      </p>
      <FitNote needs={{ memoryGb, half, bytes }} />
      <div className="model-actions">
        <button
          type="button"
          className="button"
          aria-label={`${t('models.download')}: ${name}`}
          disabled={adding}
          onClick={() => void addModel({ ...source, hub })}
        >
          {t('models.download')}
        </button>
        <span className="field-note model-source">
          {[source.repo, source.file].filter(Boolean).join('/')}
        </span>
      </div>
    </li>
  );
}
