import { create } from 'zustand';
import type { SessionInfo } from '../../workers/shared/session.ts';
import { EditKeeper } from '../editor/document/saved-edit.ts';
import { forgetSession, keepResumed } from './autosave-store.ts';
import { notifyError } from './notices-store.ts';
import { openWith } from './open-store.ts';
import { services } from './services.ts';

/** Work of earlier visits that no open tab holds, the newest first. */
export const useRecovery = create<{ readonly sessions: readonly SessionInfo[] }>(() => ({ sessions: [] }));

/** Looks for work of earlier visits. Where nothing was ever kept no worker is started for it. */
export async function findKeptWork(): Promise<void> {
  try {
    const root = await navigator.storage.getDirectory();
    await root.getDirectoryHandle('sessions');
  } catch {
    return;
  }
  try {
    useRecovery.setState({ sessions: await services().codec.sessionList(null) });
  } catch (error) {
    notifyError(error);
  }
}

/** Opens kept work as it was, its history included, and goes on keeping it. */
export async function resumeWork({ id, name }: SessionInfo): Promise<void> {
  const opened = await openWith(name, async () => {
    const { file: kept, name, type, records } = await services().codec.sessionResume({ session: id });
    const file = new File([kept as Blob], name, { type });
    const keeper = new EditKeeper();
    return {
      file,
      edits: () => records.map((record) => keeper.edit(record)),
      keep: () => keepResumed(id, file, keeper, records.length),
    };
  });
  if (opened) remove(id);
  else await findKeptWork();
}

/** Throws kept work away. */
export function discardWork(id: string): void {
  void forgetSession(id);
  remove(id);
}

function remove(id: string): void {
  useRecovery.setState(({ sessions }) => ({ sessions: sessions.filter((session) => session.id !== id) }));
}
