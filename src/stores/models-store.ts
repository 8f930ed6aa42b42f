import { create } from 'zustand';
import type { PackManifest } from '../../workers/shared/catalog.ts';
import type { DownloadEvents, LocalFile } from '../../workers/shared/download-protocol.ts';
import type { EventSink } from '../../workers/shared/protocol.ts';
import { type ModelRecord, type ModelSource, storedAddress } from '../../workers/shared/stored-model.ts';
import { t } from '../i18n/t.ts';
import { notifyError } from './notices-store.ts';
import { services } from './services.ts';
import { ask } from './view-store.ts';

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

/** Looks up a source and, if it is one, starts to download it. Failures are told. */
export async function addModel(source: ModelSource): Promise<void> {
  await adding(async () => {
    const record = await services().download.call('add', { source });
    if (record.state !== 'ready') void resumeModel(record.id);
  });
}

export function importModel(name: string, files: readonly LocalFile[]): Promise<void> {
  return adding(async () => {
    await services().download.call('importFiles', { name, files });
  });
}

/** Goes on with a download, or mends what is damaged. */
export async function resumeModel(id: string): Promise<void> {
  void navigator.storage?.persist?.();
  await told(services().download.call('download', { id }));
}

export async function pauseModel(id: string): Promise<void> {
  await told(services().download.call('pause', { id }));
}

export async function verifyModel(id: string): Promise<void> {
  await told(services().download.call('verify', { id }));
}

export async function removeModel(record: ModelRecord): Promise<void> {
  const sure = await ask({
    title: t('models.removeTitle', { name: record.name }),
    body: t('models.removeBody'),
    confirm: t('models.remove'),
  });
  if (sure) await told(services().download.call('remove', { id: record.id }));
}

/** The archive of a model as a file to keep. */
export async function exportModel(record: ModelRecord): Promise<Blob | null> {
  const archive = await told(services().download.call('exportZip', { id: record.id }));
  return archive === null ? null : (archive as Blob);
}

export function setHub(hub: string): void {
  useModels.setState({ hub });
  remember(HUB_KEY, hub);
}

async function adding(task: () => Promise<void>): Promise<void> {
  useModels.setState({ adding: true });
  try {
    await task();
  } catch (error) {
    notifyError(error);
  } finally {
    useModels.setState({ adding: false });
  }
}

/** The answer, or null after the failure was told. */
async function told<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    notifyError(error);
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
