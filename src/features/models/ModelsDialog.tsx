import { useEffect } from 'react';
import { KNOWN_MODELS } from '../../../workers/shared/known-models.ts';
import { hubModelId } from '../../../workers/shared/stored-model.ts';
import { t } from '../../i18n/t.ts';
import { readDevice } from '../../stores/device-store.ts';
import { readModels, useModels } from '../../stores/models-store.ts';
import { usePacks } from '../../stores/packs-store.ts';
import { showModels } from '../../stores/view-store.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AddModel } from './AddModel.tsx';
import { BuiltInRow } from './BuiltInRow.tsx';
import { KnownModelRow } from './KnownModelRow.tsx';
import { ModelRow } from './ModelRow.tsx';
import { RunsLine } from './RunsLine.tsx';
import { StorageLine } from './StorageLine.tsx';
import './models.css';

/** The models: what runs, what is here or on its way, and how to get more. */
export function ModelsDialog() {
  const builtIn = usePacks((state) => state.packs);
  const records = useModels((state) => state.records);
  useEffect(() => {
    void readModels();
    void readDevice();
  }, []);
  const here = new Set(records.map((record) => record.id));
  const known = KNOWN_MODELS.filter(
    ({ source, name }) => !here.has(hubModelId(source)) && !builtIn.some((pack) => pack.name === name),
  );
  return (
    <Dialog wide title={t('models.title')} onClose={() => showModels(false)}>
      <div className="models">
        <p className="field-note">{t('models.lead')}</p>
        <RunsLine />
        <section aria-label={t('models.yours')}>
          <h3>{t('models.yours')}</h3>
          {records.length + builtIn.length === 0 && <p className="field-note">{t('models.none')}</p>}
          <ul>
            {records.map((record) => (
              <ModelRow key={record.id} record={record} />
            ))}
            {builtIn.map((pack) => (
              <BuiltInRow key={pack.id} pack={pack} />
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
                <KnownModelRow key={hubModelId(model.source)} model={model} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}
