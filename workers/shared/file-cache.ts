/** Cache Storage of runtime and packs: the inference worker writes it, the page asks whether it is complete. */
export const FILE_CACHE = 'lacuna-files-1';

/** The address a verified file is kept under: its own, with its hash, so that a new release is another entry. */
export function fileCacheKey(url: string, sha256: string): string {
  return `${url}?sha256=${sha256}`;
}
