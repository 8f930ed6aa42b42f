import { LacunaError } from '../../workers/shared/errors.ts';

/** A failure as a report tells it. */
export interface TroubleEntry {
  readonly at: string;
  readonly code: string;
  /** Null where a message could name a file of the person. */
  readonly message: string | null;
}

const MOST = 20;
/** Failures whose messages come from runtime, device and our own code alone. */
const TOLD = /^(runtime-failed|device-lost|out-of-memory|result-invalid|worker-\w+|internal|pack-\w+)$/;

let entries: readonly TroubleEntry[] = [];

/** Remembers a failure for the report; as long as the page lives, and nowhere but here. */
export function noteTrouble(thrown: unknown): void {
  const code = thrown instanceof LacunaError ? thrown.code : 'internal';
  const message = TOLD.test(code) && thrown instanceof Error ? thrown.message : null;
  entries = [...entries, { at: new Date().toISOString(), code, message }].slice(-MOST);
}

export function lastTroubles(): readonly TroubleEntry[] {
  return entries;
}
