import type { OperatorCheck } from '../../shared/protocol.ts';
import { createSession, type SessionHost } from '../runtime/session.ts';
import { writeModel } from './onnx-build.ts';
import { padConvolutions } from './onnx-graph.ts';
import { type OperatorCase, operatorCases } from './self-test-cases.ts';
import { inHalf } from './self-test-half.ts';

type Precision = OperatorCheck['precision'];

/** Sums in another order differ by less than this, of answers of order 1; a wrong kernel differs by about 1. */
const TOLERANCE = { float32: 1e-3, float16: 2e-2 } as const;
const CACHE_NAME = 'lacuna-self-test-3';

export interface SelfTestResult {
  readonly checks: readonly OperatorCheck[];
  /** True when every operator is right in float32, in the form in which packs use it: rewritten where that applies. */
  readonly passed: boolean;
  /** The same for half precision; false where the device has none. */
  readonly halfPassed: boolean;
  /** Whether attention as one node is right, in every precision the device has; the two above leave it out. */
  readonly fusedPassed: boolean;
}

/**
 * Runs single operators with known answers, in float32 and, where the device computes in it, in half precision. A
 * convolution that the rewrite changes runs twice: as it is, for the record, and rewritten, which counts.
 *
 * @param half true where the device has `shader-f16`
 */
export async function runSelfTest(
  host: Omit<SessionHost, 'addRunMs'>,
  half: boolean,
): Promise<SelfTestResult> {
  const checks: OperatorCheck[] = [];
  const passed = { float32: true, float16: half };
  let fusedPassed = true;
  for (const precision of half ? (['float32', 'float16'] as const) : (['float32'] as const)) {
    for (const operator of operatorCases()) {
      const model = writeModel(precision === 'float16' ? inHalf(operator.model) : operator.model);
      const rewritten = padConvolutions(model);
      let used = await checkOperator(host, operator, model, precision, false);
      checks.push(used);
      if (rewritten.changed > 0) {
        used = await checkOperator(host, operator, rewritten.bytes, precision, true);
        checks.push(used);
      }
      if (operator.fused) fusedPassed &&= used.passed;
      else passed[precision] &&= used.passed;
    }
  }
  return { checks, passed: passed.float32, halfPassed: passed.float16, fusedPassed };
}

async function checkOperator(
  host: Omit<SessionHost, 'addRunMs'>,
  operator: OperatorCase,
  model: Uint8Array,
  precision: Precision,
  rewritten: boolean,
): Promise<OperatorCheck> {
  let maxError = Number.POSITIVE_INFINITY;
  try {
    const session = await createSession({ ...host, addRunMs: () => undefined }, model);
    const { y } = await session.run({ x: operator.input });
    await session.release();
    if (y?.data.length === operator.expected.length) maxError = largestError(y.data, operator.expected);
  } catch {
    // An operator that cannot run has failed; the error itself helps nobody here.
  }
  return {
    operator: operator.operator,
    precision,
    maxError,
    passed: maxError <= TOLERANCE[precision],
    rewritten,
  };
}

function largestError(actual: Float32Array, expected: Float32Array): number {
  let largest = 0;
  for (let i = 0; i < actual.length; i++) {
    const error = Math.abs((actual[i] as number) - (expected[i] as number));
    // NaN compares as false everywhere: it must not pass as 0.
    if (!(error <= largest)) largest = Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
  }
  return largest;
}

/**
 * The result kept for this device and browser, else a fresh run that is kept.
 *
 * @param key names device, driver, browser version and runtime version
 */
export async function cachedSelfTest(
  key: string,
  run: () => Promise<SelfTestResult>,
  storage: CacheStorage | undefined = globalThis.caches,
): Promise<SelfTestResult> {
  const cache = (await storage?.open(CACHE_NAME).catch(() => null)) ?? null;
  // Only the key's own origin and path matter; nothing is ever fetched from this address.
  const address = `/self-test/${encodeURIComponent(key)}`;
  const kept = await cache?.match(address).catch(() => undefined);
  if (kept) return kept.json();
  const result = await run();
  if (result.passed) {
    const body = JSON.stringify(result);
    await cache?.put(address, new Response(body)).catch(() => undefined);
  }
  return result;
}
