import { afterEach, expect, test, vi } from 'vitest';
import { KNOWN_MODELS } from '../shared/known-models.ts';
import pins from '../shared/known-pins.json' with { type: 'json' };
import { listHubRepository } from './hub.ts';

const COMMIT = '1f2e3d4c5b6a79880f1e2d3c4b5a69788f9e0d1c';
const OID = 'a'.repeat(64);
const OPTIONS = { stallMs: 1000, backoffMs: 1 };
const SOURCE = { kind: 'hub' as const, hub: 'https://hub.example/', repo: 'some/one', revision: 'main' };

/** Answers as the hub's API gives them, by path. */
function answer(replies: Readonly<Record<string, () => Response>>): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const reply = replies[new URL(url).pathname + new URL(url).search];
    return reply ? reply() : new Response('{"error":"Repository not found"}', { status: 401 });
  });
  return asked;
}

const json = (body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { headers });
const REVISION = '/api/models/some/one/revision/main';
const TREE = `/api/models/some/one/tree/${COMMIT}?recursive=true`;

afterEach(() => vi.unstubAllGlobals());

test('commit, sizes and hashes are the hub’s own; the LFS object id is the SHA-256, never the pointer’s id', async () => {
  answer({
    [REVISION]: () => json({ id: 'some/one', sha: COMMIT, private: false, tags: ['onnx', 'license:mit'] }),
    [TREE]: () =>
      json(
        [
          { type: 'directory', oid: 'b'.repeat(40), size: 0, path: 'unet' },
          { type: 'file', oid: 'c'.repeat(40), size: 1346, path: 'unet/config.json' },
        ],
        { Link: `<https://hub.example${TREE}&cursor=Zm9v>; rel="next"` },
      ),
    [`${TREE}&cursor=Zm9v`]: () =>
      json([
        {
          type: 'file',
          oid: 'd'.repeat(40),
          size: 1_734_567_890,
          path: 'unet/model.onnx',
          lfs: { oid: OID, size: 1_734_567_890, pointerSize: 135 },
          xetHash: 'e'.repeat(64),
        },
      ]),
  });
  expect(await listHubRepository(SOURCE, OPTIONS)).toEqual({
    name: 'some/one',
    id: 'some-one',
    license: 'mit',
    commit: COMMIT,
    files: [
      { path: 'unet/config.json', bytes: 1346, sha256: null, gitSha1: 'c'.repeat(40) },
      { path: 'unet/model.onnx', bytes: 1_734_567_890, sha256: OID, gitSha1: null },
    ],
  });
});

test('a folder of a repository is a model of its own', async () => {
  const file = (path: string) => ({ type: 'file', oid: 'c'.repeat(40), size: 3, path });
  answer({
    [REVISION]: () => json({ sha: COMMIT, tags: [] }),
    [TREE]: () => json([file('README.md'), file('web/unet/model.onnx')]),
  });
  const { id, files } = await listHubRepository({ ...SOURCE, folder: 'web' }, OPTIONS);
  expect(id).toBe('some-one-web');
  expect(files.map(({ path }) => path)).toEqual(['unet/model.onnx']);
});

test('busy hubs are asked again, what is not there is said, a page is no list', async () => {
  let busy = 2;
  const asked = answer({
    [REVISION]: () =>
      busy-- > 0 ? new Response('', { status: 429, headers: { 'Retry-After': '0' } }) : json({ sha: COMMIT }),
    [TREE]: () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }),
  });
  await expect(listHubRepository(SOURCE, OPTIONS)).rejects.toMatchObject({ code: 'model-page' });
  expect(asked).toHaveLength(4);
  await expect(listHubRepository({ ...SOURCE, repo: 'no/one' }, OPTIONS)).rejects.toMatchObject({
    code: 'model-not-found',
  });
  await expect(listHubRepository({ ...SOURCE, hub: 'http://hub.example' }, OPTIONS)).rejects.toMatchObject({
    code: 'model-address',
  });
  await expect(listHubRepository({ ...SOURCE, revision: '../x' }, OPTIONS)).rejects.toMatchObject({
    code: 'model-address',
  });
});

test('what the catalogue pins is pinned: a commit, sizes, hashes, nothing invented', () => {
  const ids = KNOWN_MODELS.map(({ source }) => source.repo);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [id, { commit, files }] of Object.entries(
    pins as Record<string, { commit: string; files: object[] }>,
  )) {
    expect(commit, id).toMatch(/^[0-9a-f]{40}$/);
    expect(files.length, id).toBeGreaterThan(0);
    for (const file of files as { bytes: number; sha256: string | null; gitSha1: string | null }[]) {
      expect(file.bytes, id).toBeGreaterThan(0);
      expect(file.sha256 ?? file.gitSha1, id).toMatch(/^([0-9a-f]{64}|[0-9a-f]{40})$/);
    }
  }
});
