import type { PackManifest } from '../../workers/shared/catalog.ts';
import { LacunaError } from '../../workers/shared/errors.ts';
import type {
  FillCandidate,
  FillJob,
  FillSummary,
  JobProgress,
  JobTimings,
} from '../../workers/shared/job.ts';
import type { EngineInfo, PackInfo } from '../../workers/shared/protocol.ts';
import { createStateCell } from './state-cell.ts';
import type { EngineClient, EngineClientState } from './types.ts';

const INFO: EngineInfo = {
  provider: 'wasm',
  reason: 'forced',
  build: 'jspi',
  threads: 1,
  crossOriginIsolated: false,
  adapter: null,
  selfTest: null,
};

const MANIFEST: PackManifest = {
  schema: 1,
  id: 'fake',
  name: 'Fake',
  description: 'Fills holes with the mean colour around them. For tests of the editor.',
  license: 'Apache-2.0',
  nativeSize: 256,
  vaeScaleFactor: 8,
  latentChannels: 4,
  defaults: { steps: 4, guidance: 1, strength: 1 },
  intents: {},
  words: [],
  latentToRgb: {
    matrix: [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
    bias: [0, 0, 0],
  },
  files: [],
};

/**
 * The engine's contract without a worker or a model: holes get the mean colour of the window's known pixels plus a
 * little noise of the seed. For tests of the editor and the page alone; the same job gives the same bytes.
 *
 * @param stepMs time a step takes
 */
export function createFakeEngine(stepMs = 10): EngineClient {
  const cold: EngineClientState = {
    status: 'cold',
    info: null,
    loaded: [],
    fetch: null,
    runs: {},
    warmed: null,
  };
  const state = createStateCell(cold);

  async function fill(
    job: FillJob,
    { signal, onProgress, onCandidate }: Parameters<EngineClient['fill']>[1] = {},
  ): Promise<FillSummary> {
    state.set({ status: 'busy', info: INFO, loaded: [job.pack] });
    try {
      if (!job.window.mask.data.some((value) => value > 0)) throw new LacunaError('mask-empty', 'empty mask');
      for (let k = 0; k < job.candidates; k++) {
        for (let step = 0; step <= job.steps; step++) {
          await pause(stepMs);
          if (signal?.aborted) throw new LacunaError('job-cancelled', 'cancelled');
          onProgress?.(progressOf(job, k, step));
        }
        onCandidate?.(makeCandidate(job, k));
      }
      return { jobId: job.id, candidates: job.candidates, timings: timingsOf(job) };
    } finally {
      state.set({ status: 'ready' });
    }
  }

  return {
    getState: state.get,
    subscribe: state.subscribe,
    async start() {
      state.set({ status: 'ready', info: INFO });
      return INFO;
    },
    packs: async () => [MANIFEST],
    prefetch: async () => undefined,
    async load(pack): Promise<PackInfo> {
      state.set({ loaded: [pack] });
      return {
        manifest: MANIFEST,
        unetChannels: 9,
        runs: { provider: 'wasm', reason: null, precision: 'float32', lean: false },
      };
    },
    fill,
    dispose: () => state.set(cold),
  };
}

function progressOf(job: FillJob, candidate: number, step: number): JobProgress {
  const { id, candidates, steps } = job;
  const fraction = (candidate + step / steps) / candidates;
  return { jobId: id, phase: 'denoise', candidate, candidates, step, steps, fraction, preview: null };
}

function makeCandidate(job: FillJob, index: number): FillCandidate {
  const { image, mask, rect } = job.window;
  const seed = (job.seed + index) % 2 ** 32;
  const mean = meanOutside(image.data, mask.data);
  const data = image.data.slice();
  let state = (seed % 2147483646) + 1;
  for (let pixel = 0; pixel < mask.data.length; pixel++) {
    if (mask.data[pixel] === 0) continue;
    for (let c = 0; c < 3; c++) {
      state = (state * 48271) % 2147483647;
      data[pixel * 4 + c] = (mean[c] as number) + (state / 2147483647 - 0.5) * 16;
    }
    data[pixel * 4 + 3] = 255;
  }
  return {
    index,
    seed,
    rect,
    patch: { ...image, data },
    stitch: { ...mask, data: mask.data.map((value) => (value > 0 ? 255 : 0)) },
    chain: [{ stage: 'fake', note: '' }],
    timings: timingsOf(job),
  };
}

function meanOutside(pixels: Uint8ClampedArray, mask: Uint8Array): readonly number[] {
  const sums = [0, 0, 0];
  let count = 0;
  mask.forEach((value, pixel) => {
    if (value > 0) return;
    count += 1;
    for (let c = 0; c < 3; c++) sums[c] = (sums[c] as number) + (pixels[pixel * 4 + c] as number);
  });
  return sums.map((sum) => (count > 0 ? sum / count : 128));
}

function timingsOf(job: FillJob): JobTimings {
  const steps = job.steps * job.candidates;
  return {
    totalMs: 0,
    loadMs: 0,
    textMs: 0,
    encodeMs: 0,
    denoiseMs: 0,
    decodeMs: 0,
    stitchMs: 0,
    detailMs: 0,
    sessionRunMs: 0,
    steps,
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
