import { LacunaError } from '../../shared/errors.ts';
import type { PackRuns, Tuning } from '../../shared/protocol.ts';
import { createSession, type SessionHost } from '../runtime/session.ts';
import type { GraphSession } from '../runtime/types.ts';
import { externalNames } from '../../onnx/external.ts';
import { type GraphFacts, graphFacts } from './onnx-facts.ts';
import { narrowConstants } from './onnx-float64.ts';
import { padConvolutions } from './onnx-graph.ts';
import type { PackFiles } from './pack-files.ts';

export interface LoadOptions {
  /** Cures convolutions that the WebGPU provider computes wrongly. */
  readonly padConvolutions: boolean;
  /** Whether the device computes in half precision: graphs that do run on WebAssembly where it does not. */
  readonly half?: 'right' | 'wrong' | 'none';
  /** False where the device gets attention as one node wrong: graphs with it run on WebAssembly. */
  readonly fused?: boolean;
  /** True where the graphs are known not to fit into memory together. */
  readonly lean?: boolean;
  /** In place of the usual choice, to measure it. */
  readonly tuning?: Tuning;
}

/** A component's session. */
export interface OpenedGraph {
  readonly session: GraphSession;
  readonly half: boolean;
  /** Where it runs. */
  readonly device: GPUDevice | null;
  /** Why it does not run on the device that there is. */
  readonly reason: PackRuns['reason'];
}

/**
 * Weights beside the graph, in bytes, from which the runtime leaves the graph as it is: what it folds together it reads
 * into its own memory first. Measured in `docs/benchmarks.md`.
 */
const LARGE = 256e6;

/** Milliseconds a graph may take without a sign of life: reading, or one run of it on a slow device. */
const PATIENCE_MS = 20_000;
const BYTES_PER_MS = { gpu: 20_000, wasm: 4000 } as const;
/** Software adapters, which only a person who asks for one gets, are 60 to 170 times slower than WebAssembly. */
const SOFTWARE_PATIENCE = 60;

/**
 * A component's session, with the files of weights that its graph names and no others.
 *
 * @throws LacunaError `pack-invalid` naming weights that the pack does not have; `model-too-large` for a weight that
 * the device has no buffer for; `runtime-failed`, `out-of-memory`, `device-lost`
 */
export async function openGraph(
  files: PackFiles,
  component: string,
  host: SessionHost,
  options: LoadOptions,
): Promise<OpenedGraph> {
  const { model, external } = await files.graph(component);
  const wanted = externalNames(model);
  for (const name of wanted) {
    if (external.some(({ path }) => path === name)) continue;
    throw new LacunaError('pack-invalid', `${component} needs ${name}, which the pack does not have`, {
      path: name,
    });
  }
  const facts = graphFacts(model);
  const { half, largestWeight } = facts;
  const reason = host.device ? unfit(facts, options) : null;
  const device = reason ? null : host.device;
  if (device && largestWeight > device.limits.maxBufferSize) {
    throw new LacunaError('model-too-large', `${component} has a weight of ${largestWeight} bytes`, {
      megabytes: Math.round(largestWeight / 1e6),
      limit: Math.round(device.limits.maxBufferSize / 1e6),
    });
  }
  const narrow = narrowConstants(model);
  const graph = device && options.padConvolutions ? padConvolutions(narrow).bytes : narrow;
  const beside = external.filter(({ path }) => wanted.has(path));
  const weights = beside.reduce((sum, { data }) => sum + (data instanceof Blob ? data.size : data.length), 0);
  const patienceMs = patienceOf(weights + model.length, device && (host.software ? 'software' : 'gpu'));
  const session = await createSession({ ...host, device, patienceMs }, graph, beside, {
    optimization: weights >= LARGE ? 'basic' : 'all',
    ...options.tuning,
  });
  return { session, half, device, reason };
}

/** Milliseconds of silence that a graph of so many bytes may take. */
export function patienceOf(bytes: number, on: 'gpu' | 'software' | null): number {
  const patienceMs = PATIENCE_MS + bytes / BYTES_PER_MS[on === null ? 'wasm' : 'gpu'];
  return on === 'software' ? SOFTWARE_PATIENCE * patienceMs : patienceMs;
}

/** What a graph needs that the device cannot do, or gets wrong. */
export function unfit(
  facts: Pick<GraphFacts, 'half' | 'fused'>,
  { half = 'right', fused = true }: LoadOptions,
): PackRuns['reason'] {
  if (facts.half && half !== 'right') return half === 'none' ? 'no-half' : 'half-wrong';
  return facts.fused && !fused ? 'attention-wrong' : null;
}
