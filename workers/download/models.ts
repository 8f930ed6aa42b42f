import type { DownloadEvents, DownloadOptions, LocalFile } from '../shared/download-protocol.ts';
import { LacunaError, toWireError } from '../shared/errors.ts';
import { recogniseModel } from '../shared/model-layout.ts';
import type { EventSink } from '../shared/protocol.ts';
import {
  type ModelFile,
  type ModelRecord,
  type ModelSource,
  modelBytes,
  modelIdFrom,
} from '../shared/stored-model.ts';
import { checkedJournal, presentBytes } from './chunks.ts';
import { describePack } from './describe-pack.ts';
import { listFolder } from './folder-url.ts';
import { type Listing, listHubRepository } from './hub.ts';
import { storeLocalFile, unpackZip, withoutTopFolder } from './import-files.ts';
import { dropPartial, journalName, obtainFile, partialKey, recheckFile } from './obtain.ts';
import { busyModels, inModelTurn } from './turn.ts';
import {
  fileIn,
  readJson,
  readRecord,
  readRecords,
  removeIfThere,
  type Vault,
  writeRecord,
} from './vault.ts';

/** Small files are read at once, whatever they say. */
const MOST_CONFIG_BYTES = 10e6;
const REPORT_MS = 200;
/** Why a download was stopped on purpose. */
const PAUSED = 'paused';

/** The models of the store, and what can be done with them. Every change is written down before it is told. */
export function createModels(vault: Vault, options: DownloadOptions, emit: EventSink<DownloadEvents>) {
  const running = new Map<string, AbortController>();

  async function keep(record: ModelRecord): Promise<ModelRecord> {
    await writeRecord(vault, record);
    emit.changed(record);
    return record;
  }

  async function recordOf(id: string): Promise<ModelRecord> {
    const record = await readRecord(vault, id);
    if (!record) throw new LacunaError('pack-unknown', `there is no model ${id}`, { pack: id });
    return record;
  }

  /** A listing as a paused record. */
  async function keepListing(listing: Listing, source: ModelSource): Promise<ModelRecord> {
    const wanted = source.kind === 'hub' ? source.file : undefined;
    const layout = recogniseModel(
      listing.files.map((file) => file.path),
      wanted,
    );
    const id = wanted === undefined ? listing.id : modelIdFrom(`${listing.name}-${wanted}`);
    const known = await readRecord(vault, id);
    if (known && known.commit === listing.commit && known.state === 'ready') return known;
    const files = listing.files.filter((file) => layout.paths.includes(file.path));
    const { name, license, commit } = listing;
    const common = { schema: 1 as const, id, name, license, source, commit, files };
    return keep({
      ...common,
      kind: layout.kind,
      state: 'paused',
      loadedBytes: 0,
      error: null,
      manifest: null,
    });
  }

  /** A small file of the model as JSON, null where it has none. */
  function readConfig(files: readonly ModelFile[]) {
    return async (path: string): Promise<unknown> => {
      const file = files.find((entry) => entry.path === path);
      if (!file || file.sha256 === null) return null;
      const kept = await fileIn(vault.files, file.sha256);
      if (!kept || kept.size > MOST_CONFIG_BYTES) throw badConfig(path);
      try {
        return JSON.parse(await kept.text());
      } catch {
        throw badConfig(path);
      }
    };
  }

  async function manifestOf(record: ModelRecord, files: readonly ModelFile[]) {
    const layout = recogniseModel(
      files.map((file) => file.path),
      record.source.kind === 'hub' ? record.source.file : undefined,
    );
    return describePack(record, layout, files, readConfig(files));
  }

  /** Fetches file by file, configs first: a model that cannot be run is refused before its weights are fetched. */
  async function fetchAll(start: ModelRecord, signal: AbortSignal): Promise<ModelRecord> {
    let record = await keep({ ...start, state: 'downloading', error: null });
    let told = 0;
    const order = [...record.files].sort((a, b) => rank(a) - rank(b) || a.bytes - b.bytes);
    let before = 0;
    for (const [i, file] of order.entries()) {
      const weights = rank(file) === 1;
      if (weights && i > 0 && rank(order[i - 1] as ModelFile) === 0) {
        record = { ...record, manifest: await manifestOf(record, record.files) };
      }
      const got = await obtainFile(vault, record, file, options, signal, (present) => {
        const now = performance.now();
        if (now - told < REPORT_MS) return;
        told = now;
        emit.changed({ ...record, loadedBytes: before + present });
      });
      before += file.bytes;
      const files = record.files.map((entry) => (entry.path === got.path ? got : entry));
      record = await keep({ ...record, files, loadedBytes: before });
    }
    const manifest = await manifestOf(record, record.files);
    return keep({ ...record, manifest, state: 'ready', loadedBytes: modelBytes(record.files) });
  }

  async function download(id: string): Promise<ModelRecord> {
    return inModelTurn(id, async () => {
      const abort = new AbortController();
      running.set(id, abort);
      try {
        return await fetchAll(await recordOf(id), abort.signal);
      } catch (thrown) {
        const record = await recordOf(id);
        const loadedBytes = await presentOf(record);
        if (abort.signal.aborted) return keep({ ...record, state: 'paused', loadedBytes, error: null });
        const { code, message } = toWireError(thrown);
        const state = code === 'model-damaged' ? 'damaged' : 'paused';
        await keep({ ...record, state, loadedBytes, error: { code, message } }).catch(() => undefined);
        throw thrown;
      } finally {
        running.delete(id);
      }
    });
  }

  /** Bytes of a model that are verified: whole files, and whole chunks of the others. */
  async function presentOf(record: ModelRecord): Promise<number> {
    let sum = 0;
    for (const file of record.files) {
      const whole = file.sha256 !== null && (await fileIn(vault.files, file.sha256));
      if (whole) sum += file.bytes;
      else {
        const journal = await readJson(vault.partial, `${partialKey(record.id, file)}.json`);
        const known = checkedJournal(journal, file.bytes);
        sum += known ? presentBytes(known) : 0;
      }
    }
    return sum;
  }

  async function takeIn(name: string, files: readonly LocalFile[]): Promise<ModelRecord> {
    const local = withoutTopFolder(files);
    const layout = recogniseModel(local.map((file) => file.path));
    const id = modelIdFrom(name);
    return inModelTurn(id, async () => {
      const stored: ModelFile[] = [];
      for (const file of local) {
        if (layout.paths.includes(file.path)) stored.push(await storeLocalFile(vault, file));
      }
      const record: ModelRecord = {
        schema: 1,
        id,
        name,
        license: '',
        kind: layout.kind,
        source: { kind: 'import', name },
        commit: null,
        files: stored,
        state: 'verifying',
        loadedBytes: modelBytes(stored),
        error: null,
        manifest: null,
      };
      const manifest = await manifestOf(record, stored);
      const { license } = manifest;
      return keep({ ...record, license, manifest, name: manifest.name || name, state: 'ready' });
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
      switch (source.kind) {
        case 'hub':
          return keepListing(await listHubRepository(source.hub, source.repo, source.revision), source);
        case 'url':
          return keepListing(await listFolder(source.url), source);
        case 'import':
          throw new LacunaError('model-address', 'choose the folder again', { address: source.name });
      }
    },
    download,
    pause(id: string): void {
      running.get(id)?.abort(PAUSED);
    },
    async remove(id: string): Promise<void> {
      running.get(id)?.abort(PAUSED);
      const record = await recordOf(id);
      await removeIfThere(vault.records, `${id}.json`);
      const needed = new Set(
        (await readRecords(vault)).flatMap(({ files }) => files.map((file) => file.sha256)),
      );
      for (const file of record.files) {
        await dropPartial(vault, partialKey(id, file));
        if (file.sha256 === null || needed.has(file.sha256)) continue;
        await removeIfThere(vault.files, file.sha256);
        await removeIfThere(vault.files, journalName(file.sha256));
      }
      emit.removed({ id });
    },
    verify: (id: string) =>
      inModelTurn(id, async () => {
        let record = await keep({ ...(await recordOf(id)), state: 'verifying', loadedBytes: 0 });
        const bad: string[] = [];
        let before = 0;
        let told = 0;
        for (const file of record.files) {
          const intact = await recheckFile(vault, record, file, (read) => {
            const now = performance.now();
            if (now - told > REPORT_MS) emit.changed({ ...record, loadedBytes: before + read });
            if (now - told > REPORT_MS) told = now;
          });
          if (!intact) bad.push(file.path);
          before += file.bytes;
        }
        const loadedBytes = await presentOf(record);
        const error = { code: 'model-damaged', message: `${bad.join(', ')}: not what they should be` };
        record = { ...record, loadedBytes };
        return keep(
          bad.length > 0
            ? { ...record, state: 'damaged', error }
            : { ...record, state: 'ready', error: null },
        );
      }),
    async importFiles(name: string, files: readonly LocalFile[]): Promise<ModelRecord> {
      const archive = files.length === 1 && /\.zip$/i.test(files[0]?.path ?? '') ? files[0] : undefined;
      if (!archive) return takeIn(name, files);
      const unpacked = await unpackZip(vault, archive.file as Blob);
      try {
        return await takeIn(name.replace(/\.zip$/i, ''), unpacked.files);
      } finally {
        await unpacked.dispose();
      }
    },
    recordOf,
  };
}

/** Configs before graphs and weights. */
function rank({ path, bytes }: ModelFile): 0 | 1 {
  return /\.(json|txt)$/.test(path) && bytes <= MOST_CONFIG_BYTES ? 0 : 1;
}

function badConfig(path: string): LacunaError {
  return new LacunaError('pack-invalid', `${path} is not readable JSON`, { what: path });
}
