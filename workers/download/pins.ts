import { builtInPin, type ModelPin } from '../shared/known-models.ts';
import { readJson, type Vault, writeJson } from './vault.ts';

/**
 * The revision that a known model is pinned to: by the catalogue, else by the first click here, which outlives the
 * model itself. Null where nobody has looked yet.
 */
export async function pinOf(vault: Vault, id: string): Promise<ModelPin | null> {
  return builtInPin(id) ?? (await readJson<ModelPin>(vault.pins, `${id}.json`));
}

export function keepPin(vault: Vault, id: string, pin: ModelPin): Promise<void> {
  return writeJson(vault.pins, `${id}.json`, pin);
}
