import { knownModel } from '../../workers/shared/known-models.ts';
import { type ModelRecord, type ModelSource, modelBytes } from '../../workers/shared/stored-model.ts';
import { modelName, unfitText } from '../i18n/model-text.ts';
import { t } from '../i18n/t.ts';
import { type ModelNeeds, needsOfBytes, unfitFor } from '../lib/model-fit.ts';
import { askToKeep, deviceFacts, readDevice, useDevice } from './device-store.ts';
import { adding, resumeModel } from './models-store.ts';
import { services } from './services.ts';
import { ask } from './view-store.ts';

// Apart from the store of models, for the panel alone: the list of known models stays out of the page's first script.

/** Looks up a source and, if it is one and this device has what it needs, starts to download it. Failures are told. */
export async function addModel(source: ModelSource): Promise<void> {
  await adding(async () => {
    void askToKeep();
    const record = await services().download.call('add', { source });
    if (record.state !== 'ready') void startModel(record);
  });
}

/** Downloads a model; asks first where it may not do well here. */
export async function startModel(record: ModelRecord): Promise<void> {
  await readDevice();
  const name = modelName(record);
  const reason = unfitFor(needsOf(record), deviceFacts(useDevice.getState()));
  if (reason !== null) {
    const body = unfitText(reason, needsOf(record), deviceFacts(useDevice.getState()));
    const sure = await ask({ title: t('models.anywayTitle', { name }), body, confirm: t('models.anyway') });
    if (!sure) return;
  }
  await resumeModel(record.id);
}

/** What a model asks of a device: as the catalogue says, else guessed from its size. */
export function needsOf(record: ModelRecord): ModelNeeds {
  const known = record.source.kind === 'hub' ? knownModel(record.source) : undefined;
  const total = modelBytes(record.files);
  return {
    memoryGb: known?.memoryGb ?? needsOfBytes(total),
    half: known?.half ?? null,
    bytes: record.state === 'ready' ? 0 : total - record.loadedBytes,
  };
}
