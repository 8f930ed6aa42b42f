import type { ByteSource } from '../../shared/bytes.ts';
import { LacunaError } from '../../shared/errors.ts';
import { openInPlace } from '../../shared/open-in-place.ts';
import type { CodecCalls } from '../../shared/protocol.ts';
import type { SessionInfo, SessionRecord } from '../../shared/session.ts';
import { Journal } from './journal.ts';
import { holdLock, isHeld } from './locks.ts';
import { readMeta, type SessionMeta, writeMeta, writeSource } from './session-files.ts';

/** Folder of the origin's private file system that holds one folder a session. */
const ROOT = 'sessions';
/** A session's edits; beside it lie `source`, the opened file, and `meta.json`, written last. */
const JOURNAL = 'journal';

interface OpenSession {
  readonly journal: Journal;
  readonly handle: FileSystemSyncAccessHandle;
  readonly letGo: () => void;
}

/** Sessions this worker holds: nobody else writes to them. */
const open = new Map<string, Promise<OpenSession>>();

/** Begins to keep a document: copies the opened file once. */
export async function beginSession(
  session: string,
  file: ByteSource,
  meta: Pick<SessionMeta, 'name' | 'type'>,
): Promise<void> {
  const folder = await folderOf(session, true);
  try {
    await writeSource(folder, file);
    await writeMeta(folder, { ...meta, version: 1, size: file.size });
  } catch (thrown) {
    await endSession(session);
    throw thrown;
  }
  await hold(session);
}

/** Appends an edit, number `at` of its session; it is on the disk when this answers. */
export async function appendToSession(session: string, at: number, record: SessionRecord): Promise<void> {
  const { journal } = await hold(session);
  journal.append(at, record);
}

/** Forgets a session. */
export async function endSession(session: string): Promise<void> {
  const held = open.get(session);
  open.delete(session);
  await held?.then(release, () => {});
  const root = await rootFolder(false);
  await root?.removeEntry(session, { recursive: true }).catch(() => undefined);
}

/** Work that no tab holds, the newest first. What holds no edit, or was never whole, is cleared away. */
export async function listSessions(): Promise<readonly SessionInfo[]> {
  const root = await rootFolder(false);
  if (!root) return [];
  const found: SessionInfo[] = [];
  for await (const [id, folder] of root.entries()) {
    if (folder.kind !== 'directory' || open.has(id) || (await isHeld(id))) continue;
    const info = await infoOf(id, folder as FileSystemDirectoryHandle);
    if (info === 'empty') await root.removeEntry(id, { recursive: true }).catch(() => undefined);
    else if (info !== 'unreadable') found.push(info);
  }
  return found.sort((a, b) => b.changedAt - a.changedAt);
}

/** Takes over a session that no tab holds: its file and its edits. */
export async function resumeSession(session: string): Promise<CodecCalls['sessionResume']['out']> {
  const folder = await folderOf(session, false);
  const meta = await readMeta(folder);
  if (!meta) throw new LacunaError('project-damaged', 'the kept work cannot be read');
  const { records } = await take(session);
  const file = await (await folder.getFileHandle('source')).getFile();
  return { file, name: meta.name, type: meta.type, records };
}

async function infoOf(
  id: string,
  folder: FileSystemDirectoryHandle,
): Promise<SessionInfo | 'empty' | 'unreadable'> {
  const meta = await readMeta(folder);
  if (!meta) return 'empty';
  // Kept by a newer release: it will know what to do.
  if (meta.version > 1) return 'unreadable';
  const lock = await holdLock(id);
  if (!lock) return 'unreadable';
  const file = await folder.getFileHandle(JOURNAL, { create: true });
  const handle = await openInPlace(file);
  try {
    const { records } = Journal.open(handleFile(handle));
    if (records.length === 0) return 'empty';
    const changedAt = (await file.getFile()).lastModified;
    return { id, name: meta.name, edits: records.length, changedAt };
  } finally {
    handle.close();
    lock();
  }
}

/** The session's journal, opened by this worker if it is not yet. */
function hold(session: string): Promise<OpenSession> {
  const held = open.get(session) ?? take(session).then(({ session: taken }) => taken);
  open.set(session, held);
  held.catch(() => open.delete(session));
  return held;
}

async function take(
  session: string,
): Promise<{ readonly session: OpenSession; readonly records: readonly SessionRecord[] }> {
  const letGo = await holdLock(session);
  if (!letGo) throw new LacunaError('session-elsewhere', 'another tab holds this work');
  try {
    const folder = await folderOf(session, false);
    const file = await folder.getFileHandle(JOURNAL, { create: true });
    const handle = await openInPlace(file);
    const { journal, records } = Journal.open(handleFile(handle));
    const taken = { journal, handle, letGo };
    open.set(session, Promise.resolve(taken));
    return { session: taken, records };
  } catch (thrown) {
    letGo();
    throw thrown;
  }
}

function release({ handle, letGo }: OpenSession): void {
  handle.close();
  letGo();
}

function handleFile(handle: FileSystemSyncAccessHandle) {
  return {
    getSize: () => handle.getSize(),
    read: (into: Uint8Array<ArrayBuffer>, at: number) => handle.read(into, { at }),
    write: (bytes: Uint8Array<ArrayBuffer>, at: number) => handle.write(bytes, { at }),
    truncate: (size: number) => handle.truncate(size),
    flush: () => handle.flush(),
  };
}

async function folderOf(session: string, create: boolean): Promise<FileSystemDirectoryHandle> {
  const root = await rootFolder(create);
  if (!root) throw new LacunaError('storage-unavailable', 'nothing is kept here');
  return root.getDirectoryHandle(session, { create });
}

async function rootFolder(create: boolean): Promise<FileSystemDirectoryHandle | null> {
  try {
    if (!('createSyncAccessHandle' in FileSystemFileHandle.prototype)) throw new Error('no access handles');
    return await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create });
  } catch (thrown) {
    if (!create && (thrown as { name?: unknown }).name === 'NotFoundError') return null;
    throw new LacunaError('storage-unavailable', `this browser keeps no files here: ${String(thrown)}`);
  }
}
