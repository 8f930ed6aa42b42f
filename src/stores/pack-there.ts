import { storedId } from '../../workers/shared/stored-model.ts';
import { readModels } from './models-store.ts';
import { ensurePack, knownPack } from './packs-store.ts';

/** Whether a model that a file names is there, embedded or brought. Where that cannot be found out it is not. */
export async function isPackThere(id: string): Promise<boolean> {
  try {
    await ensurePack();
    if (storedId(id) !== null) await readModels();
    return knownPack(id) !== undefined;
  } catch (error) {
    console.warn('the models are not known', error);
    return false;
  }
}
