import type { OperatorCheck } from '../../shared/protocol.ts';
import { createSession, type SessionHost } from '../runtime/session.ts';
import { padConvolutions } from './onnx-graph.ts';
import { type OperatorCase, operatorCases } from './self-test-cases.ts';

/** Float32 sums in another order differ by less than this; a wrong kernel differs by about 1. */
const TOLERANCE = 1e-3;
const CACHE_NAME = 'lacuna-self-test-1';

export interface SelfTestResult {
  readonly checks: readonly OperatorCheck[];
  /** True when every operator is right in the form in which packs use it: rewritten where the rewrite applies. */
  readonly passed: boolean;
}

/**
 * Runs single operators with known answers. A convolution that the rewrite changes runs twice: as it is, for the
 * record, and rewritten, which counts.
 */
export async function runSelfTest(host: Omit<SessionHost, 'addRunMs'>): Promise<SelfTestResult> {
  const checks: OperatorCheck[] = [];
  let passed = true;
  for (const operator of operatorCases()) {
    const rewritten = padConvolutions(operator.model);
    const plain = await checkOperator(host, operator, operator.model, false);
    checks.push(plain);
    let used = plain;
    if (rewritten.changed > 0) {
      used = await checkOperator(host, operator, rewritten.bytes, true);
      checks.push(used);
    }
    passed &&= used.passed;
  }
  return { checks, passed };
}

async function checkOperator(
  host: Omit<SessionHost, 'addRunMs'>,
  operator: OperatorCase,
  model: Uint8Array,
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
  return { operator: operator.operator, maxError, passed: maxError <= TOLERANCE, rewritten };
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
