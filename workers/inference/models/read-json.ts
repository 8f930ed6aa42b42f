import { LacunaError } from '../../shared/errors.ts';
import type { PackFiles } from './pack-files.ts';

/** Longest config that is parsed. */
const MOST_CHARACTERS = 50e6;

/** A config of a pack. @throws LacunaError `pack-invalid` for what is too long, too deep or no JSON */
export async function readJson(files: PackFiles, path: string): Promise<unknown> {
  try {
    const text = await files.text(path);
    if (text.length > MOST_CHARACTERS) throw new RangeError(`${text.length} characters`);
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof LacunaError) throw thrown;
    throw new LacunaError('pack-invalid', `${path} is not readable JSON: ${String(thrown)}`, { path });
  }
}
