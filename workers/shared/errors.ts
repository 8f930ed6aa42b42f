/**
 * Everything that can go wrong, by name. The page turns a code into a sentence that says what to do next; `detail` is
 * for the report and for numbers in that sentence, never shown alone.
 */
export type ErrorCode =
  // opening and saving pictures
  | 'image-empty'
  | 'image-unsupported'
  | 'image-svg'
  | 'image-damaged'
  | 'image-too-large'
  | 'encode-failed'
  | 'encode-unsupported'
  | 'codec-failed'
  // project files and kept work
  | 'project-damaged'
  | 'project-newer'
  | 'project-too-large'
  | 'session-elsewhere'
  // jobs
  | 'mask-empty'
  | 'texture-size'
  | 'job-invalid'
  | 'job-cancelled'
  | 'method-unsupported'
  // models
  | 'pack-unknown'
  | 'pack-invalid'
  | 'pack-fetch-failed'
  | 'pack-damaged'
  // models that people bring
  | 'model-address'
  | 'model-unreachable'
  | 'model-not-found'
  | 'model-host-busy'
  | 'model-import-again'
  | 'model-page'
  | 'model-host-unfit'
  | 'model-several'
  | 'model-file-unreadable'
  | 'model-missing'
  | 'model-unsupported'
  | 'model-changed'
  | 'model-damaged'
  | 'model-busy'
  | 'model-too-large'
  | 'storage-full'
  | 'storage-unavailable'
  // runtime
  | 'unprotected'
  | 'runtime-failed'
  | 'device-lost'
  | 'out-of-memory'
  | 'result-invalid'
  | 'worker-hung'
  | 'worker-died'
  | 'internal';

/** An error with a code; the only kind that crosses a worker border. */
export class LacunaError extends Error {
  readonly code: ErrorCode;
  /** Numbers and names for the message, e.g. `{ width: 30000, limit: 16384 }`. */
  readonly detail: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, message: string, detail: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.name = 'LacunaError';
    this.code = code;
    this.detail = detail;
  }
}

/** `LacunaError` as plain data: structured clone would drop its class and its code. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly detail: Readonly<Record<string, string | number>>;
  readonly stack: string;
}

/** What a call answers: errors are values on the wire. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: WireError };

/** How browsers say, in a `RangeError`, that memory could not be had. A negative length is a fault of ours. */
const NO_MEMORY = /alloc|out of memory|array (length|buffer length): \d|array size/i;

/**
 * Any thrown value as plain data. What is not a `LacunaError` becomes code `internal`, or `out-of-memory` where an
 * allocation failed.
 */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof LacunaError) {
    return { code: thrown.code, message: thrown.message, detail: thrown.detail, stack: thrown.stack ?? '' };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: thrown instanceof RangeError && NO_MEMORY.test(message) ? 'out-of-memory' : 'internal',
    message,
    detail: {},
    stack: thrown instanceof Error ? (thrown.stack ?? '') : '',
  };
}

/** The class again, with the far side's stack kept for reports. */
export function fromWireError(wire: WireError): LacunaError {
  const error = new LacunaError(wire.code, wire.message, wire.detail);
  if (wire.stack) error.stack = wire.stack;
  return error;
}
