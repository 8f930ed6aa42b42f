import { LacunaError } from '../../shared/errors.ts';
import type { PackFiles } from './pack-files.ts';

/** Longest config that is parsed. */
const MOST_CHARACTERS = 50e6;

/** A config of a pack. @throws LacunaError `pack-invalid` for what is too long or no JSON object */
export async function readJson(files: Pick<PackFiles, 'text'>, path: string): Promise<unknown> {
  try {
    const text = await files.text(path);
    if (text.length > MOST_CHARACTERS) throw new RangeError(`${text.length} characters`);
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('no object');
    return value;
  } catch (thrown) {
    if (thrown instanceof LacunaError) throw thrown;
    throw new LacunaError('pack-invalid', `${path} is not readable JSON: ${String(thrown)}`, { path });
  }
}
