import type { KnownModel } from '../../../workers/shared/known-models.ts';
import { t } from '../../i18n/t.ts';
import { addModel, useModels } from '../../stores/models-store.ts';
import { useEngine } from '../../stores/use-services.ts';

/** A public model: what it is for, what it asks for, and whether this device has that. */
export function KnownModelRow({ model }: { readonly model: KnownModel }) {
  const hub = useModels((state) => state.hub);
  const adding = useModels((state) => state.adding);
  const info = useEngine((state) => state.info);
  const unfit =
    info && info.provider === 'wasm' && model.memoryGb > 1
      ? t('models.unfitCpu')
      : info?.adapter && model.half && !info.adapter.shaderF16
        ? t('models.unfitHalf')
        : null;
  return (
    <li className="model">
      <div className="model-head">
        <strong>{model.name}</strong>
        <span className="model-state">{t(`models.use.${model.use}`)}</span>
      </div>
      <p className="field-note">
        {t('models.license', { license: model.license })} · {t('models.needs', { gigabytes: model.memoryGb })}
      </p>
      {unfit !== null && <p className="model-error">{unfit}</p>}
      <div className="model-actions">
        <button
          type="button"
          className="button"
          aria-label={`${t('models.download')}: ${model.name}`}
          disabled={adding}
          onClick={() => void addModel({ ...model.source, hub })}
        >
          {t('models.download')}
        </button>
        <span className="field-note">{model.source.repo}</span>
      </div>
    </li>
  );
}
