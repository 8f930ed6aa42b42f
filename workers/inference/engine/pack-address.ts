import { LacunaError } from '../../shared/errors.ts';

/**
 * A pack's folder as a URL with a slash at the end. Throws `pack-unknown` for another origin: packs come from our own
 * origin alone.
 *
 * @param pack id of an embedded pack, or a folder relative to the page, such as `models/mine/`
 * @param baseUrl folder that holds `models/`
 */
export function packAddress(pack: string, baseUrl: string): string {
  const path = /^[\w-]+$/.test(pack) ? `models/${pack}/` : pack.replace(/\/?$/, '/');
  const url = URL.canParse(path, baseUrl) ? new URL(path, baseUrl) : null;
  if (url?.origin !== new URL(baseUrl).origin) {
    throw new LacunaError('pack-unknown', `${pack} is not a pack of this page`, { pack });
  }
  return url.href;
}
