import { LacunaError } from '../shared/errors.ts';

const lockName = (id: string) => `lacuna-model:${id}`;

/**
 * Runs a task that writes a model's files; one at a time over all tabs.
 *
 * @throws LacunaError `model-busy` when another task, or another tab, has it
 */
export async function inModelTurn<T>(id: string, task: () => Promise<T>): Promise<T> {
  return navigator.locks.request(lockName(id), { ifAvailable: true }, async (lock) => {
    if (!lock) throw new LacunaError('model-busy', `${id} is being worked on`, { id });
    return task();
  });
}

/** Ids of models that some tab is working on right now. */
export async function busyModels(): Promise<ReadonlySet<string>> {
  const { held = [] } = await navigator.locks.query();
  const prefix = lockName('');
  return new Set(
    held.flatMap(({ name = '' }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
  );
}
