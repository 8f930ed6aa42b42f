import type { PackManifest } from '../../workers/shared/catalog.ts';
import type { FillCandidate, FillJob, FillSummary, JobProgress } from '../../workers/shared/job.ts';
import type {
  CodecCalls,
  EngineEvents,
  EngineInfo,
  FetchProgress,
  PackInfo,
  PackRuns,
} from '../../workers/shared/protocol.ts';

/**
 * Where the engine is. `waiting`: this host sends no headers and the service worker does not control the page yet.
 * `restarting`: the worker died, hung or lost its device and is being replaced. `off`: it failed repeatedly.
 */
export type EngineStatus = 'cold' | 'waiting' | 'starting' | 'ready' | 'busy' | 'restarting' | 'off';

export interface EngineClientState {
  readonly status: EngineStatus;
  readonly info: EngineInfo | null;
  /** Packs whose sessions are loaded. */
  readonly loaded: readonly string[];
  readonly fetch: FetchProgress | null;
  /** How the graphs of each pack run that was loaded since the worker is there. */
  readonly runs: Readonly<Record<string, PackRuns>>;
  /** The pack that was tried out last, and how long a call of its model took; null before. */
  readonly warmed: EngineEvents['warmed'] | null;
}

export interface FillOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: JobProgress) => void;
  readonly onCandidate?: (candidate: FillCandidate) => void;
}

/** The inference worker as the page sees it; the real one and the fake one satisfy the same contract. */
export interface EngineClient {
  getState(): EngineClientState;
  subscribe(listener: () => void): () => void;
  /** Spawns the worker and starts the runtime; later calls return the same promise until it fails. */
  start(): Promise<EngineInfo>;
  packs(): Promise<readonly PackManifest[]>;
  prefetch(pack: string): Promise<void>;
  load(pack: string): Promise<PackInfo>;
  /**
   * Runs a job; the worker takes it before its runtime has started. Aborting the signal rejects with `job-cancelled` at
   * once and frees the document; the worker stops at the end of its step and is replaced only if it falls silent.
   * Rejects with a `LacunaError`.
   */
  fill(job: FillJob, options?: FillOptions): Promise<FillSummary>;
  dispose(): void;
}

/** The codec worker as the page sees it: every call rejects with a `LacunaError`. */
export type CodecClient = {
  [Name in keyof CodecCalls]: (input: CodecCalls[Name]['in']) => Promise<CodecCalls[Name]['out']>;
};
