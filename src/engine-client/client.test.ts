import { describe, expect, it, vi } from 'vitest';
import {
  forever,
  INFO,
  type ScriptedWorker,
  SUMMARY,
  scriptedWorker,
} from '../../e2e/support/scripted-worker.ts';
import { LacunaError } from '../../workers/shared/errors.ts';
import type { FillCandidate, FillJob, JobTimings } from '../../workers/shared/job.ts';
import type { EngineCalls, Handlers, StartOptions } from '../../workers/shared/protocol.ts';
import { createEngineClient, type TightPacks } from './client.ts';

type Script = Partial<Handlers<EngineCalls>>;

const image = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
const mask = { width: 1, height: 1, data: new Uint8Array(1) };
const rect = { x: 0, y: 0, width: 1, height: 1 };

const job: FillJob = {
  id: 'job',
  pack: 'nano',
  intent: 'fill',
  method: 'auto',
  sampler: 'ddim',
  start: 'smooth',
  instant: false,
  nativeSize: 64,
  prompt: '',
  negativePrompt: '',
  steps: 1,
  guidance: 1,
  strength: 1,
  seed: 0,
  candidates: 1,
  maskGrow: 8,
  feather: 8,
  picture: { width: 1, height: 1 },
  window: { rect, image, mask },
};

function candidate(index: number): FillCandidate {
  const timings: JobTimings = SUMMARY.timings;
  return { index, seed: index, rect, patch: image, stitch: mask, chain: [], timings };
}

/** A client whose n-th worker follows the n-th script, the last one for all after it. */
function clientOf(
  scripts: readonly ((worker: () => ScriptedWorker) => Script)[],
  minSilenceMs = 20_000,
  tight?: TightPacks,
) {
  const workers: ScriptedWorker[] = [];
  const client = createEngineClient({
    minSilenceMs,
    tight,
    startOptions: { baseUrl: 'http://localhost/', provider: 'auto', threads: 0, rewriteGraphs: true },
    spawn() {
      const index = workers.length;
      const script = scripts[Math.min(index, scripts.length - 1)];
      const worker = scriptedWorker(script?.(() => workers[index] as ScriptedWorker));
      workers.push(worker);
      return worker;
    },
  });
  return { client, workers };
}

const fails = (code: LacunaError['code']) => async () => {
  throw new LacunaError(code, code);
};

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (thrown: unknown) => (thrown instanceof LacunaError ? thrown.code : String(thrown)),
  );
}

describe('the engine client', () => {
  it('starts once, fills, and says what it is doing', async () => {
    const { client, workers } = clientOf([() => ({})]);
    const seen: string[] = [];
    client.subscribe(() => {
      if (seen.at(-1) !== client.getState().status) seen.push(client.getState().status);
    });
    expect(await Promise.all([client.start(), client.start()])).toEqual([INFO, INFO]);
    expect(await client.fill(job)).toEqual(SUMMARY);
    expect(seen).toEqual(['starting', 'ready', 'busy', 'ready']);
    expect(workers[0]?.calls).toEqual(['start', 'fill']);
    client.dispose();
    expect(workers[0]?.terminated).toBe(true);
  });

  it('gives the worker a copy of the pixels, and a second one where the first went down with its worker', async () => {
    const got: FillJob[] = [];
    const seen = (fill: () => Promise<typeof SUMMARY>) => () => ({
      fill(received: FillJob) {
        got.push(received);
        return fill();
      },
    });
    const { client, workers } = clientOf([seen(fails('device-lost')), seen(async () => SUMMARY)]);
    const given: ArrayBuffer[][] = [];
    await client.start();
    const first = workers[0] as ScriptedWorker & { postMessage: ScriptedWorker['postMessage'] };
    const post = first.postMessage;
    first.postMessage = (message, transfer) => {
      given.push(transfer);
      post(message, transfer);
    };
    await client.fill(job);
    expect(given[0]?.map(({ byteLength }) => byteLength)).toEqual([0, 0]);
    expect(got.map(({ window }) => [window.image, window.mask])).toEqual([
      [image, mask],
      [image, mask],
    ]);
    expect([image.data.length, mask.data.length]).toEqual([4, 1]);
    client.dispose();
  });

  it('passes errors of the job on and keeps the worker', async () => {
    const { client, workers } = clientOf([() => ({ fill: fails('mask-empty') })]);
    expect(await codeOf(client.fill(job))).toBe('mask-empty');
    expect(workers).toHaveLength(1);
    expect(client.getState().status).toBe('ready');
    client.dispose();
  });

  it('replaces the worker after a failed run, runs the job once more, hands no candidate over twice', async () => {
    const { client, workers } = clientOf([
      (worker) => ({
        async fill() {
          worker().emit.candidate({ jobId: 'job', candidate: candidate(0) });
          throw new LacunaError('device-lost', 'gone');
        },
      }),
      (worker) => ({
        async fill() {
          worker().emit.candidate({ jobId: 'job', candidate: candidate(0) });
          worker().emit.candidate({ jobId: 'job', candidate: candidate(1) });
          return SUMMARY;
        },
      }),
    ]);
    const got: number[] = [];
    await client.fill(job, { onCandidate: ({ index }) => void got.push(index) });
    expect(got).toEqual([0, 1]);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    expect(workers[0]?.calls.filter((name) => name === 'fill')).toHaveLength(1);
    client.dispose();
  });

  it('runs a job twice, the next one that fails once, and is off then; starts again by hand', async () => {
    const broken = () => ({ fill: fails('runtime-failed') });
    const { client, workers } = clientOf([broken, broken, broken, () => ({})]);
    const runs = () => workers.flatMap(({ calls }) => calls).filter((name) => name === 'fill').length;
    expect(await codeOf(client.fill(job))).toBe('runtime-failed');
    expect(runs(), 'once more by itself').toBe(2);
    expect(client.getState().status, 'ready for another job').not.toBe('off');
    expect(await codeOf(client.fill(job))).toBe('runtime-failed');
    expect(runs(), 'not once more').toBe(3);
    expect(client.getState().status).toBe('off');
    const spawned = workers.length;
    expect(await codeOf(client.fill(job))).toBe('runtime-failed');
    expect(workers).toHaveLength(spawned);
    await client.start();
    expect(client.getState().status).toBe('ready');
    expect(await client.fill(job)).toEqual(SUMMARY);
    client.dispose();
  });

  it.each(['result-invalid', 'internal'] as const)(
    'does not run a job again that ended in %s, and stays on',
    async (code) => {
      const { client, workers } = clientOf([() => ({ fill: fails(code) }), () => ({})]);
      expect(await codeOf(client.fill(job))).toBe(code);
      await client.start();
      expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
      expect(workers[1]?.calls).toEqual(['start']);
      expect(client.getState().status).toBe('ready');
      client.dispose();
    },
  );

  it('runs a job that ran out of memory once more, its graphs taking turns, and remembers that', async () => {
    const told: (readonly string[] | undefined)[] = [];
    const script = (fill: Script['fill']) => () => ({
      ...(fill && { fill }),
      start: async ({ tightPacks }: StartOptions) => {
        told.push(tightPacks);
        return INFO;
      },
    });
    const kept: string[] = [];
    const tight = { read: () => [...kept], add: (pack: string) => void kept.push(pack) };
    const { client, workers } = clientOf(
      [script(fails('out-of-memory')), script(async () => SUMMARY)],
      20_000,
      tight,
    );
    expect(await client.fill(job)).toEqual(SUMMARY);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    expect(told).toEqual([[], ['nano']]);
    client.dispose();
  });

  it('posts a job while the runtime is still on its way', async () => {
    const { client } = clientOf([() => ({ start: () => forever() })]);
    expect(await client.fill({ ...job, method: 'exemplar' })).toEqual(SUMMARY);
    expect(client.getState()).toMatchObject({ status: 'starting', loaded: [] });
    client.dispose();
  });

  it('knows what the worker has in memory: the models that take turns, side by side', async () => {
    const { client, workers } = clientOf([() => ({})]);
    await client.start();
    const runs = { provider: 'wasm', reason: null, precision: 'float32', lean: false } as const;
    const half = { ...runs, precision: 'float16' } as const;
    workers[0]?.emit.loaded({ pack: 'nano', runs: half, held: ['nano'] });
    workers[0]?.emit.loaded({ pack: 'eraser', runs, held: ['nano', 'eraser'] });
    await vi.waitFor(() => expect(client.getState().loaded).toEqual(['nano', 'eraser']));
    expect(client.getState().runs, 'how each of them runs').toEqual({ nano: half, eraser: runs });
    client.dispose();
  });

  it('fills from own pixels where the runtime cannot start, then and after it is off', async () => {
    const slowly = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return SUMMARY;
    };
    const { client } = clientOf([() => ({ start: fails('runtime-failed'), fill: slowly })]);
    expect(await client.fill({ ...job, method: 'exemplar' })).toEqual(SUMMARY);
    expect(client.getState().status).toBe('off');
    expect(await client.fill({ ...job, method: 'exemplar' })).toEqual(SUMMARY);
    expect(await codeOf(client.fill(job))).toBe('runtime-failed');
    client.dispose();
  });

  it('replaces a worker that hangs', async () => {
    const { client, workers } = clientOf([() => ({ fill: () => forever() }), () => ({})], 80);
    expect(await client.fill(job)).toEqual(SUMMARY);
    expect(workers).toHaveLength(2);
    expect(workers[0]?.terminated).toBe(true);
    client.dispose();
  });

  it('leaves a slow worker alone while its heart beats', async () => {
    const { client, workers } = clientOf(
      [
        (worker) => ({
          async fill() {
            for (let beat = 0; beat < 10; beat++) {
              worker().emit.heartbeat({ busy: true });
              await new Promise((resolve) => setTimeout(resolve, 40));
            }
            return SUMMARY;
          },
        }),
      ],
      120,
    );
    expect(await client.fill(job)).toEqual(SUMMARY);
    expect(workers).toHaveLength(1);
    client.dispose();
  });

  it('replaces a worker that reports an error nobody caught', async () => {
    const { client, workers } = clientOf([
      (worker) => ({
        fill() {
          setTimeout(() => worker().crash('boom'), 5);
          return forever();
        },
      }),
      () => ({}),
    ]);
    expect(await client.fill(job)).toEqual(SUMMARY);
    expect(workers).toHaveLength(2);
    client.dispose();
  });

  it('cancels at once, tells the worker, and replaces it only when it falls silent', async () => {
    const { client, workers } = clientOf([() => ({ fill: () => forever() })], 200);
    await client.start();
    const stop = new AbortController();
    const filling = codeOf(client.fill(job, { signal: stop.signal }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const start = performance.now();
    stop.abort();
    expect(await filling).toBe('job-cancelled');
    expect(performance.now() - start).toBeLessThan(50);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(workers[0]?.calls).toContain('cancel');
    expect(workers[0]?.terminated).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(workers[0]?.terminated).toBe(true);
    client.dispose();
  });

  it('leaves a worker alone whose heart beats on after a cancel', async () => {
    const { client, workers } = clientOf([() => ({ fill: () => forever() })], 100);
    await client.start();
    const beating = setInterval(() => workers[0]?.emit.heartbeat({ busy: true }), 20);
    const stop = new AbortController();
    const filling = codeOf(client.fill(job, { signal: stop.signal }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    expect(await filling).toBe('job-cancelled');
    await new Promise((resolve) => setTimeout(resolve, 400));
    clearInterval(beating);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.terminated).toBe(false);
    client.dispose();
  });

  it('keeps a worker that stops when told', async () => {
    let stopped: (error: LacunaError) => void = () => undefined;
    const { client, workers } = clientOf(
      [
        () => ({
          fill: () =>
            new Promise((_, reject) => {
              stopped = reject;
            }),
          async cancel() {
            stopped(new LacunaError('job-cancelled', 'cancelled'));
            return null;
          },
        }),
      ],
      100,
    );
    const stop = new AbortController();
    const filling = codeOf(client.fill(job, { signal: stop.signal }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    expect(await filling).toBe('job-cancelled');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(workers).toHaveLength(1);
    expect(workers[0]?.terminated).toBe(false);
    client.dispose();
  });

  it('is cold, not restarting, when the bytes of a replacement cannot be fetched', async () => {
    const { client, workers } = clientOf([
      () => ({ fill: fails('device-lost') }),
      () => ({ start: fails('pack-fetch-failed'), fill: fails('pack-fetch-failed') }),
      () => ({}),
    ]);
    await client.start();
    expect(await codeOf(client.fill(job))).toBe('pack-fetch-failed');
    expect(client.getState().status).toBe('cold');
    expect(workers[1]?.terminated).toBe(true);
    expect(await client.fill(job)).toEqual(SUMMARY);
    expect(client.getState().status).toBe('ready');
    client.dispose();
  });

  it('can be started again after bytes could not be fetched', async () => {
    const { client, workers } = clientOf([() => ({ start: fails('pack-fetch-failed') }), () => ({})]);
    expect(await codeOf(client.start())).toBe('pack-fetch-failed');
    expect(client.getState().status).toBe('cold');
    expect(await client.start()).toEqual(INFO);
    expect(workers).toHaveLength(2);
    client.dispose();
  });
});
