import { type ErrorCode, LacunaError } from '../../shared/errors.ts';
import type { Tuning } from '../../shared/protocol.ts';
import { toElements, toFloat32 } from './convert.ts';
import type { DeviceError } from './gpu.ts';
import type { InferenceSession, Ort } from './ort.ts';
import { SteadyBlob } from './steady-blob.ts';
import type { FloatTensor, GraphInput, GraphSession, TensorSpec, TensorType } from './types.ts';

/** A file of weights beside a graph, under the name the graph knows it by. */
export interface ExternalFile {
  readonly path: string;
  readonly data: Uint8Array | Blob;
}

/** Where sessions run and what they report to. */
export interface SessionHost {
  readonly ort: Ort;
  /** The device of a WebGPU session; null runs on WebAssembly. */
  readonly device: GPUDevice | null;
  /** True once the device is lost: what runs after that cannot be trusted. */
  readonly isLost: () => boolean;
  /** Calls when the device is lost, until the returned function is called. */
  readonly onLost?: (listener: () => void) => () => void;
  /** The first error that the device reported since the last look. */
  readonly takeError?: () => DeviceError | null;
  /** True where the device is a processor that plays a graphics card. */
  readonly software?: boolean;
  /** Adds milliseconds spent inside `run`. */
  readonly addRunMs: (ms: number) => void;
  /** Holds the worker's signs of life back while the runtime works, which it may do for so many milliseconds. */
  readonly watch?: Watch;
  /** How long one run may take, and creating the session without what it compiles; the usual silence unless said. */
  readonly patienceMs?: number;
}

export type Watch = <T>(patienceMs: number, work: () => Promise<T>) => Promise<T>;

/** Milliseconds that a GPU's kernels may take to compile, on top: for a new session, and in its first run of a shape. */
const COMPILING_MS = 60_000;
/** A run may take this many times the longest one before it. */
const CALIBRATION = 10;

const KNOWN_TYPES: readonly TensorType[] = ['float32', 'float16', 'int32', 'int64', 'uint8', 'bool'];

/** The runtime refuses to create two sessions at once: each waits for the one before. */
let creating: Promise<unknown> = Promise.resolve();

/** Milliseconds of the longest run of any graph on this device, but for those that compiled. */
let longestMs = 0;

/**
 * Creates a session. Throws `runtime-failed`, `out-of-memory`, `device-lost`.
 *
 * @param graph bytes of the `.onnx` file
 */
export function createSession(
  host: SessionHost,
  graph: Uint8Array,
  external: readonly ExternalFile[] = [],
  { optimization = 'all', layout }: Tuning = {},
): Promise<GraphSession> {
  const created = creating.then(async () => {
    const options: InferenceSession.SessionOptions = {
      executionProviders: host.device
        ? [{ name: 'webgpu', device: host.device, ...(layout && { preferredLayout: layout }) }]
        : ['wasm'],
      graphOptimizationLevel: optimization,
      logSeverityLevel: 3,
      // Between runs the runtime's threads would wait on their cores, which the engine's own work and the page need.
      extra: { session: { force_spinning_stop: '1' } },
      externalData: external.map(({ path, data }) => ({ path, data: steady(data) })),
    };
    try {
      const session = await whileThere(host, limitOf(host, host.device !== null), () =>
        host.ort.InferenceSession.create(graph, options),
      );
      // The runtime is compiled by now: let go of its 17 to 27 MB.
      delete host.ort.env.wasm.wasmBinary;
      return wrapSession(host, session);
    } catch (thrown) {
      throw runtimeError(host, 'create a session', thrown);
    }
  });
  creating = created.catch(() => undefined);
  return created;
}

function steady(data: Uint8Array | Blob): Uint8Array | Blob {
  return data instanceof Blob ? new SteadyBlob(data) : data;
}

function wrapSession(host: SessionHost, session: InferenceSession): GraphSession {
  const inputs = session.inputMetadata.map(readSpec);
  const outputs = session.outputMetadata.map(readSpec);
  const compiled = new Set<string>();

  return {
    inputs,
    outputs,
    async run(feeds) {
      const tensors = Object.fromEntries(
        inputs.map((spec) => [spec.name, toTensor(host.ort, spec, feeds[spec.name])]),
      );
      const shapes = inputs.map(({ name }) => tensors[name]?.dims.join('x')).join();
      const compiles = host.device !== null && !compiled.has(shapes);
      const start = performance.now();
      try {
        const results = await whileThere(host, limitOf(host, compiles), () => session.run(tensors));
        compiled.add(shapes);
        if (!compiles) longestMs = Math.max(longestMs, performance.now() - start);
        return Object.fromEntries(
          outputs.map((spec) => [spec.name, toFloatTensor(results[spec.name] as unknown as RawTensor, spec)]),
        );
      } catch (thrown) {
        throw runtimeError(host, 'run a graph', thrown);
      } finally {
        host.addRunMs(performance.now() - start);
      }
    },
    release: () => session.release(),
  };
}

/** Milliseconds after which a silent runtime counts as hung. */
function limitOf({ patienceMs = 0 }: SessionHost, compiles: boolean): number {
  return Math.max(patienceMs, CALIBRATION * longestMs) + (compiles ? COMPILING_MS : 0);
}

interface RawTensor {
  readonly data: ArrayBufferView;
  readonly dims: readonly number[];
}

function readSpec(value: InferenceSession.ValueMetadata): TensorSpec {
  const type = value.isTensor ? (value.type as TensorType) : undefined;
  if (!value.isTensor || !type || !KNOWN_TYPES.includes(type)) {
    throw new LacunaError('pack-invalid', `graph value ${value.name} has an unsupported type`);
  }
  return { name: value.name, type, dims: value.shape };
}

function toTensor(ort: Ort, spec: TensorSpec, input: GraphInput | undefined) {
  if (!input) throw new LacunaError('internal', `graph input ${spec.name} is missing`);
  // Exports differ in the rank of a scalar such as the timestep: take the graph's own.
  const scalar = input.data.length === 1 && spec.dims.length < input.dims.length;
  const dims = scalar ? input.dims.slice(input.dims.length - spec.dims.length) : input.dims;
  return new ort.Tensor(spec.type, toElements(input.data, spec.type) as Float32Array, dims);
}

function toFloatTensor(tensor: RawTensor, spec: TensorSpec): FloatTensor {
  return { data: toFloat32(tensor.data, spec.type), dims: tensor.dims };
}

/**
 * What the runtime answers, unless the device is lost or reports an error meanwhile: the runtime may then wait for ever,
 * or take zeros for a result.
 */
async function whileThere<T>(host: SessionHost, limitMs: number, work: () => Promise<T>): Promise<T> {
  let forget: (() => void) | undefined;
  const gone = new Promise<never>((_, reject) => {
    forget = host.onLost?.(() => reject(new LacunaError('device-lost', 'the GPU device was lost')));
  });
  try {
    const answer = host.watch ? host.watch(limitMs, work) : work();
    const result = await Promise.race([answer, gone]);
    const error = host.takeError?.() ?? null;
    if (error) throw new LacunaError(error, 'the GPU reported an error');
    return result;
  } finally {
    forget?.();
  }
}

/** The runtime has no error codes of its own: the message and the device's state tell. */
function runtimeError(host: SessionHost, action: string, thrown: unknown): LacunaError {
  if (thrown instanceof LacunaError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  let code: ErrorCode = 'runtime-failed';
  if (host.isLost() || /device (was|is) lost|device lost/i.test(message)) code = 'device-lost';
  else if (/bad_alloc|out of memory|allocation failed|could not allocate/i.test(message))
    code = 'out-of-memory';
  return new LacunaError(code, `could not ${action}: ${message}`);
}
