import { LacunaError } from '../../shared/errors.ts';
import type { FillJob, JobProgress, Phase } from '../../shared/job.ts';
import type { EngineCalls, EngineEvents, EventSink, FetchProgress, Handlers } from '../../shared/protocol.ts';
import type { LoadedPack } from '../models/load.ts';
import type { PackFiles } from '../models/pack-files.ts';
import { type FileStore, openStore } from '../models/store.ts';
import { createTaskQueue } from '../transport/queue.ts';
import { createFills } from './fills.ts';
import { listPacks } from './list-packs.ts';
import { openPack } from './open-pack.ts';
import { createPulse } from './pulse.ts';
import { type Engine, startEngine } from './start.ts';
import { warmOwnPixels } from './warm-own-pixels.ts';
import { REHEARSALS, rehearse, warmUp, warmUpGuided } from './warm-up.ts';

/** Where files come from: known as soon as `start` was called, long before the runtime is there. */
interface Home {
  readonly store: FileStore;
  readonly baseUrl: string;
}

/**
 * The calls of the inference worker. Loads and the model parts of jobs wait for the runtime and for each other; all else
 * runs at once.
 */
export function createHandlers(
  emit: EventSink<EngineEvents>,
  open: () => Promise<FileStore> = openStore,
  startRuntime: typeof startEngine = startEngine,
): Handlers<EngineCalls> {
  const queue = createTaskQueue();
  const pulse = createPulse((busy, silentMs) =>
    emit.heartbeat({ busy, ...(silentMs !== undefined && { silentMs }) }),
  );
  let opening: Promise<Home> | null = null;
  let starting: Promise<Engine> | null = null;
  /** What the page was last told to be in use. */
  let told: object | null = null;

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

  async function filesOf(pack: string): Promise<PackFiles> {
    const { store, baseUrl } = await started(opening);
    return openPack(store, baseUrl, pack, reportBytes('pack', pack));
  }

  /** A pack in memory; to be called in turn. */
  async function acquire(pack: string, onFetching: () => void, onLoading: () => void) {
    const { pool } = await started(starting);
    const open = () => {
      onFetching();
      return filesOf(pack);
    };
    const loaded = await pool.acquire(pack, open, onLoading);
    if (loaded !== told) emit.loaded({ pack, runs: loaded.info.runs, held: pool.held() });
    told = loaded;
    return loaded;
  }

  /** Runs a task in its turn, with the pulse saying that there is work. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    return queue.run(async () => {
      const end = pulse.begin();
      try {
        return await task();
      } finally {
        end();
      }
    });
  }

  /** One piece a turn: a fill that comes meanwhile waits for no more than that. */
  async function warm({ pack, info }: Omit<LoadedPack, 'release'>): Promise<void> {
    const callMs = await inTurn(() => warmUp(pack));
    if (pack.kind !== 'eraser' && callMs !== null) {
      emit.warmed({ pack: pack.manifest.id, callMs, oneText: pack.takesGuidance === true });
    }
    // Graphs that take turns are opened, and compiled, anew for each fill.
    if (!info.runs.lean) {
      await pulse.pause();
      await inTurn(() => warmUpGuided(pack));
    }
    for (let k = 0; k < REHEARSALS; k++) {
      await pulse.pause();
      await inTurn(() => rehearse(pack));
    }
  }

  const fills = createFills(emit, queue, pulse, async (job, address) => {
    const { pack } = await acquire(
      address,
      () => emit.progress(startOf(job, 'fetch')),
      () => emit.progress(startOf(job, 'load')),
    );
    // A cancel that came meanwhile is heard now.
    await pulse.pause();
    return pack;
  });

  return {
    async start(options) {
      const end = pulse.begin();
      try {
        opening ??= open().then((store) => ({ store, baseUrl: options.baseUrl }));
        starting ??= opening.then(({ store }) =>
          startRuntime(options, store, reportBytes('runtime', ''), pulse.watch),
        );
        const { info } = await starting;
        // Nobody waits for this either.
        warmOwnPixels(pulse.pause, () => !fills.any()).catch(() => undefined);
        return info;
      } finally {
        end();
      }
    },
    async packs() {
      const { store, baseUrl } = await started(opening);
      return listPacks(store, baseUrl);
    },
    async prefetch({ pack }) {
      await (await filesOf(pack)).prefetch();
      return null;
    },
    load: ({ pack }) =>
      inTurn(async () => {
        let fresh = false;
        const loaded = await acquire(
          pack,
          () => undefined,
          () => {
            fresh = true;
          },
        );
        // Nobody waits for this; what fails here fails again, and is reported, in the fill itself.
        if (fresh) warm(loaded).catch(() => undefined);
        return loaded.info;
      }),
    fill: (job) => fills.run(job),
    async cancel({ jobId }) {
      fills.cancel(jobId);
      return null;
    },
  };
}

function started<T>(running: Promise<T> | null): Promise<T> {
  if (!running) throw new LacunaError('internal', 'start must be called first');
  return running;
}

function startOf(job: FillJob, phase: Phase): JobProgress {
  const { id, candidates, steps } = job;
  return { jobId: id, phase, candidate: 0, candidates, step: 0, steps, fraction: 0, preview: null };
}
