import { beforeEach, expect, it } from 'vitest';
import type { PackManifest } from '../../workers/shared/catalog.ts';
import { LacunaError } from '../../workers/shared/errors.ts';
import type { FillCandidate, FillJob } from '../../workers/shared/job.ts';
import type { Editor } from '../editor/editor.ts';
import { drive } from '../editor/testing/drive.ts';
import { editorWith } from '../editor/testing/pictures.ts';
import type { EngineClient, FillOptions } from '../engine-client/types.ts';
import { en } from '../i18n/en.ts';
import { resetAdvanced } from './advanced-store.ts';
import {
  cropPending,
  pendingSides,
  resetExpand,
  setGrowthPlace,
  setRatio,
  setScale,
  setSides,
  useExpand,
} from './expand-store.ts';
import { hasUnsavedFills, resetSaved } from './export-store.ts';
import { cancelFill, runFill } from './fill-actions.ts';
import {
  acceptCandidate,
  clearCandidates,
  discardCandidate,
  discardCandidates,
  selectCandidate,
  useJob,
} from './job-store.ts';
import { clearNotices, useNotices } from './notices-store.ts';
import { usePacks } from './packs-store.ts';
import { provideServices, type Services } from './services.ts';
import { setSettings } from './settings-store.ts';

const PACK = {
  id: 'test-pack',
  nativeSize: 64,
  defaults: { steps: 12, guidance: 3, strength: 1 },
  intents: {},
} as unknown as PackManifest;

let editor: Editor;
let jobs: FillJob[];
let answer: (job: FillJob, options: FillOptions) => void;

/** A candidate that covers the job's mask with one colour. */
function candidate(job: FillJob): FillCandidate {
  const { rect, mask } = job.window;
  const patch = { ...rect, data: new Uint8ClampedArray(rect.width * rect.height * 4).fill(200) };
  const timings = { totalMs: 5, steps: 0 } as FillCandidate['timings'];
  return { index: 0, seed: job.seed, rect, patch, stitch: mask, chain: [], timings };
}

beforeEach(() => {
  // opaque, as photographs are
  editor = editorWith(120, 80);
  const opaque = { width: 120, height: 80, data: new Uint8ClampedArray(120 * 80 * 4).fill(255) };
  editor.open(
    {
      width: 120,
      height: 80,
      format: 'png',
      tiles: [{ column: 0, row: 0, pixels: opaque }],
      colorSpace: 'srgb',
      icc: null,
      hasAlpha: false,
      notes: [],
      parameters: null,
      openMs: 0,
    },
    new Blob(['x']),
    'a.png',
  );
  jobs = [];
  answer = (job, options) => options.onCandidate?.(candidate(job));
  const engine: Partial<EngineClient> = {
    start: async () => ({}) as Awaited<ReturnType<EngineClient['start']>>,
    packs: async () => [PACK],
    async fill(job, options = {}) {
      jobs.push(job);
      answer(job, options);
      return { jobId: job.id, candidates: 1 } as Awaited<ReturnType<EngineClient['fill']>>;
    },
  };
  const pwa = { refreshOffline: async () => undefined };
  provideServices({
    editor,
    engine,
    download: { call: async () => [] },
    codec: {},
    pwa,
  } as unknown as Services);
  usePacks.setState({ packs: [] });
  resetAdvanced();
  resetSaved();
  resetExpand();
  useExpand.setState({ protect: true, place: 'both' });
  setSettings({ intent: 'expand', prompt: '', pack: null });
  clearCandidates();
  clearNotices();
});

const size = () => {
  const { width = 0, height = 0 } = editor.getState().document ?? {};
  return [width, height];
};
const notices = () => useNotices.getState().notices.map((notice) => notice.text);

it('asks how much to add before it asks the engine', async () => {
  await runFill();
  expect(notices()).toEqual([en['expand.needed']]);
  expect(jobs).toEqual([]);
});

it('asks how much to add where something was painted too, and keeps that for later', async () => {
  editor.setExtent(null);
  editor.setTool('brush');
  drive(editor).down(20, 20).move(50, 20).up();
  const { maskBounds } = editor.getState();
  editor.setExtent({ left: 0, top: 0, right: 0, bottom: 0 });
  await runFill();
  expect(notices()).toEqual([en['expand.needed']]);
  expect(jobs).toEqual([]);
  setSides({ right: 30 });
  await runFill();
  acceptCandidate();
  expect(editor.getState().maskBounds).toEqual(maskBounds);
});

it('grows by what is pending and asks for exactly the new area, with no fade into the original', async () => {
  setSides({ left: 30 });
  await runFill();
  expect(size()).toEqual([150, 80]);
  const [job] = jobs;
  expect(job).toMatchObject({ intent: 'expand', instant: true, feather: 0, maskGrow: 8 });
  expect(job?.picture).toEqual({ width: 150, height: 80 });
  const { rect, mask } = job?.window ?? { rect: { x: 0, width: 0 }, mask: { data: new Uint8Array() } };
  const wrong = mask.data.findIndex((value, i) => value !== (rect.x + (i % rect.width) < 30 ? 255 : 0));
  expect(wrong).toBe(-1);
  expect(pendingSides()).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
  acceptCandidate();
  const after = editor.readWindow({ x: 0, y: 0, width: 150, height: 80 }).image.data;
  const strange = after.findIndex((value, i) => value !== ((i >> 2) % 150 < 30 ? 200 : 255));
  expect(strange).toBe(-1);
  expect(hasUnsavedFills()).toBe(true);
});

it('lets an eraser draw first where the picture grows all around, not on some sides alone', async () => {
  const eraser = { ...PACK, id: 'test-eraser', graphs: { eraser: 'eraser/model.onnx' } };
  usePacks.setState({ packs: [PACK, eraser] });
  setSides({ left: 8, top: 8, right: 8, bottom: 8 });
  await runFill();
  discardCandidates();
  setSides({ left: 8, top: 0, right: 8, bottom: 8 });
  await runFill();
  expect(jobs.map((job) => job.eraser)).toEqual(['test-eraser', undefined]);
});

it('is undone in two steps: the fill, then the growth', async () => {
  setSides({ right: 30 });
  await runFill();
  acceptCandidate();
  editor.undo();
  expect(size()).toEqual([150, 80]);
  expect(editor.getState().maskBounds).toEqual({ x: 120, y: 0, width: 30, height: 80 });
  editor.undo();
  expect(size()).toEqual([120, 80]);
  expect(editor.getState()).toMatchObject({ maskBounds: null, canUndo: false });
  editor.redo();
  editor.redo();
  expect(editor.getState().document?.fills).toHaveLength(1);
});

it('shrinks again when every candidate is discarded, and offers the same growth again', async () => {
  setSides({ right: 30, top: 2 });
  await runFill();
  discardCandidates();
  expect(size()).toEqual([120, 80]);
  expect(editor.getState()).toMatchObject({ canUndo: false, canRedo: false, maskBounds: null });
  expect(pendingSides()).toEqual({ left: 0, top: 2, right: 30, bottom: 0 });
});

it('discards the candidate on show alone, and the growth with the last one', async () => {
  setSides({ right: 30 });
  await runFill();
  await runFill();
  const [first] = useJob.getState().candidates;
  selectCandidate(1);
  discardCandidate();
  expect(useJob.getState()).toMatchObject({ candidates: [first], selected: 0 });
  expect(size()).toEqual([150, 80]);
  selectCandidate(null);
  discardCandidate();
  expect(useJob.getState().candidates).toEqual([first]);
  selectCandidate(0);
  discardCandidate();
  expect(useJob.getState().candidates).toEqual([]);
  expect(size()).toEqual([120, 80]);
});

it('grows to a ratio where it is told to, and moves what is pending there', () => {
  setRatio(2, 1);
  expect(pendingSides()).toEqual({ left: 20, top: 0, right: 20, bottom: 0 });
  setGrowthPlace('end');
  expect(pendingSides()).toEqual({ left: 0, top: 0, right: 40, bottom: 0 });
  setRatio(1, 1);
  expect(pendingSides()).toEqual({ left: 0, top: 0, right: 0, bottom: 40 });
  setGrowthPlace('start');
  expect(pendingSides()).toEqual({ left: 0, top: 40, right: 0, bottom: 0 });
  setSides({ left: -20 });
  setGrowthPlace('both');
  expect(pendingSides()).toEqual({ left: -20, top: 40, right: 0, bottom: 0 });
});

it('keeps a discarded growth that was painted on', async () => {
  setSides({ right: 30 });
  await runFill();
  selectCandidate(null);
  editor.setTool('eraser');
  drive(editor).down(130, 10).move(140, 10).up();
  discardCandidates();
  expect(size()).toEqual([150, 80]);
});

it('fills a growth again for more candidates without growing again', async () => {
  setSides({ right: 30 });
  await runFill();
  await runFill();
  expect(size()).toEqual([150, 80]);
  expect(useJob.getState().candidates).toHaveLength(2);
  expect(jobs[1]?.window.rect).toEqual(jobs[0]?.window.rect);
});

it.each([
  ['fails', () => new LacunaError('device-lost', 'x')],
  [
    'is cancelled',
    () => {
      cancelFill();
      return new LacunaError('job-cancelled', 'x');
    },
  ],
])('shrinks again when the run %s with nothing made', async (_, error) => {
  answer = () => {
    throw error();
  };
  setSides({ bottom: 40 });
  await runFill();
  expect(size()).toEqual([120, 80]);
  expect(pendingSides().bottom).toBe(40);
});

it('waits for the run before it shrinks: more candidates may come', async () => {
  answer = (job, options) => {
    options.onCandidate?.(candidate(job));
    discardCandidates();
    expect(size()).toEqual([150, 80]);
    options.onCandidate?.(candidate(job));
  };
  setSides({ right: 30 });
  await runFill();
  expect(size()).toEqual([150, 80]);
  expect(useJob.getState().candidates).toHaveLength(1);
});

it('leaves what has a colour out of a protected mask, and fades into it only when told so', async () => {
  setSides({ right: 30 });
  await runFill();
  selectCandidate(null);
  editor.setTool('rectangle');
  drive(editor).down(10, 10).move(130, 20).up();
  await runFill();
  const { rect, mask } = jobs[1]?.window ?? { rect: { x: 0, width: 1 }, mask: { data: new Uint8Array() } };
  expect(mask.data.some((value) => value > 0)).toBe(true);
  expect(mask.data.findIndex((value, i) => value > 0 && rect.x + (i % rect.width) < 120)).toBe(-1);
  useExpand.setState({ protect: false });
  await runFill();
  expect(jobs[2]?.feather).toBe(8);
  const open = jobs[2]?.window;
  expect(open?.mask.data.some((value, i) => value > 0 && open.rect.x + (i % open.rect.width) < 120)).toBe(
    true,
  );
});

it('says so when it would be too large, and changes nothing', async () => {
  setSides({ right: 16_384 });
  await runFill();
  expect(notices()).toEqual([en['expand.tooLarge']]);
  expect(size()).toEqual([120, 80]);
  expect(jobs).toEqual([]);
});

it('takes numbers as people type them', () => {
  setSides({ left: Number.NaN, right: 12.4 });
  expect(pendingSides()).toEqual({ left: 0, top: 0, right: 12, bottom: 0 });
  setSides({ right: 0 });
  setRatio(1, 1);
  expect(pendingSides()).toEqual({ left: 0, top: 20, right: 0, bottom: 20 });
});

it('crops without asking the engine, and one undo brings it all back', async () => {
  setSides({ left: -20, bottom: -500 });
  expect(pendingSides()).toEqual({ left: -20, top: 0, right: 0, bottom: -79 });
  setSides({ bottom: -30 });
  await runFill();
  expect(jobs).toEqual([]);
  expect(size()).toEqual([100, 50]);
  expect(pendingSides()).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
  editor.undo();
  expect(size()).toEqual([120, 80]);
  cropPending();
  expect(editor.getState().canUndo).toBe(false);
});

it('cuts one side and fills another as one undo entry', async () => {
  setSides({ left: -20, right: 30 });
  await runFill();
  expect(size()).toEqual([130, 80]);
  expect(editor.getState().maskBounds).toEqual({ x: 100, y: 0, width: 30, height: 80 });
  discardCandidates();
  expect(size()).toEqual([120, 80]);
});

it('grows to a multiple of its size around the middle', () => {
  setScale(2);
  expect(pendingSides()).toEqual({ left: 60, right: 60, top: 40, bottom: 40 });
});
