import { create } from 'zustand';
import type { SessionRecord } from '../../workers/shared/session.ts';
import { EditKeeper } from '../editor/document/saved-edit.ts';
import { errorCode } from '../i18n/errors.ts';
import { services } from './services.ts';

/** Why the work is not kept. */
export type NotSavedReason = 'full' | 'unavailable' | 'failed';

/** How the work on the open document stands on this device; `none` without one. */
export type SaveState = 'none' | 'saving' | 'saved' | NotSavedReason;

export const useAutosave = create<{ readonly state: SaveState }>(() => ({ state: 'none' }));

/** Milliseconds until a failed write is tried again. */
const RETRY_MS = 4000;

/** One document's way to the disk: the file once, then every edit as it happens. */
interface Session {
  readonly id: string;
  readonly keeper: EditKeeper;
  readonly file: File;
  /** True once the file lies on the disk. */
  begun: boolean;
  /** Edits on the disk, and those on their way. */
  written: number;
  readonly waiting: SessionRecord[];
  writing: boolean;
  retry: ReturnType<typeof setTimeout> | undefined;
  /** Takes this one's place once it has begun, and goes then. */
  replaces: string | null;
}

let current: Session | null = null;

/** Keeps every edit from now on, and at most what an instant holds is lost with the page. */
export function startAutosave(): void {
  services().editor.onEdit((edit) => {
    if (!current) return;
    current.waiting.push(current.keeper.record(edit));
    void write(current);
  });
}

/** Keeps the open document, as it is and what happens to it; what was kept of another one goes. */
export function keepDocument(file: File): void {
  const before = current?.id;
  current = freshSession(file);
  if (before) void forgetSession(before);
  void write(current);
}

/** Goes on keeping a document where an earlier visit ended, after so many edits. */
export function keepResumed(id: string, file: File, keeper: EditKeeper, written: number): void {
  const before = current?.id;
  current = { ...newSession(id, file, keeper), begun: true, written };
  if (before) void forgetSession(before);
  useAutosave.setState({ state: 'saved' });
}

/** Lets go of what was kept of a session. */
export async function forgetSession(session: string): Promise<void> {
  try {
    await services().codec.sessionEnd({ session });
  } catch (error) {
    console.warn('kept work could not be removed', error);
  }
}

/** True when everything done so far is on the disk. */
export function isKept(): boolean {
  return useAutosave.getState().state === 'saved';
}

function newSession(id: string, file: File, keeper: EditKeeper): Session {
  const counts = { begun: false, written: 0, writing: false };
  return { id, keeper, file, ...counts, waiting: [], retry: undefined, replaces: null };
}

/** A session that begins with the document as it is: a project comes with fills, a sample with a mask. */
function freshSession(file: File): Session {
  const session = newSession(crypto.randomUUID(), file, new EditKeeper());
  const ground = services().editor.ground();
  if (ground?.kind === 'ground' && (ground.mask || ground.fills?.length)) {
    session.waiting.push(session.keeper.record(ground));
  }
  return session;
}

/** Writes what waits, in order. What could not be written stays in the queue and is tried again. */
async function write(session: Session): Promise<void> {
  if (session.writing) return;
  session.writing = true;
  clearTimeout(session.retry);
  show(session, 'saving');
  try {
    await begin(session);
    while (session.waiting.length > 0 && session === current) {
      const [record] = session.waiting as [SessionRecord];
      await services().codec.sessionAppend({ session: session.id, at: session.written, record });
      session.waiting.shift();
      session.written++;
    }
    show(session, 'saved');
  } catch (error) {
    console.warn('the work is not kept', error);
    const reason = reasonOf(error);
    show(session, reason);
    if (session === current) session.retry = setTimeout(() => tryAgain(session, reason), RETRY_MS);
  } finally {
    session.writing = false;
  }
}

async function begin(session: Session): Promise<void> {
  if (session.begun) return;
  const { id, file } = session;
  await services().codec.sessionBegin({ session: id, file, name: file.name, type: file.type });
  session.begun = true;
  if (session.replaces) void forgetSession(session.replaces);
}

/** Storage that is full may have room again; what failed otherwise (site data cleared) is begun anew. */
function tryAgain(session: Session, reason: NotSavedReason): void {
  if (session !== current) return;
  if (reason === 'failed') current = { ...freshSession(session.file), replaces: session.id };
  void write(current);
}

function show(session: Session, state: SaveState): void {
  if (session === current) useAutosave.setState({ state });
}

function reasonOf(error: unknown): NotSavedReason {
  const code = errorCode(error);
  if (code === 'storage-full') return 'full';
  return code === 'storage-unavailable' ? 'unavailable' : 'failed';
}
