import { type ModelRecord, storedAddress } from '../../workers/shared/stored-model.ts';
import type { EngineClientState } from '../engine-client/types.ts';
import type { ProbedDevice } from '../lib/probe-device.ts';
import type { TroubleEntry } from '../lib/trouble.ts';
import type { Versions } from './versions.ts';

/** Everything a report is made of: there is no picture, no name of one and no prompt among it. */
export interface ReportParts {
  readonly versions: Versions;
  readonly browser: string;
  readonly engine: EngineClientState;
  readonly device: ProbedDevice | null;
  readonly storage: {
    readonly usedBytes: number;
    readonly freeBytes: number;
    readonly persistent: boolean;
  } | null;
  readonly models: readonly ModelRecord[];
  readonly errors: readonly TroubleEntry[];
}

/** What a report of a fault needs to hold, as text: device, limits, versions, self-test, models, last errors. */
export function reportText({ engine, models, ...parts }: ReportParts): string {
  const { status, info, loaded, runs } = engine;
  const local = models.filter(({ source }) => source.kind === 'import').map(({ id }) => storedAddress(id));
  const inUse = loaded.map((pack) => ({ pack: local.includes(pack) ? IMPORTED : pack, ...runs[pack] }));
  const report = { ...parts, engine: { status, info, loaded: inUse }, models: models.map(modelPart) };
  return JSON.stringify(report, null, 2);
}

/** A model that came from this machine has a name that the person gave: it stays out. */
function modelPart({ id, kind, source, commit, state, loadedBytes, files, error }: ModelRecord) {
  const isLocal = source.kind === 'import';
  return {
    name: isLocal ? IMPORTED : id,
    kind,
    source: isLocal ? null : source,
    commit,
    state,
    loadedBytes,
    files: files.length,
    error: error?.code ?? null,
  };
}

const IMPORTED = 'imported';
