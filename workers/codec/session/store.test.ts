import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SessionInfo, SessionRecord } from '../../shared/session.ts';
import { MemoryDisk, MemoryLocks } from './memory-folders.test-support.ts';

let disk: MemoryDisk;
let locks: MemoryLocks;

beforeEach(() => {
  disk = new MemoryDisk();
  locks = new MemoryLocks();
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => disk.root }, locks });
  vi.stubGlobal('FileSystemFileHandle', { prototype: { createSyncAccessHandle: true } });
});
afterEach(() => vi.unstubAllGlobals());

/** What is tested of `store.ts`, which is written for workers: their types are not here. */
interface Store {
  beginSession(session: string, file: Blob, meta: typeof META): Promise<void>;
  appendToSession(session: string, at: number, record: SessionRecord): Promise<void>;
  listSessions(): Promise<readonly SessionInfo[]>;
  resumeSession(session: string): Promise<{ file: Blob; name: string; records: readonly SessionRecord[] }>;
}

/** A worker that has just started: it holds nothing. */
async function worker(): Promise<Store> {
  vi.resetModules();
  const module = './store.ts';
  return (await import(module)) as Store;
}

const FILE = new Blob([Uint8Array.from({ length: 3000 }, (_, k) => (k * 31) & 255)]);
const META = { name: 'a.png', type: 'image/png' };
const RECORDS: SessionRecord[] = Array.from({ length: 4 }, (_, k) => ({
  edit: { kind: 'change', mask: [k], fills: null, frame: null },
  deltas: [Uint8Array.from({ length: 20 + k }, (_, i) => i * k)],
  blobs: [],
}));

/** Keeps a file and its edits; the number of edits that were said to be kept before the tab died. */
async function keep(): Promise<number> {
  const store = await worker();
  let kept = 0;
  try {
    await store.beginSession('work', FILE, META);
    for (const [at, record] of RECORDS.entries()) {
      await store.appendToSession('work', at, record);
      kept++;
    }
  } catch (thrown) {
    // whatever it is called on its way up
    if (disk.operations < disk.crashAt) throw thrown;
  }
  return kept;
}

test('a tab that dies at any write leaves all it said was kept, or nothing where it had said nothing', async () => {
  await keep();
  locks.die();
  const all = disk.operations;
  expect(all).toBeGreaterThan(15);
  for (let at = 1; at <= all; at++) {
    disk = new MemoryDisk();
    disk.crashAt = at;
    const kept = await keep();
    locks.die();
    disk.crashAt = Number.POSITIVE_INFINITY;

    const store = await worker();
    const [offered] = await store.listSessions();
    if (!offered) {
      expect(kept, `operation ${at}`).toBe(0);
      continue;
    }
    const { records, file, name } = await store.resumeSession('work');
    expect(name).toBe('a.png');
    expect(await file.arrayBuffer()).toEqual(await FILE.arrayBuffer());
    expect(records, `operation ${at}`).toEqual(RECORDS.slice(0, records.length));
    expect(records.length, `operation ${at}`).toBeGreaterThanOrEqual(kept);
    // and it goes on from there
    for (let next = records.length; next < RECORDS.length; next++) {
      await store.appendToSession('work', next, RECORDS[next] as SessionRecord);
    }
    locks.die();
    const again = await (await worker()).resumeSession('work');
    expect(again.records).toEqual(RECORDS);
    locks.die();
  }
});

test('what another tab holds is neither offered nor taken over', async () => {
  await keep();
  const other = await worker();
  expect(await other.listSessions()).toEqual([]);
  await expect(other.resumeSession('work')).rejects.toMatchObject({ code: 'session-elsewhere' });
  locks.die();
  expect(await other.listSessions()).toMatchObject([{ id: 'work', name: 'a.png', edits: RECORDS.length }]);
});

test('work that a newer release keeps is left as it is', async () => {
  await keep();
  locks.die();
  const folder = await (await disk.root.getDirectoryHandle('sessions')).getDirectoryHandle('work');
  const meta = await folder.getFileHandle('meta.json');
  const text = JSON.stringify({ ...META, version: 2, size: FILE.size });
  meta.bytes = new TextEncoder().encode(text);
  const before = (await folder.getFileHandle('journal')).bytes;
  expect(await (await worker()).listSessions()).toEqual([]);
  expect((await folder.getFileHandle('journal')).bytes).toEqual(before);
  expect(new TextDecoder().decode(meta.bytes)).toBe(text);
});

test('without storage it says so', async () => {
  vi.stubGlobal('navigator', {
    locks,
    storage: { getDirectory: () => Promise.reject(new DOMException('off', 'SecurityError')) },
  });
  const store = await worker();
  await expect(store.beginSession('work', FILE, META)).rejects.toMatchObject({ code: 'storage-unavailable' });
});
