import { beforeEach, describe, expect, it } from 'vitest';
import type { PackManifest } from '../../workers/shared/catalog.ts';
import { LacunaError } from '../../workers/shared/errors.ts';
import type { FillCandidate, FillJob } from '../../workers/shared/job.ts';
import type { EditorApi, EditorState, StagedFill } from '../editor/ports.ts';
import type { EngineClient, FillOptions } from '../engine-client/types.ts';
import { en } from '../i18n/en.ts';
import { currentAdvanced, resetAdvanced, setAdvanced, setEdge, useOverrides } from './advanced-store.ts';
import { exportPicture, hasUnsavedFills, resetSaved } from './export-store.ts';
import { cancelFill, moreLikeThese, runFill } from './fill-actions.ts';
import { acceptCandidate, clearCandidates, selectCandidate, stepCandidate, useJob } from './job-store.ts';
import { clearNotices, useNotices } from './notices-store.ts';
import { usePacks } from './packs-store.ts';
import { provideServices, type Services } from './services.ts';
import { setSeed, setSettings, useSettings } from './settings-store.ts';

const PACK = {
  id: 'test-pack',
  nativeSize: 64,
  defaults: { steps: 12, guidance: 3, strength: 1 },
  intents: { remove: { guidance: 1 } },
} as unknown as PackManifest;

/** What the editor was told, and what the engine was asked. */
const listeners = new Set<() => void>();
let accepted: { fill: StagedFill; job: object }[];
let staged: (StagedFill | null)[];
let jobs: FillJob[];
let mask: EditorState['maskBounds'];
let answer: (job: FillJob, options: FillOptions) => Promise<void>;

function candidate(job: FillJob, index: number): FillCandidate {
  const patch = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
  const stitch = { width: 1, height: 1, data: new Uint8Array(1) };
  const rect = { x: 0, y: 0, width: 1, height: 1 };
  const timings = { totalMs: 5, steps: 12 } as FillCandidate['timings'];
  return { index, seed: job.seed + index, rect, patch, stitch, chain: [], timings };
}

beforeEach(() => {
  accepted = [];
  staged = [];
  jobs = [];
  mask = { x: 10, y: 10, width: 20, height: 20 };
  answer = async (job, options) => {
    for (let index = 0; index < job.candidates; index++) options.onCandidate?.(candidate(job, index));
  };
  const document = { name: 'a.jpg', width: 300, height: 200, fills: [] };
  const editor: Partial<EditorApi> = {
    getState: () => ({ document, maskBounds: mask }) as unknown as EditorState,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readWindow: (rect) => ({
      image: { ...rect, data: new Uint8ClampedArray(rect.width * rect.height * 4) },
      mask: { ...rect, data: new Uint8Array(rect.width * rect.height) },
    }),
    setCompareMode: () => undefined,
    invertMask: () => {
      mask = { x: 0, y: 0, width: 300, height: 200 };
    },
    showPreview: () => undefined,
    showStaged: (fill) => staged.push(fill),
    acceptFill: (fill, job) => accepted.push({ fill, job }),
    sourceFile: () => new Blob(['x']),
  };
  const engine: Partial<EngineClient> = {
    start: async () => ({}) as Awaited<ReturnType<EngineClient['start']>>,
    packs: async () => [PACK],
    async fill(job, options = {}) {
      jobs.push(job);
      await answer(job, options);
      return { jobId: job.id, candidates: job.candidates } as Awaited<ReturnType<EngineClient['fill']>>;
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
  useOverrides.setState({}, true);
  resetSaved();
  setSettings({
    intent: 'remove',
    prompt: '',
    negativePrompt: '',
    removed: '',
    pack: null,
    seedLocked: false,
  });
  clearCandidates();
  clearNotices();
  staged = [];
});

const notices = () => useNotices.getState().notices.map((notice) => notice.text);

describe('runFill', () => {
  it('asks for a mask before it asks the engine', async () => {
    mask = null;
    await runFill();
    expect(notices()).toEqual([en['error.mask-empty']]);
    expect(jobs).toEqual([]);
    // It says so for as long as it is true.
    for (const tell of listeners) tell();
    expect(notices()).toHaveLength(1);
    mask = { x: 10, y: 10, width: 20, height: 20 };
    for (const tell of listeners) tell();
    expect(notices()).toEqual([]);
    expect(listeners.size).toBe(0);
  });

  it('asks what to add when Add has no words', async () => {
    setSettings({ intent: 'add', prompt: '  ' });
    await runFill();
    expect(notices()).toEqual([en['prompt.needed']]);
    expect(jobs).toEqual([]);
  });

  it('sends the defaults of pack and intent, and a window that holds the mask inside the picture', async () => {
    setSettings({ prompt: 'left over from another intent' });
    await runFill();
    const [job] = jobs;
    expect(job).toMatchObject({ pack: 'test-pack', steps: 12, guidance: 1, prompt: '', maskGrow: 8 });
    const { x, y, width, height } = job?.window.rect ?? { x: -1, y: -1, width: 0, height: 0 };
    expect([x <= 10, y <= 10, x + width >= 30, y + height >= 30]).toEqual([true, true, true, true]);
    expect([x >= 0, y >= 0, x + width <= 300, y + height <= 200]).toEqual([true, true, true, true]);
    expect(job?.window.image.width).toBe(width);
  });

  it('sends what the person changed', async () => {
    setSettings({ intent: 'add', prompt: ' a red apple ' });
    setAdvanced({ steps: 7 });
    setSeed(42);
    await runFill();
    expect(jobs[0]).toMatchObject({ intent: 'add', prompt: 'a red apple', steps: 7, guidance: 3, seed: 42 });
  });

  it('guides a removal away from the name of what goes, once', async () => {
    setSettings({ removed: ' bird ', negativePrompt: 'left over from another intent' });
    await runFill();
    expect(jobs[0]).toMatchObject({ intent: 'remove', negativePrompt: 'bird', guidance: 3 });
    acceptCandidate();
    await runFill();
    expect(jobs[1]).toMatchObject({ negativePrompt: '', guidance: 1 });
  });

  it('takes what an eraser made for the work of that eraser, by its own one method', async () => {
    setAdvanced({ method: 'repaint' });
    answer = async (job, options) => {
      options.onCandidate?.({ ...candidate(job, 0), pack: 'stored:eraser' });
      options.onCandidate?.(candidate(job, 1));
    };
    await runFill();
    const made = useJob.getState().candidates.map(({ job }) => [job.pack, job.method, 'eraser' in job]);
    expect(made).toEqual([
      ['stored:eraser', 'auto', false],
      ['test-pack', 'repaint', false],
    ]);
  });

  it('shows the picture’s own pixels laid as an eraser drew in place of the instant ones, and nothing after', async () => {
    const stages = [['exemplar'], ['eraser', 'structure-hint'], ['eraser'], ['finetuned']];
    answer = async (job, options) => {
      for (const [k, chain] of stages.entries()) {
        const made = candidate(job, k);
        options.onCandidate?.({
          ...made,
          chain: chain.map((stage) => ({ stage, note: '' })),
          timings: { ...made.timings, steps: k === 0 ? 0 : 1 },
        });
      }
    };
    await runFill();
    expect(useJob.getState().selected).toBe(1);
  });

  it('lets the embedded eraser have the first word where what is there should just go on', async () => {
    const eraser = { ...PACK, id: 'test-eraser', graphs: { eraser: 'eraser/model.onnx' } };
    usePacks.setState({ packs: [PACK, eraser] });
    await runFill();
    setSettings({ intent: 'add', prompt: 'a fox' });
    await runFill();
    setSettings({ intent: 'remove', pack: 'test-eraser' });
    await runFill();
    expect(jobs.map((job) => job.eraser)).toEqual(['test-eraser', undefined, undefined]);
    expect(jobs[2]?.pack).toBe('test-eraser');
  });

  it('rolls a new seed for each run until one is kept', async () => {
    await runFill();
    await runFill();
    expect(jobs[0]?.seed).not.toBe(jobs[1]?.seed);
    expect(useSettings.getState().seed).toBe(jobs[1]?.seed);
    setSettings({ seedLocked: true });
    await runFill();
    expect(jobs[2]?.seed).toBe(jobs[1]?.seed);
  });

  it('shows the first candidate in place as soon as it is there', async () => {
    setAdvanced({ candidates: 3 });
    await runFill();
    expect(useJob.getState()).toMatchObject({ selected: 0, running: false, progress: null });
    expect(useJob.getState().candidates.map(({ seed }) => seed - (jobs[0]?.seed ?? 0))).toEqual([0, 1, 2]);
    expect(staged.at(-1)).toBe(useJob.getState().candidates[0]);
  });

  it('puts the first of the model in the place of the instant one, but not where something is to go', async () => {
    answer = async (job, options) => {
      const own = candidate(job, 0);
      options.onCandidate?.({ ...own, timings: { ...own.timings, steps: 0 } });
      options.onCandidate?.(candidate(job, 1));
      options.onCandidate?.(candidate(job, 2));
    };
    setSettings({ intent: 'fill' });
    await runFill();
    expect(useJob.getState().selected).toBe(1);
    clearCandidates();
    setSettings({ intent: 'remove' });
    await runFill();
    expect(useJob.getState().selected).toBe(0);
  });

  it('moves nothing once the person has gone back to painting', async () => {
    answer = async (job, options) => {
      options.onCandidate?.(candidate(job, 0));
      selectCandidate(null);
      options.onCandidate?.(candidate(job, 1));
    };
    await runFill();
    expect(useJob.getState()).toMatchObject({ selected: null });
    expect(useJob.getState().candidates).toHaveLength(2);
  });

  it('tells what to do after a failure and leaves document and strip as they were', async () => {
    answer = async () => {
      throw new LacunaError('device-lost', 'x');
    };
    await runFill();
    expect(notices()).toEqual([en['error.device-lost']]);
    expect(useJob.getState()).toMatchObject({ running: false, candidates: [], selected: null });
    expect(accepted).toEqual([]);
  });

  it('keeps the candidates that were finished before a failure', async () => {
    answer = async (job, options) => {
      options.onCandidate?.(candidate(job, 0));
      throw new LacunaError('out-of-memory', 'x');
    };
    await runFill();
    expect(useJob.getState().candidates).toHaveLength(1);
  });

  it('takes nothing that arrives after Cancel', async () => {
    answer = async (job, options) => {
      cancelFill();
      options.onCandidate?.(candidate(job, 0));
      throw new LacunaError('job-cancelled', 'x');
    };
    await runFill();
    expect(useJob.getState().candidates).toEqual([]);
    expect(notices()).toEqual([en['run.cancelled']]);
  });

  it('keeps the finished steps of a growth that is cancelled or fails, and of none that is done', async () => {
    const step = (job: FillJob, options: FillOptions) =>
      options.onProgress?.({
        ...{ jobId: job.id, phase: 'denoise', candidate: 0, candidates: 1, step: 3, steps: 12 },
        ...{ fraction: 0.5, preview: null, soFar: candidate(job, 0) },
      });
    for (const code of ['job-cancelled', 'out-of-memory'] as const) {
      answer = async (job, options) => {
        step(job, options);
        if (code === 'job-cancelled') cancelFill();
        throw new LacunaError(code, 'x');
      };
      clearCandidates();
      clearNotices();
      await runFill();
      expect(useJob.getState()).toMatchObject({ selected: 0, running: false });
      expect(useJob.getState().candidates).toHaveLength(1);
      expect(notices()).toHaveLength(1);
      expect(notices()[0] === en['run.cancelledKept']).toBe(code === 'job-cancelled');
    }
    answer = async (job, options) => {
      step(job, options);
      options.onCandidate?.(candidate(job, 0));
    };
    clearCandidates();
    await runFill();
    expect(useJob.getState().candidates).toHaveLength(1);
  });
});

describe('candidates', () => {
  it('steps round the ends, accepts the shown one and drops the window pixels from its job', async () => {
    setAdvanced({ candidates: 3 });
    await runFill();
    stepCandidate(-1);
    expect(useJob.getState().selected).toBe(2);
    acceptCandidate();
    expect(accepted[0]?.fill.seed).toBe((jobs[0]?.seed ?? 0) + 2);
    expect(accepted[0]?.job).not.toHaveProperty('window');
    expect(useJob.getState().candidates).toEqual([]);
  });

  it('accepts nothing while the mask is shown', async () => {
    await runFill();
    selectCandidate(null);
    acceptCandidate();
    expect(accepted).toEqual([]);
    expect(useJob.getState().candidates).toHaveLength(1);
  });

  it('warns before leaving, and asks for a decision before export', async () => {
    expect(hasUnsavedFills()).toBe(false);
    await runFill();
    expect(hasUnsavedFills()).toBe(true);
    await exportPicture();
    expect(notices()).toEqual([en['export.pending']]);
  });
});

describe('more like these', () => {
  it('adds a round with the candidate’s own settings and seeds that are not there yet', async () => {
    setAdvanced({ candidates: 2, steps: 7 });
    setSeed(40);
    await runFill();
    selectCandidate(0);
    setAdvanced({ steps: 30 });
    await moreLikeThese();
    expect(jobs[1]).toMatchObject({ steps: 7, seed: 42, candidates: 2, instant: false });
    expect(jobs[1]?.id).not.toBe(jobs[0]?.id);
    const { candidates } = useJob.getState();
    expect(candidates.map(({ seed }) => seed)).toEqual([40, 41, 42, 43]);
    expect(new Set(candidates.map(({ id }) => id)).size).toBe(4);
  });

  it('keeps what is on show until there is more, which is shown then', async () => {
    await runFill();
    selectCandidate(0);
    answer = async (job, options) => {
      expect(useJob.getState().selected).toBe(0);
      options.onCandidate?.(candidate(job, 0));
    };
    await moreLikeThese();
    expect(useJob.getState()).toMatchObject({ selected: 1, candidates: { length: 2 } });
  });

  it('makes more of the picture’s own pixels from those again', async () => {
    answer = async (job, options) => {
      const own = candidate(job, 0);
      options.onCandidate?.({ ...own, timings: { ...own.timings, steps: 0 } });
    };
    await runFill();
    await moreLikeThese();
    expect(jobs.map(({ method }) => method)).toEqual(['auto', 'exemplar']);
  });

  it('does nothing without a candidate', async () => {
    await moreLikeThese();
    expect(jobs).toEqual([]);
  });
});

it('offers to paint everything when Refine has nothing painted, and asks the engine for nothing yet', async () => {
  mask = null;
  setSettings({ intent: 'refine' });
  await runFill();
  const [notice] = useNotices.getState().notices;
  expect(notice).toMatchObject({ text: en['refine.needed'], action: { label: en['refine.all'] } });
  notice?.action?.run();
  expect(jobs).toEqual([]);
  await runFill();
  expect(jobs).toHaveLength(1);
});

describe('what is under Advanced', () => {
  it('belongs to the intent it was changed for', () => {
    setEdge({ feather: 20 });
    setAdvanced({ method: 'exemplar' });
    expect(currentAdvanced()).toMatchObject({ method: 'exemplar', feather: 20, maskGrow: 20 });
    setSettings({ intent: 'fill' });
    expect(currentAdvanced()).toMatchObject({ method: 'auto', feather: 8, maskGrow: 8 });
    setSettings({ intent: 'remove' });
    expect(currentAdvanced()).toMatchObject({ method: 'exemplar', feather: 20 });
    resetAdvanced();
    expect(currentAdvanced()).toMatchObject({ method: 'auto', feather: 8 });
  });
});
