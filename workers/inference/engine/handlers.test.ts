import { afterEach, describe, expect, it, vi } from 'vitest';
import nano from '../../../e2e/packs/nano/lacuna.json' with { type: 'json' };
import { INFO } from '../../../e2e/support/scripted-worker.ts';
import { LacunaError } from '../../shared/errors.ts';
import type { EngineEvents, EventSink, StartOptions } from '../../shared/protocol.ts';
import { openStore } from '../models/store.ts';
import { gaussianPack } from '../pipelines/gaussian-pack.test-support.ts';
import { testJob } from '../pipelines/job.test-support.ts';
import { createHandlers } from './handlers.ts';
import type { SessionPool } from './session-pool.ts';

const RUNS = { provider: 'wasm', reason: null, precision: 'float32', lean: false } as const;

const OPTIONS: StartOptions = {
  baseUrl: 'http://localhost/',
  provider: 'auto',
  threads: 0,
  rewriteGraphs: true,
};
const SIZE = [96, 80] as const;
const HOLE = [30, 30, 54, 50] as const;

/** Something that can be let go from outside. */
function gate<T>() {
  let open: (value: T) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const passed = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { passed, open, fail };
}

/** Handlers over a runtime and a pool that the test lets go; files by address. */
function engine(files: Readonly<Record<string, unknown>> = {}) {
  const seen: string[] = [];
  const runtime = gate<null>();
  const loads: ReturnType<typeof gate<null>>[] = [];
  const emit: EventSink<EngineEvents> = {
    heartbeat: () => undefined,
    progress: ({ jobId, phase }) => void seen.push(`${jobId} ${phase}`),
    candidate: ({ jobId, candidate }) => void seen.push(`${jobId} candidate ${candidate.index}`),
    fetched: () => undefined,
    loaded: ({ held }) => void seen.push(`held ${held.join()}`),
    warmed: ({ pack, callMs }) => void seen.push(`warmed ${pack} ${callMs >= 0}`),
  };
  const held: string[] = [];
  const pool: SessionPool = {
    held: () => held,
    async acquire(folder) {
      seen.push(`acquire ${folder}`);
      const load = gate<null>();
      loads.push(load);
      await load.passed;
      held.push(folder);
      return {
        pack: gaussianPack(),
        info: { manifest: gaussianPack().manifest, unetChannels: 9, runs: RUNS },
      };
    },
  };
  const fetcher: typeof fetch = async (url) => {
    const file = files[String(url)];
    return file ? Response.json(file) : new Response(null, { status: 404 });
  };
  const handlers = createHandlers(
    emit,
    () => openStore(undefined, fetcher),
    async () => {
      await runtime.passed;
      return { info: INFO, pool };
    },
  );
  return { handlers, seen, runtime, loads };
}

const code = (running: Promise<unknown>) =>
  running.then(
    () => 'none',
    (thrown: unknown) => (thrown instanceof LacunaError ? thrown.code : String(thrown)),
  );
const moment = () => new Promise((resolve) => setTimeout(resolve, 20));

afterEach(() => void vi.restoreAllMocks());

describe('the inference worker', () => {
  it('hands over the own-pixels candidate while the runtime is still on its way', async () => {
    const { handlers, seen } = engine();
    void handlers.start(OPTIONS);
    void handlers.fill(testJob(SIZE, HOLE, { instant: true, start: 'exemplar' }));
    await vi.waitFor(() => expect(seen).toEqual(['job candidate 0']));
  });

  it('fills from own pixels behind a load, and where the runtime cannot start', async () => {
    const { handlers, runtime } = engine();
    const starting = code(handlers.start(OPTIONS));
    const loading = code(handlers.load({ pack: 'a' }));
    const job = testJob(SIZE, HOLE, { method: 'exemplar' });
    expect(await handlers.fill(job)).toMatchObject({ candidates: 1 });
    const modelFill = code(handlers.fill(testJob(SIZE, HOLE)));
    runtime.fail(new LacunaError('runtime-failed', 'no'));
    expect(await Promise.all([starting, loading, modelFill])).toEqual(Array(3).fill('runtime-failed'));
    expect(await handlers.fill(job)).toMatchObject({ candidates: 1 });
  });

  it('takes one model part at a time', async () => {
    const { handlers, seen, runtime, loads } = engine();
    void handlers.start(OPTIONS);
    runtime.open(null);
    const fills = ['a', 'b'].map((id) => handlers.fill(testJob(SIZE, HOLE, { id, instant: true, pack: id })));
    await vi.waitFor(() => expect(seen).toContain('acquire a'));
    await moment();
    expect(seen).toEqual(expect.arrayContaining(['a candidate 0', 'b candidate 0']));
    expect(loads).toHaveLength(1);
    loads[0]?.open(null);
    await vi.waitFor(() => expect(loads).toHaveLength(2));
    expect(seen.indexOf('acquire b')).toBeGreaterThan(seen.indexOf('a candidate 1'));
    loads[1]?.open(null);
    expect(await Promise.all(fills)).toHaveLength(2);
  });

  it('lets go of a cancelled job at once while it waits or fetches, and goes on with the next', async () => {
    const { handlers, runtime, loads } = engine();
    void handlers.start(OPTIONS);
    runtime.open(null);
    const [fetching, waiting, next] = ['fetching', 'waiting', 'next'].map((id) =>
      code(handlers.fill(testJob(SIZE, HOLE, { id }))),
    );
    await vi.waitFor(() => expect(loads).toHaveLength(1));
    await handlers.cancel({ jobId: 'fetching' });
    await handlers.cancel({ jobId: 'waiting' });
    expect(await Promise.all([fetching, waiting])).toEqual(['job-cancelled', 'job-cancelled']);
    expect(loads).toHaveLength(1);
    loads[0]?.open(null);
    await vi.waitFor(() => expect(loads).toHaveLength(2));
    loads[1]?.open(null);
    expect(await next).toBe('none');
  });

  it('forgets a cancel that comes too late', async () => {
    const { handlers } = engine();
    const job = testJob(SIZE, HOLE, { method: 'exemplar' });
    await handlers.fill(job);
    await handlers.cancel({ jobId: job.id });
    expect(await handlers.fill(job)).toMatchObject({ candidates: 1 });
  });

  it('lists the packs before the runtime is there, without the broken one', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const { handlers } = engine({
      'http://localhost/models/index.json': { schema: 1, packs: ['broken', 'nano'] },
      'http://localhost/models/broken/lacuna.json': { ...nano, schema: 9 },
      'http://localhost/models/nano/lacuna.json': nano,
    });
    void handlers.start(OPTIONS);
    expect((await handlers.packs(null)).map(({ id }) => id)).toEqual(['nano']);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('broken'), expect.anything());
  });

  it('says why when no pack is left', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const { handlers } = engine({ 'http://localhost/models/index.json': { schema: 1, packs: ['gone'] } });
    void handlers.start(OPTIONS);
    expect(await code(handlers.packs(null))).toBe('pack-fetch-failed');
  });
});
