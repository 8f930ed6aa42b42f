import { createEngineClient } from '../../src/engine-client/client.ts';
import { createDownloadClient } from '../../src/engine-client/download-client.ts';
import type { EngineClientState } from '../../src/engine-client/types.ts';
import type { FillJob, FillSummary, JobProgress } from '../../workers/shared/job.ts';
import type { OperatorCheck, PackRuns, StartOptions } from '../../workers/shared/protocol.ts';
import { storedAddress } from '../../workers/shared/stored-model.ts';
import { installTrustedTypes } from '../../workers/shared/trusted-types.ts';
import type { GraphsReply, GraphsRequest, LayoutAnswer, LayoutRequest } from './messages.ts';

// A page that starts the real workers and answers what a test asks for. It is built for tests only.
installTrustedTypes();

/** Wire form of tensors: typed arrays do not cross from page to test. */
type PlainReply = Omit<GraphsReply, 'outputs'> & {
  readonly outputs: Readonly<Record<string, { readonly data: number[]; readonly dims: readonly number[] }>>;
};

/** `LayoutAnswer` in wire form. */
export interface PlainLayout {
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly runs: PackRuns | null;
  readonly selfTest: readonly OperatorCheck[] | null;
  readonly unetChannels: number;
  readonly predictionType: string;
  readonly outputs: PlainReply['outputs'];
}

export interface FillReport {
  readonly summary: FillSummary;
  readonly phases: readonly JobProgress['phase'][];
  readonly statuses: readonly EngineClientState['status'][];
  readonly candidates: readonly { readonly seed: number; readonly pixels: number[] }[];
}

export interface CancelReport {
  readonly code: string;
  /** Last step that was reported. */
  readonly last: number;
  /** From the abort to the rejection, and to the end of the next fill. */
  readonly cancelMs: number;
  readonly nextMs: number;
  readonly spawned: number;
  readonly summary: FillSummary;
}

export interface EndlessReport extends Omit<CancelReport, 'last' | 'nextMs'> {
  /** Frames the page drew while the worker was lost in the graph. */
  readonly frames: number;
}

const spawnInference = () =>
  new Worker(new URL('../../workers/inference/main.ts', import.meta.url), { type: 'module' });

const defaults: StartOptions = {
  baseUrl: new URL('./', document.baseURI).href,
  provider: 'wasm',
  threads: 2,
  rewriteGraphs: true,
};

const download = createDownloadClient(
  () => new Worker(new URL('../../workers/download/main.ts', import.meta.url), { type: 'module' }),
  async () => undefined,
  { changed: () => undefined, removed: () => undefined },
);
let layoutWorker: Worker | null = null;

const harness = {
  /** Takes an archive in as the page does; the id of the model, or the code of what is wrong with it. */
  async importModel(name: string, url: string): Promise<{ id: string } | { code: string; message: string }> {
    const file = await (await fetch(url)).blob();
    return download
      .call('importFiles', { name, files: [{ path: `${name}.zip`, file }] })
      .catch((thrown: Error & { code: string }) => ({ code: thrown.code, message: thrown.message }));
  },

  /** Opens a model of the store and runs all its graphs, in one worker for all calls. */
  layout(
    id: string,
    goldens: LayoutRequest['goldens'],
    options: Partial<StartOptions>,
  ): Promise<PlainLayout> {
    layoutWorker ??= new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
    const worker = layoutWorker;
    return new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => resolve(plainLayout(data));
      const request = { options: { ...defaults, ...options }, pack: storedAddress(id), goldens };
      worker.postMessage(request satisfies LayoutRequest);
    });
  },

  graphs(request: Omit<GraphsRequest, 'options'>, options: Partial<StartOptions>): Promise<PlainReply> {
    const worker = new Worker(new URL('./graphs-worker.ts', import.meta.url), { type: 'module' });
    return new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }: MessageEvent<GraphsReply>) => {
        worker.terminate();
        const outputs = Object.fromEntries(
          Object.entries(data.outputs).map(([name, tensor]) => [
            name,
            { data: [...tensor.data], dims: tensor.dims },
          ]),
        );
        resolve({ ...data, outputs });
      };
      worker.postMessage({ ...request, options: { ...defaults, ...options } } satisfies GraphsRequest);
    });
  },

  /** Cancels a long fill in its first step, then runs a short one on the same engine. */
  async cancelAndFill(): Promise<CancelReport> {
    let spawned = 0;
    const client = createEngineClient({
      spawn() {
        spawned += 1;
        return spawnInference();
      },
      startOptions: defaults,
    });
    await client.load('nano');
    const stop = new AbortController();
    let abortedAt = 0;
    let last = 0;
    const error: unknown = await client
      .fill(
        { ...exampleJob(), steps: 150 },
        {
          signal: stop.signal,
          onProgress({ phase, step }) {
            last = step;
            if (phase !== 'denoise' || stop.signal.aborted) return;
            abortedAt = performance.now();
            stop.abort();
          },
        },
      )
      .catch((thrown: unknown) => thrown);
    const cancelMs = performance.now() - abortedAt;
    const summary = await client.fill(exampleJob());
    const nextMs = performance.now() - abortedAt;
    client.dispose();
    return { code: String((error as { code?: string }).code), last, cancelMs, nextMs, spawned, summary };
  },

  /** Leaves a fill whose graph never ends, counts frames meanwhile, then fills with another pack. */
  async leaveEndless(): Promise<EndlessReport> {
    let spawned = 0;
    const client = createEngineClient({
      minSilenceMs: 4000,
      spawn() {
        spawned += 1;
        return spawnInference();
      },
      startOptions: defaults,
    });
    const stop = new AbortController();
    let frames = 0;
    let abortedAt = 0;
    const count = () => {
      frames += 1;
      requestAnimationFrame(count);
    };
    const leave = () => {
      count();
      setTimeout(() => {
        abortedAt = performance.now();
        stop.abort();
      }, 1500);
    };
    const error: unknown = await client
      .fill(
        { ...exampleJob(), pack: 'looping' },
        { signal: stop.signal, onProgress: ({ phase }) => phase === 'denoise' && leave() },
      )
      .catch((thrown: unknown) => thrown);
    const cancelMs = performance.now() - abortedAt;
    const seen = frames;
    const summary = await client.fill(exampleJob()).catch(() => client.fill(exampleJob()));
    client.dispose();
    return { code: String((error as { code?: string }).code), cancelMs, frames: seen, spawned, summary };
  },

  /** A fill through client, worker, queue and pipeline: a grey gradient with a square hole. */
  async fill(job: Partial<FillJob>, options: Partial<StartOptions>): Promise<FillReport> {
    const client = createEngineClient({
      spawn: spawnInference,
      startOptions: { ...defaults, ...options },
    });
    const phases = new Set<JobProgress['phase']>();
    const statuses: EngineClientState['status'][] = [];
    const candidates: { seed: number; pixels: number[] }[] = [];
    client.subscribe(() => {
      const { status } = client.getState();
      if (statuses.at(-1) !== status) statuses.push(status);
    });
    const summary = await client.fill(
      { ...exampleJob(), ...job },
      {
        onProgress: (progress) => void phases.add(progress.phase),
        onCandidate: ({ seed, patch }) => void candidates.push({ seed, pixels: [...patch.data] }),
      },
    );
    client.dispose();
    return { summary, phases: [...phases], statuses, candidates };
  },
};

function plainLayout(answer: LayoutAnswer): PlainLayout {
  const nothing = { runs: null, selfTest: null, unetChannels: 0, predictionType: '', outputs: {} };
  if ('error' in answer) return { ...nothing, error: answer.error };
  const { info, runs, reply } = answer;
  const outputs = Object.fromEntries(
    Object.entries(reply.outputs).map(([name, { data, dims }]) => [name, { data: [...data], dims }]),
  );
  return { ...reply, outputs, runs, selfTest: info.selfTest, error: null };
}

function exampleJob(): FillJob {
  const side = 64;
  const data = new Uint8ClampedArray(side * side * 4);
  const mask = new Uint8Array(side * side);
  for (let pixel = 0; pixel < side * side; pixel++) {
    const x = pixel % side;
    const y = Math.floor(pixel / side);
    data.set([x * 4, y * 4, 128, 255], pixel * 4);
    if (x >= 20 && x < 44 && y >= 20 && y < 44) mask[pixel] = 255;
  }
  return {
    id: crypto.randomUUID(),
    pack: 'nano',
    intent: 'fill',
    method: 'auto',
    sampler: 'ddim',
    start: 'smooth',
    instant: false,
    nativeSize: 64,
    prompt: 'a red apple',
    negativePrompt: '',
    steps: 4,
    guidance: 2,
    strength: 1,
    seed: 7,
    candidates: 1,
    maskGrow: 8,
    feather: 8,
    picture: { width: side, height: side },
    window: {
      rect: { x: 0, y: 0, width: side, height: side },
      image: { width: side, height: side, data },
      mask: { width: side, height: side, data: mask },
    },
  };
}

declare global {
  interface Window {
    harness: typeof harness;
  }
}
window.harness = harness;
