import { LacunaError } from '../../shared/errors.ts';
import type { FillJob, JobProgress, Phase } from '../../shared/job.ts';
import type { EngineCalls, EngineEvents, EventSink, FetchProgress, Handlers } from '../../shared/protocol.ts';
import { parseIndex, parseManifest } from '../models/manifest.ts';
import { openPackFiles } from '../models/pack-files.ts';
import { runFill } from '../pipelines/fill.ts';
import { createTaskQueue } from '../transport/queue.ts';
import { packAddress } from './pack-address.ts';
import { createPulse } from './pulse.ts';
import { type Engine, startEngine } from './start.ts';
import { warmUp } from './warm-up.ts';

/** The calls of the inference worker. Jobs and loads wait for each other; `cancel` and `packs` do not. */
export function createHandlers(emit: EventSink<EngineEvents>): Handlers<EngineCalls> {
  const queue = createTaskQueue();
  const pulse = createPulse((busy) => emit.heartbeat({ busy }));
  const cancelled = new Set<string>();
  let starting: Promise<Engine> | null = null;

  function engine(): Promise<Engine> {
    if (!starting) throw new LacunaError('internal', 'start must be called first');
    return starting;
  }

  /** At most one event in 100 ms, and the last. */
  function reportBytes(what: FetchProgress['what'], pack: string) {
    let last = 0;
    return (loadedBytes: number, totalBytes: number): void => {
      const now = performance.now();
      if (loadedBytes < totalBytes && now - last < 100) return;
      last = now;
      emit.fetched({ what, pack, loadedBytes, totalBytes });
    };
  }

  /** Runs a task in its turn, with the pulse saying that there is work. */
  function inTurn<T>(task: (engine: Engine) => Promise<T>): Promise<T> {
    return queue.run(async () => {
      const started = await engine();
      const end = pulse.begin();
      try {
        return await task(started);
      } finally {
        end();
      }
    });
  }

  async function fill({ pool, baseUrl }: Engine, job: FillJob) {
    const isCancelled = () => cancelled.has(job.id);
    const stopIfCancelled = () => {
      if (isCancelled()) throw new LacunaError('job-cancelled', 'cancelled');
    };
    stopIfCancelled();
    const acquire = async () => {
      emit.progress(startOf(job, 'fetch'));
      const { pack } = await pool.acquire(packAddress(job.pack, baseUrl), {
        onBytes: reportBytes('pack', job.pack),
        onLoading: () => emit.progress(startOf(job, 'load')),
      });
      await pulse.pause();
      stopIfCancelled();
      return pack;
    };
    return runFill(acquire, job, {
      onProgress: emit.progress,
      onCandidate: (candidate) => emit.candidate({ jobId: job.id, candidate }),
      cancelled: isCancelled,
      now: () => performance.now(),
      yield: () => pulse.pause(),
    });
  }

  return {
    async start(options) {
      const end = pulse.begin();
      try {
        starting ??= startEngine(options, reportBytes('runtime', ''));
        return (await starting).info;
      } catch (thrown) {
        starting = null;
        throw thrown;
      } finally {
        end();
      }
    },
    async packs() {
      const { store, baseUrl } = await engine();
      const index = parseIndex(await store.json(new URL('models/index.json', baseUrl).href));
      const read = async (id: string) =>
        parseManifest(await store.json(new URL('lacuna.json', packAddress(id, baseUrl)).href));
      return Promise.all(index.packs.map(read));
    },
    async prefetch({ pack }) {
      const { store, baseUrl } = await engine();
      const files = await openPackFiles(store, packAddress(pack, baseUrl), reportBytes('pack', pack));
      await files.prefetch();
      return null;
    },
    load: ({ pack }) =>
      inTurn(async ({ pool, baseUrl }) => {
        let fresh = false;
        const onLoading = () => {
          fresh = true;
        };
        const report = { onBytes: reportBytes('pack', pack), onLoading };
        const loaded = await pool.acquire(packAddress(pack, baseUrl), report);
        // Nobody waits for this; what fails here fails again, and is reported, in the fill itself.
        if (fresh) inTurn(() => warmUp(loaded.pack)).catch(() => undefined);
        return loaded.info;
      }),
    fill: (job) => inTurn((started) => fill(started, job)).finally(() => cancelled.delete(job.id)),
    async cancel({ jobId }) {
      cancelled.add(jobId);
      return null;
    },
  };
}

function startOf(job: FillJob, phase: Phase): JobProgress {
  const { id, candidates, steps } = job;
  return { jobId: id, phase, candidate: 0, candidates, step: 0, steps, fraction: 0, preview: null };
}
