import { expect, it, vi } from 'vitest';
import { nodeHost } from '../../../e2e/support/node-engine.ts';
import { createSession } from '../runtime/session.ts';
import { writeModel } from './onnx-build.ts';
import { cachedSelfTest, runSelfTest } from './self-test.ts';
import { operatorCases } from './self-test-cases.ts';

// Compiling the runtime takes seconds where other work keeps the machine busy.
vi.setConfig({ testTimeout: 60_000 });

it('finds every operator right on WebAssembly, plain and rewritten, in both precisions', async () => {
  const { checks, passed, halfPassed, fusedPassed } = await runSelfTest(await nodeHost(), true);
  const operators = new Set(checks.map(({ operator }) => operator));
  expect([...operators]).toEqual(operatorCases().map(({ operator }) => operator));
  for (const precision of ['float32', 'float16'] as const) {
    const those = checks.filter((check) => check.precision === precision);
    expect(those.filter((check) => check.rewritten).map((check) => check.operator)).toEqual([
      'Conv 3x3 9 to 8',
      'Conv 3x3 6 to 8',
    ]);
    const bound = precision === 'float32' ? 1e-5 : 5e-3;
    for (const check of those) expect(check.maxError, check.operator).toBeLessThan(bound);
  }
  expect([passed, halfPassed, fusedPassed]).toEqual([true, true, true]);
});

it('leaves half precision out where the device has none', async () => {
  const { checks, halfPassed } = await runSelfTest(await nodeHost(), false);
  expect(checks.every(({ precision }) => precision === 'float32')).toBe(true);
  expect(halfPassed).toBe(false);
});

it('fails when an operator answers something else', async () => {
  const host = await nodeHost();
  const broken = {
    ...host,
    ort: {
      ...host.ort,
      InferenceSession: {
        create: async (...args: Parameters<typeof host.ort.InferenceSession.create>) => {
          const session = await host.ort.InferenceSession.create(...args);
          const run = session.run.bind(session);
          session.run = async (feeds: Parameters<typeof run>[0]) => {
            const results = await run(feeds);
            const values = results.y?.data as Float32Array;
            values[0] = Number.NaN;
            return results;
          };
          return session;
        },
      },
    } as unknown as typeof host.ort,
  };
  const { checks, passed, fusedPassed } = await runSelfTest(broken, false);
  expect([passed, fusedPassed]).toEqual([false, false]);
  expect(checks.every((check) => !check.passed)).toBe(true);
});

it('runs again when nothing was kept', async () => {
  let runs = 0;
  const run = async () => {
    runs += 1;
    return { checks: [], passed: true, halfPassed: true, fusedPassed: true };
  };
  await cachedSelfTest('device', run, undefined);
  await cachedSelfTest('device', run, undefined);
  expect(runs).toBe(2);
});

it('has cases whose answers are not trivial', async () => {
  const host = { ...(await nodeHost()), addRunMs: () => undefined };
  for (const operator of operatorCases()) {
    const session = await createSession(host, writeModel(operator.model));
    expect(Math.max(...operator.expected)).toBeGreaterThan(0.3);
    await session.release();
  }
});
