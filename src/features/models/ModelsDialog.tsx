import { useEffect } from 'react';
import { KNOWN_MODELS } from '../../../workers/shared/known-models.ts';
import { modelIdFrom } from '../../../workers/shared/stored-model.ts';
import { providerText } from '../../i18n/engine-text.ts';
import { t } from '../../i18n/t.ts';
import { readModels, useModels } from '../../stores/models-store.ts';
import { useEngine } from '../../stores/use-services.ts';
import { showModels } from '../../stores/view-store.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AddModel } from './AddModel.tsx';
import { KnownModelRow } from './KnownModelRow.tsx';
import { ModelRow } from './ModelRow.tsx';
import { ReportButton } from './ReportButton.tsx';
import { StorageLine } from './StorageLine.tsx';
import './models.css';

/** Models that people bring: what is here, what is on its way, and how to get more. */
export function ModelsDialog() {
  const records = useModels((state) => state.records);
  const info = useEngine((state) => state.info);
  useEffect(() => void readModels(), []);
  const here = new Set(records.map((record) => record.id));
  const known = KNOWN_MODELS.filter(
    ({ source: { repo, file } }) => !here.has(modelIdFrom(file === undefined ? repo : `${repo}-${file}`)),
  );
  return (
    <Dialog title={t('models.title')} onClose={() => showModels(false)}>
      <div className="models">
        <p className="field-note">{t('models.lead')}</p>
        <section aria-label={t('models.yours')}>
          <h3>{t('models.yours')}</h3>
          {records.length === 0 && <p className="field-note">{t('models.none')}</p>}
          <ul>
            {records.map((record) => (
              <ModelRow key={record.id} record={record} />
            ))}
          </ul>
          <StorageLine />
        </section>
        <AddModel />
        {known.length > 0 && (
          <section aria-label={t('models.known')}>
            <h3>{t('models.known')}</h3>
            <ul>
              {known.map((model) => (
                <KnownModelRow key={model.source.repo} model={model} />
              ))}
            </ul>
          </section>
        )}
        <footer className="models-foot">
          {info && <span>{t('models.runs', { provider: providerText(info) })}</span>}
          <ReportButton />
        </footer>
      </div>
    </Dialog>
  );
}
