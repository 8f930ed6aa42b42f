import { expect, it, vi } from 'vitest';
import { nodeHost } from '../../../e2e/support/node-engine.ts';
import { createSession } from '../runtime/session.ts';
import { cachedSelfTest, runSelfTest } from './self-test.ts';
import { operatorCases } from './self-test-cases.ts';

// Compiling the runtime takes seconds where other work keeps the machine busy.
vi.setConfig({ testTimeout: 60_000 });

it('finds every operator right on WebAssembly, plain and rewritten', async () => {
  const { checks, passed } = await runSelfTest(await nodeHost());
  expect(checks).toHaveLength(7);
  expect(checks.filter((check) => check.rewritten).map((check) => check.operator)).toEqual([
    'Conv 3x3 9 to 8',
  ]);
  for (const check of checks) expect(check.maxError, check.operator).toBeLessThan(1e-5);
  expect(passed).toBe(true);
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
  const { checks, passed } = await runSelfTest(broken);
  expect(passed).toBe(false);
  expect(checks.every((check) => !check.passed)).toBe(true);
});

it('runs again when nothing was kept', async () => {
  let runs = 0;
  const run = async () => {
    runs += 1;
    return { checks: [], passed: true };
  };
  await cachedSelfTest('device', run, undefined);
  await cachedSelfTest('device', run, undefined);
  expect(runs).toBe(2);
});

it('has cases whose answers are not trivial', async () => {
  const host = { ...(await nodeHost()), addRunMs: () => undefined };
  for (const operator of operatorCases()) {
    const session = await createSession(host, operator.model);
    expect(Math.max(...operator.expected)).toBeGreaterThan(0.3);
    await session.release();
  }
});
