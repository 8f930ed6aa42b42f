import type { DownloadOptions } from '../shared/download-protocol.ts';
import { LacunaError } from '../shared/errors.ts';
import { type HubSource, hubModelId, type ModelFile } from '../shared/stored-model.ts';
import { checkedBase, getJson, getResponse, jsonOf } from './http.ts';
import { retrying } from './retry.ts';

/** What a source holds, before anything of it is chosen. */
export interface Listing {
  /** The name people know it by. */
  readonly name: string;
  readonly id: string;
  readonly license: string;
  readonly commit: string | null;
  readonly files: readonly ModelFile[];
}

const REPO = /^[\w.-]+\/[\w.-]+$/;
const REVISION = /^[\w./-]+$/;
const COMMIT = /^[0-9a-f]{40}$/;
const SHA256 = /^[0-9a-f]{64}$/;
/** Looking something up takes no longer than its tries. */
const NEVER = new AbortController().signal;
/** Pages of a file tree that are read at most. */
const MOST_PAGES = 20;

/**
 * Lists a hub repository at a revision, and pins the commit it stands for. The hub tells size and SHA-256 of large
 * files (the object id of git-lfs is the SHA-256 of the content) and the git blob id of small ones.
 *
 * @throws LacunaError `model-address`, `model-page`, and what `retrying` throws
 */
export async function listHubRepository(source: HubSource, options: DownloadOptions): Promise<Listing> {
  const { repo, revision, folder } = source;
  const base = checkedBase(source.hub);
  if (!REPO.test(repo) || !REVISION.test(revision) || revision.includes('..')) {
    throw new LacunaError('model-address', `${repo}@${revision} is no repository`, { address: repo });
  }
  const ask = <T>(url: string, read: (url: string, signal: AbortSignal) => Promise<T>): Promise<T> =>
    retrying(() => read(url, AbortSignal.timeout(options.stallMs)), url, options, NEVER);
  const api = `${base}/api/models/${repo}`;
  const about = (await ask(`${api}/revision/${encodeURIComponent(revision)}`, getJson)) as {
    readonly sha?: unknown;
    readonly tags?: unknown;
  };
  if (typeof about.sha !== 'string' || !COMMIT.test(about.sha)) {
    throw new LacunaError('model-page', 'the hub did not tell the commit', { host: new URL(base).host });
  }
  const files: ModelFile[] = [];
  let next: string | null = `${api}/tree/${about.sha}?recursive=true`;
  for (let page = 0; next !== null && page < MOST_PAGES; page++) {
    const url: string = next;
    const { entries, link } = await ask(url, async (address, signal) => {
      const response = await getResponse(address, { signal });
      const list = (await jsonOf(response, address)) as readonly TreeEntry[];
      return { entries: list, link: response.headers.get('Link') };
    });
    if (!Array.isArray(entries)) throw badList();
    for (const entry of entries) if (entry.type === 'file') files.push(fileOf(entry));
    next = nextPage(link, url);
  }
  const tags = Array.isArray(about.tags) ? about.tags.map(String) : [];
  const license = tags.find((tag) => tag.startsWith('license:'))?.slice('license:'.length) ?? '';
  const inside = folder === undefined ? files : belowFolder(files, folder);
  return { name: repo, id: hubModelId(source), license, commit: about.sha, files: inside };
}

function belowFolder(files: readonly ModelFile[], folder: string): readonly ModelFile[] {
  return files
    .filter(({ path }) => path.startsWith(`${folder}/`))
    .map((file) => ({ ...file, path: file.path.slice(folder.length + 1) }));
}

/** Where a file of a pinned repository is; it leads on to addresses that change, which are never kept. */
export function hubFileUrl({ hub, repo, folder }: HubSource, commit: string, path: string): string {
  const whole = folder === undefined ? path : `${folder}/${path}`;
  const parts = whole.split('/').map(encodeURIComponent).join('/');
  return `${checkedBase(hub)}/${repo}/resolve/${commit}/${parts}`;
}

interface TreeEntry {
  readonly type?: string;
  readonly path?: unknown;
  readonly size?: unknown;
  readonly oid?: unknown;
  readonly lfs?: { readonly oid?: unknown; readonly size?: unknown };
}

function fileOf(entry: TreeEntry): ModelFile {
  const bytes = Number(entry.lfs?.size ?? entry.size);
  if (typeof entry.path !== 'string' || !Number.isSafeInteger(bytes) || bytes < 0) {
    throw badList();
  }
  const sha256 = typeof entry.lfs?.oid === 'string' && SHA256.test(entry.lfs.oid) ? entry.lfs.oid : null;
  const git = typeof entry.oid === 'string' && COMMIT.test(entry.oid) ? entry.oid : null;
  return { path: entry.path, bytes, sha256, gitSha1: sha256 === null ? git : null };
}

function badList(): LacunaError {
  return new LacunaError('model-page', 'the hub answered with a list that cannot be read', { host: '' });
}

/** The `rel="next"` address of a Link header, on the same host. */
function nextPage(header: string | null, base: string): string | null {
  const found = header?.match(/<([^>]+)>;\s*rel="next"/)?.[1];
  if (found === undefined) return null;
  const url = new URL(found, base);
  return url.origin === new URL(base).origin ? url.href : null;
}
