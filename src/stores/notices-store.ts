import { create } from 'zustand';
import { errorMessage } from '../i18n/errors.ts';
import { noteTrouble } from '../lib/trouble.ts';

export interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'info';
  readonly text: string;
  /** What can be done about it at once; doing it takes the notice away. */
  readonly action: { readonly label: string; run(): void } | null;
}

/** Most notices on show at once; the oldest goes first. */
const LIMIT = 3;
const INFO_MS = 8000;

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

let nextId = 1;

/** Shows a message. Errors stay until dismissed or replaced; information goes by itself. */
export function notify(kind: Notice['kind'], text: string, action: Notice['action'] = null): void {
  const notice = { id: nextId++, kind, text, action };
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter((other) => other.text !== text), notice].slice(-LIMIT),
  }));
  if (kind === 'info') setTimeout(() => dismiss(notice.id), INFO_MS);
}

/** Shows what went wrong and what to do next; the technical part goes to the console. */
export function notifyError(thrown: unknown, action: Notice['action'] = null): void {
  console.error(thrown);
  noteTrouble(thrown);
  notify('error', errorMessage(thrown), action);
}

export function dismiss(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Takes away everything that a new attempt makes stale. */
export function clearNotices(): void {
  useNotices.setState({ notices: [] });
}
