import { beforeEach, expect, it } from 'vitest';
import type { PackManifest } from '../../workers/shared/catalog.ts';
import type { FillCandidate, FillJob } from '../../workers/shared/job.ts';
import type { EditorApi, EditorState } from '../editor/ports.ts';
import type { EngineClient } from '../engine-client/types.ts';
import { useOverrides } from './advanced-store.ts';
import { rolledAgain, seamlessWork, wrapWork } from './rolled-work.ts';
import { provideServices, type Services } from './services.ts';
import { setSettings } from './settings-store.ts';
import type { Work } from './work.ts';

const PACK = {
  id: 'pack',
  nativeSize: 64,
  defaults: { steps: 4, guidance: 1, strength: 1 },
  intents: {},
} as unknown as PackManifest;

let size = { width: 120, height: 96 };
let jobs: FillJob[];

beforeEach(() => {
  size = { width: 120, height: 96 };
  jobs = [];
  const blank = ({ width, height }: { width: number; height: number }) => ({
    ...{ width, height, data: new Uint8ClampedArray(width * height * 4).fill(90) },
  });
  const editor: Partial<EditorApi> = {
    getState: () => ({ document: { name: 'a', fills: [], ...size } }) as unknown as EditorState,
    readWindow: (rect) => ({
      image: blank(rect),
      mask: { ...rect, data: new Uint8Array(rect.width * rect.height) },
    }),
    readUnder: (_id, rect) => blank(rect),
  };
  /** Paints every hole in one grey. */
  const engine: Partial<EngineClient> = {
    async fill(job, { onCandidate } = {}) {
      jobs.push(job);
      const { rect, mask } = job.window;
      const patch = { ...blank(rect), data: new Uint8ClampedArray(rect.width * rect.height * 4).fill(200) };
      const timings = { totalMs: 1, steps: 4 } as FillCandidate['timings'];
      onCandidate?.({ index: 0, seed: job.seed, rect, patch, stitch: mask, chain: [], timings });
      return { jobId: job.id, candidates: 1, timings };
    },
  };
  provideServices({ editor, engine } as unknown as Services);
  useOverrides.setState({ expand: { candidates: 2, feather: 6 } }, true);
  setSettings({ intent: 'expand', seed: 7, seedLocked: true });
});

async function candidatesOf(work: Work): Promise<FillCandidate[]> {
  const made: FillCandidate[] = [];
  await work(PACK, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onSoFar: () => undefined,
    onCandidate: (candidate) => made.push(candidate),
  });
  return made;
}

it('makes a texture seamless in three fills a candidate, each with its own seed, and changes their holes alone', async () => {
  const made = await candidatesOf(seamlessWork());
  expect(jobs.map(({ seed, feather, candidates }) => [seed, feather, candidates])).toEqual(
    [7, 7, 7, 8, 8, 8].map((seed) => [seed, 0, 1]),
  );
  for (const { patch, stitch } of made) {
    stitch.data.forEach((weight, i) => {
      expect(patch.data[4 * i]).toBe(weight ? 200 : 90);
    });
  }
});

it('refuses what is too small, or too large to be rolled', () => {
  size = { width: 60, height: 300 };
  expect(() => seamlessWork()).toThrow(expect.objectContaining({ code: 'texture-size' }));
  size = { width: 9000, height: 4000 };
  expect(() => seamlessWork()).toThrow(expect.objectContaining({ code: 'texture-size' }));
});

it('joins both ends, and does the same again from the fill alone', async () => {
  const [first] = await candidatesOf(wrapWork({ left: 20, right: 10 }));
  if (!first) throw new Error('no candidate');
  const holes = () => jobs.map(({ window }) => window.mask.data.filter((value) => value > 0).length);
  expect(holes()).toEqual([30 * 96, 30 * 96]);
  jobs = [];
  const again = rolledAgain({ ...first, hole: first.stitch }, 'a fill');
  if (!again) throw new Error('not seen as one');
  const [second] = await candidatesOf(again);
  expect(holes()).toEqual([30 * 96, 30 * 96]);
  expect(second?.stitch).toEqual(first.stitch);
  expect(
    rolledAgain({ ...first, chain: [{ stage: 'exemplar', note: '' }], hole: first.stitch }, null),
  ).toBeNull();
  size = { width: 119, height: 96 };
  expect(() => rolledAgain({ ...first, hole: first.stitch }, 'a fill')).toThrow(
    expect.objectContaining({ code: 'mask-empty' }),
  );
});
