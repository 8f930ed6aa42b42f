import type { DownloadEvents, DownloadOptions, LocalFile } from '../shared/download-protocol.ts';
import { LacunaError, toWireError } from '../shared/errors.ts';
import { knownModel } from '../shared/known-models.ts';
import { recogniseModel } from '../shared/model-layout.ts';
import type { EventSink } from '../shared/protocol.ts';
import {
  hubModelId,
  type ModelRecord,
  type ModelSource,
  modelBytes,
  modelIdFrom,
} from '../shared/stored-model.ts';
import { checkedJournal, presentBytes } from './chunks.ts';
import { listFolder } from './folder-url.ts';
import { fetchModel, manifestOf } from './fetch-model.ts';
import { type Listing, listHubRepository } from './hub.ts';
import { archiveOf, localSources } from './local-source.ts';
import { dropPartial, isKept, journalName, partialKey, recheckFile } from './obtain.ts';
import { keepPin, pinOf } from './pins.ts';
import { storeLocalFile } from './store-file.ts';
import { busyModels, inModelTurn, inNextModelTurn } from './turn.ts';
import { readJson, readRecord, readRecords, removeIfThere, type Vault, writeRecord } from './vault.ts';

const REPORT_MS = 200;
/** Why a task was stopped on purpose. */
const PAUSED = 'paused';

/** What the models of the store tell, and how tasks of other tabs are stopped. */
export interface ModelsHooks extends EventSink<DownloadEvents> {
  stopElsewhere(id: string): void;
}

/** The models of the store, and what can be done with them. Every change is written down before it is told. */
export function createModels(vault: Vault, options: DownloadOptions, hooks: ModelsHooks) {
  const running = new Map<string, AbortController>();

  async function keep(record: ModelRecord): Promise<ModelRecord> {
    await writeRecord(vault, record);
    hooks.changed(record);
    return record;
  }

  /** Tells of a record on its way, not more often than is worth looking at. */
  function teller(): (record: ModelRecord) => void {
    let told = 0;
    return (record) => {
      const now = performance.now();
      if (now - told < REPORT_MS) return;
      told = now;
      hooks.changed(record);
    };
  }

  async function recordOf(id: string): Promise<ModelRecord> {
    const record = await readRecord(vault, id);
    if (!record) throw new LacunaError('pack-unknown', `there is no model ${id}`, { pack: id });
    return record;
  }

  /** A task on a model that can be stopped, the only one over all tabs. */
  function working<T>(id: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return inModelTurn(id, async () => {
      const abort = new AbortController();
      running.set(id, abort);
      try {
        return await task(abort.signal);
      } finally {
        running.delete(id);
      }
    });
  }

  function stop(id: string): void {
    const here = running.get(id);
    if (here) here.abort(PAUSED);
    else hooks.stopElsewhere(id);
  }

  /** What a source holds, as a paused record; one that is there already is left as it is. */
  async function look(source: Exclude<ModelSource, { kind: 'import' }>): Promise<ModelRecord> {
    const listing = source.kind === 'hub' ? await listHub(source) : await listFolder(source.url, options);
    const present = await readRecord(vault, listing.id);
    if (present) return present;
    const wanted = source.kind === 'hub' ? source.file : undefined;
    const paths = listing.files.map((file) => file.path);
    const layout = recogniseModel(paths, wanted);
    const files = listing.files.filter((file) => layout.paths.includes(file.path));
    const { id, name, license, commit } = listing;
    if (source.kind === 'hub' && knownModel(source) && commit !== null) {
      await keepPin(vault, id, { commit, files });
    }
    const state = { state: 'paused' as const, loadedBytes: 0, error: null, manifest: null };
    return keep({ schema: 1, id, name, license, kind: layout.kind, source, commit, files, ...state });
  }

  /** A known model that is pinned is not looked up again: its commit, sizes and hashes are settled. */
  async function listHub(source: Extract<ModelSource, { kind: 'hub' }>): Promise<Listing> {
    const known = knownModel(source);
    const id = hubModelId(source);
    const pin = known ? await pinOf(vault, id) : null;
    const listing = pin ? { id, name: '', license: '', ...pin } : await listHubRepository(source, options);
    const name = known?.name ?? source.repo;
    return { ...listing, name, license: listing.license || (known?.license ?? '') };
  }

  /** Bytes of a model that are verified: whole files, and whole chunks of the others. */
  async function presentOf(record: ModelRecord): Promise<number> {
    let sum = 0;
    for (const file of record.files) {
      if (await isKept(vault, file)) sum += file.bytes;
      else {
        const journal = await readJson(vault.partial, `${partialKey(record.id, file)}.json`);
        const known = checkedJournal(journal, file.bytes);
        sum += known ? presentBytes(known) : 0;
      }
    }
    return sum;
  }

  /** The record after a task was stopped or failed. */
  async function settled(id: string, thrown: unknown): Promise<ModelRecord> {
    const record = await recordOf(id);
    const loadedBytes = await presentOf(record);
    if (thrown === PAUSED) return keep({ ...record, state: 'paused', loadedBytes, error: null });
    const { code, message, detail } = toWireError(thrown);
    const state = code === 'model-damaged' || code === 'model-import-again' ? 'damaged' : 'paused';
    const next = { ...record, state, loadedBytes, error: { code, message, detail } } as const;
    // A full disk may have no room for this either.
    return keep(next).catch(() => {
      hooks.changed(next);
      return next;
    });
  }

  return {
    /** Models that were under way when their tab went are paused ones. */
    async list(): Promise<readonly ModelRecord[]> {
      const busy = await busyModels();
      const records = await readRecords(vault);
      return Promise.all(
        records.map(async (record) => {
          const moving = record.state === 'downloading' || record.state === 'verifying';
          if (!moving || busy.has(record.id)) return record;
          return { ...record, state: 'paused' as const, loadedBytes: await presentOf(record) };
        }),
      );
    },
    async add(source: ModelSource): Promise<ModelRecord> {
      if (source.kind === 'import') {
        throw new LacunaError('model-import-again', 'choose the folder again', { name: source.name });
      }
      return look(source);
    },
    download: (id: string, hub: string) =>
      working(id, async (signal) => {
        try {
          const record = await recordOf(id);
          const source = record.source.kind === 'hub' ? { ...record.source, hub } : record.source;
          return await fetchModel(vault, { ...record, source }, options, signal, { keep, tell: teller() });
        } catch (thrown) {
          const record = await settled(id, signal.aborted ? PAUSED : thrown);
          if (signal.aborted) return record;
          throw thrown;
        }
      }),
    stop,
    /** Stops a task of this tab; another tab asked for it. */
    stopHere: (id: string) => running.get(id)?.abort(PAUSED),
    async remove(id: string): Promise<void> {
      stop(id);
      await inNextModelTurn(id, async () => {
        const record = await readRecord(vault, id);
        await removeIfThere(vault.records, `${id}.json`);
        const others = (await readRecords(vault)).flatMap((other) =>
          other.files.map((file) => partialKey(other.id, file)),
        );
        const needed = new Set(others);
        for (const file of record?.files ?? []) {
          const key = partialKey(id, file);
          if (needed.has(key)) continue;
          await dropPartial(vault, key);
          if (file.sha256 === null) continue;
          await removeIfThere(vault.files, file.sha256);
          await removeIfThere(vault.files, journalName(file.sha256));
        }
        hooks.removed({ id });
      });
    },
    verify: (id: string) =>
      working(id, async (signal) => {
        const record = await keep({ ...(await recordOf(id)), state: 'verifying', loadedBytes: 0 });
        const tell = teller();
        const bad: string[] = [];
        let before = 0;
        try {
          for (const file of record.files) {
            const intact = await recheckFile(vault, record, file, signal, (read) =>
              tell({ ...record, loadedBytes: before + read }),
            );
            if (!intact) bad.push(file.path);
            before += file.bytes;
          }
        } catch (thrown) {
          if (!signal.aborted) return settled(id, thrown);
        }
        const what = bad.join(', ');
        const { source } = record;
        if (what !== '' && source.kind === 'import') {
          return settled(id, new LacunaError('model-import-again', what, { name: source.name }));
        }
        if (what !== '') return settled(id, new LacunaError('model-damaged', what, { what }));
        return keep({ ...record, state: 'ready', error: null, loadedBytes: modelBytes(record.files) });
      }),
    /** Takes in a folder or an archive; nothing of the model is to be seen in the store before all of it is there. */
    async importFiles(name: string, files: readonly LocalFile[]): Promise<ModelRecord> {
      const sources = await localSources(files);
      const layout = recogniseModel(sources.map((file) => file.path));
      const chosen = sources.filter((file) => layout.paths.includes(file.path));
      const plain = archiveOf(files) ? name.replace(/\.zip$/i, '') : name;
      const id = modelIdFrom(plain);
      return working(id, async (signal) => {
        const total = chosen.reduce((sum, file) => sum + file.bytes, 0);
        const record: ModelRecord = {
          schema: 1,
          id,
          name: plain,
          license: '',
          kind: layout.kind,
          source: { kind: 'import', name },
          commit: null,
          files: chosen.map(({ path, bytes }) => ({ path, bytes, sha256: null, gitSha1: null })),
          state: 'verifying',
          loadedBytes: 0,
          error: null,
          manifest: null,
        };
        const tell = teller();
        try {
          hooks.changed(record);
          const stored = [];
          let before = 0;
          for (const file of chosen) {
            const onBytes = (bytes: number) => tell({ ...record, loadedBytes: before + bytes });
            stored.push(await storeLocalFile(vault, file, `import--${id}`, signal, onBytes));
            before += file.bytes;
          }
          const whole = { ...record, files: stored, loadedBytes: total };
          const manifest = await manifestOf(vault, whole);
          const { license } = manifest;
          return await keep({ ...whole, license, manifest, name: manifest.name || plain, state: 'ready' });
        } catch (thrown) {
          const before = await readRecord(vault, id);
          if (before) hooks.changed(before);
          else hooks.removed({ id });
          throw thrown === PAUSED ? new LacunaError('job-cancelled', 'the import was stopped') : thrown;
        }
      });
    },
    recordOf,
  };
}
