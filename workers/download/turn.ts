import { LacunaError } from '../shared/errors.ts';

const modelLock = (id: string) => `lacuna-model:${id}`;
const fileLock = (key: string) => `lacuna-model-file:${key}`;
const STORE_LOCK = 'lacuna-model-store';

/** How long a task that was asked to stop may take. */
const STOP_MS = 10_000;

/**
 * Runs a task that writes a model's files; one at a time over all tabs.
 *
 * @throws LacunaError `model-busy` when another task, or another tab, has it
 */
export async function inModelTurn<T>(id: string, task: () => Promise<T>): Promise<T> {
  const name = modelLock(id);
  if (await isHeld(name)) throw busy(id);
  return inStore(() =>
    // Who only waits to see a task end holds the lock for a moment, shared: that is no reason to refuse.
    navigator.locks.request(name, { signal: AbortSignal.timeout(STOP_MS) }, task).catch((thrown: unknown) => {
      throw isTimeout(thrown) ? busy(id) : thrown;
    }),
  );
}

/** The same, after the task that has it now has stopped. @throws LacunaError `model-busy` when it does not stop */
export async function inNextModelTurn<T>(id: string, task: () => Promise<T>): Promise<T> {
  return navigator.locks
    .request(modelLock(id), { signal: AbortSignal.timeout(STOP_MS) }, task)
    .catch((thrown: unknown) => {
      throw isTimeout(thrown) ? busy(id) : thrown;
    });
}

/** Runs a task that fetches a file, once nobody else fetches it: models share files. */
export function inFileTurn<T>(key: string, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
  return navigator.locks.request(fileLock(key), { signal }, task);
}

/** Runs a task that needs the store at rest, if it is at rest now. */
export async function inQuietStore(task: () => Promise<void>): Promise<void> {
  await navigator.locks.request(STORE_LOCK, { ifAvailable: true }, (lock) => (lock ? task() : undefined));
}

function inStore<T>(task: () => Promise<T>): Promise<T> {
  return navigator.locks.request(STORE_LOCK, { mode: 'shared' }, task);
}

/** Resolves once nobody works on a model; a tab that is gone has let go of it. */
export async function whenFree(id: string): Promise<void> {
  await navigator.locks.request(modelLock(id), { mode: 'shared' }, () => undefined);
}

/** Ids of models that some tab is working on right now. */
export async function busyModels(): Promise<ReadonlySet<string>> {
  const { held = [] } = await navigator.locks.query();
  const prefix = modelLock('');
  return new Set(
    held.flatMap(({ name = '', mode }) =>
      mode === 'exclusive' && name.startsWith(prefix) ? [name.slice(prefix.length)] : [],
    ),
  );
}

async function isHeld(name: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some((lock) => lock.name === name && lock.mode === 'exclusive');
}

function isTimeout(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'TimeoutError';
}

function busy(id: string): LacunaError {
  return new LacunaError('model-busy', `${id} is being worked on`, { id });
}
