import { LacunaError } from '../shared/errors.ts';
import { type ModelFile, modelIdFrom } from '../shared/stored-model.ts';
import { getJson, getResponse } from './http.ts';

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
/** Pages of a file tree that are read at most. */
const MOST_PAGES = 20;

/**
 * Lists a hub repository at a revision, and pins the commit it stands for. The hub tells size and SHA-256 of large
 * files (the object id of git-lfs is the SHA-256 of the content) and the git blob id of small ones.
 *
 * @param hub base URL of the hub or of a mirror
 * @throws LacunaError `model-address`, `model-unreachable`
 */
export async function listHubRepository(hub: string, repo: string, revision: string): Promise<Listing> {
  if (!URL.canParse(hub) || !/^https?:$/.test(new URL(hub).protocol)) {
    throw new LacunaError('model-address', `${hub} is no web address`, { address: hub });
  }
  if (!REPO.test(repo) || !REVISION.test(revision) || revision.includes('..')) {
    throw new LacunaError('model-address', `${repo}@${revision} is no repository`, { address: repo });
  }
  const api = `${hub.replace(/\/$/, '')}/api/models/${repo}`;
  const about = (await getJson(`${api}/revision/${encodeURIComponent(revision)}`)) as {
    readonly sha?: unknown;
    readonly tags?: unknown;
  };
  if (typeof about.sha !== 'string' || !COMMIT.test(about.sha)) {
    throw new LacunaError('model-unreachable', 'the hub did not tell the commit', { address: repo });
  }
  const files: ModelFile[] = [];
  let next: string | null = `${api}/tree/${about.sha}?recursive=true`;
  for (let page = 0; next !== null && page < MOST_PAGES; page++) {
    const response = await getResponse(next);
    const entries = (await response.json()) as readonly TreeEntry[];
    for (const entry of entries) if (entry.type === 'file') files.push(fileOf(entry));
    next = nextPage(response.headers.get('Link'), next);
  }
  const tags = Array.isArray(about.tags) ? about.tags.map(String) : [];
  const license = tags.find((tag) => tag.startsWith('license:'))?.slice('license:'.length) ?? '';
  return { name: repo, id: modelIdFrom(repo), license, commit: about.sha, files };
}

/** Where a file of a pinned repository is; it leads on to addresses that change, which are never kept. */
export function hubFileUrl(hub: string, repo: string, commit: string, path: string): string {
  const parts = path.split('/').map(encodeURIComponent).join('/');
  return `${hub.replace(/\/$/, '')}/${repo}/resolve/${commit}/${parts}`;
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
    throw new LacunaError('model-unreachable', 'the hub answered with a list that cannot be read');
  }
  const sha256 = typeof entry.lfs?.oid === 'string' && SHA256.test(entry.lfs.oid) ? entry.lfs.oid : null;
  const git = typeof entry.oid === 'string' && COMMIT.test(entry.oid) ? entry.oid : null;
  return { path: entry.path, bytes, sha256, gitSha1: sha256 === null ? git : null };
}

/** The `rel="next"` address of a Link header, on the same host. */
function nextPage(header: string | null, base: string): string | null {
  const found = header?.match(/<([^>]+)>;\s*rel="next"/)?.[1];
  if (found === undefined) return null;
  const url = new URL(found, base);
  return url.origin === new URL(base).origin ? url.href : null;
}
