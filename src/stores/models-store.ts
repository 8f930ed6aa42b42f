import { create } from 'zustand';
import type { PackManifest } from '../../workers/shared/catalog.ts';
import type { DownloadEvents, LocalFile } from '../../workers/shared/download-protocol.ts';
import type { EventSink } from '../../workers/shared/protocol.ts';
import { type ModelRecord, storedAddress, storedId } from '../../workers/shared/stored-model.ts';
import { errorCode } from '../i18n/errors.ts';
import { modelName } from '../i18n/model-text.ts';
import { t } from '../i18n/t.ts';
import { askToKeep, readStorage } from './device-store.ts';
import { notifyError } from './notices-store.ts';
import { services } from './services.ts';
import { ask, showModels } from './view-store.ts';

/** Models that people brought, by name. */
interface ModelsState {
  readonly records: readonly ModelRecord[];
  /** False until the store was read once. */
  readonly known: boolean;
  /** True while an address is looked up, or files are taken in. */
  readonly adding: boolean;
  readonly hub: string;
}

export const USUAL_HUB = 'https://huggingface.co';
const HUB_KEY = 'lacuna.hub';
const ANY_KEY = 'lacuna.models';

export const useModels = create<ModelsState>(() => ({
  records: [],
  known: false,
  adding: false,
  hub: remembered(HUB_KEY) ?? USUAL_HUB,
}));

/** What the download worker tells, of this tab's doing or another's. */
export const modelEvents: EventSink<DownloadEvents> = {
  changed(record) {
    if (useModels.getState().records.length === 0) remember(ANY_KEY, '1');
    useModels.setState(({ records }) => ({ records: withRecord(records, record) }));
  },
  removed: ({ id }) =>
    useModels.setState(({ records }) => ({ records: records.filter((record) => record.id !== id) })),
};

/** Reads the store, once. Where the browser keeps no files there are none. */
export async function readModels(): Promise<void> {
  if (useModels.getState().known) return;
  const records = await services()
    .download.call('list', null)
    .catch((error: unknown) => {
      console.warn('no models of your own:', error);
      return [];
    });
  useModels.setState({ records, known: true });
}

/** The same where this browser has had any: nobody without models of their own ever starts the worker that fetches them. */
export async function readModelsIfAny(): Promise<void> {
  if (remembered(ANY_KEY) !== null) await readModels();
}

/** Packs that the engine can load from the store. */
export function storedPacks(records: readonly ModelRecord[]): readonly PackManifest[] {
  return records.flatMap(({ id, state, manifest }) =>
    state === 'ready' && manifest ? [{ ...manifest, id: storedAddress(id) }] : [],
  );
}

export function importModel(name: string, files: readonly LocalFile[]): Promise<void> {
  void askToKeep();
  return adding(async () => {
    await services().download.call('importFiles', { name, files });
    await readStorage();
  });
}

/** Goes on with a download, or mends what is damaged. */
export async function resumeModel(id: string): Promise<void> {
  void askToKeep();
  await told(services().download.call('download', { id, hub: useModels.getState().hub }));
  await readStorage();
}

export async function pauseModel(id: string): Promise<void> {
  await told(services().download.call('pause', { id }));
}

export async function verifyModel(id: string): Promise<void> {
  await told(services().download.call('verify', { id }));
}

/** A fill has found a file of a ready model gone: told with the way to the list, where the model then says what to do. */
export async function tellDamaged(error: unknown, address: string): Promise<void> {
  notifyError(error, { label: t('models.manage'), run: () => showModels(true) });
  const id = storedId(address);
  if (id !== null) await verifyModel(id);
}

/** Deletes a model, or gives up its download: both take away what is here. */
export async function removeModel(record: ModelRecord): Promise<void> {
  const { id, state } = record;
  const name = modelName(record);
  const ends = state === 'ready' || state === 'damaged';
  const sure = await ask({
    title: t(ends ? 'models.removeTitle' : 'models.cancelTitle', { name }),
    body: t(ends ? 'models.removeBody' : 'models.cancelBody'),
    confirm: t(ends ? 'models.remove' : 'models.cancelConfirm'),
  });
  if (!sure) return;
  await told(services().download.call('remove', { id }));
  await readStorage();
}

/** The archive of a model as a file to keep. */
export async function exportModel(record: ModelRecord): Promise<Blob | null> {
  const archive = await told(services().download.call('exportZip', { id: record.id }));
  return archive === null ? null : (archive as Blob);
}

/** The hub that models come from: also those that are on their way, whose bytes are known by their hashes. */
export function setHub(hub: string): void {
  const wanted = hub.trim();
  useModels.setState({ hub: wanted });
  remember(HUB_KEY, wanted);
}

/** Goes on with what the network stopped, as soon as there is one again. */
export function resumeWhenOnline(): void {
  addEventListener('online', () => {
    for (const { id, state, error } of useModels.getState().records) {
      if (state === 'paused' && error?.code === 'model-unreachable') void resumeModel(id);
    }
  });
}

/** Runs a task while the panel says that something is being added. Failures are told. */
export async function adding(task: () => Promise<void>): Promise<void> {
  useModels.setState({ adding: true });
  await told(task());
  useModels.setState({ adding: false });
}

/** The answer, or null after the failure was told. */
async function told<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    // What a person stopped is no failure.
    if (errorCode(error) !== 'job-cancelled') notifyError(error);
    return null;
  }
}

function withRecord(records: readonly ModelRecord[], record: ModelRecord): readonly ModelRecord[] {
  const others = records.filter(({ id }) => id !== record.id);
  return [...others, record].sort((a, b) => a.name.localeCompare(b.name));
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It then lasts as long as the page.
  }
}

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
