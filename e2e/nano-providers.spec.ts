import { readFileSync, rmSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import type { StaticServer } from '../scripts/serve.mjs';
import type { StartOptions } from '../workers/shared/protocol.ts';
import { compareOutputs, expectedOutputs, type PackOutputs } from './support/compare-pack.ts';
import type { Goldens } from './support/goldens.ts';
import { serveHarness } from './support/harness.ts';
import { writeTestPacks } from './support/looping-pack.ts';

const goldens: Goldens = JSON.parse(
  readFileSync(new URL('./packs/nano/goldens.json', import.meta.url), 'utf8'),
);
const TOLERANCE = 1e-3;
let server: StaticServer;
let packs = '';

test.beforeAll(async () => {
  packs = writeTestPacks();
  server = await serveHarness(packs);
});
test.afterAll(async () => {
  await server.close();
  rmSync(packs, { recursive: true });
});

/** Runs the nano pack's graphs in the browser. */
async function run(page: Page, options: Partial<StartOptions>, withoutJspi = false) {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript/.test(message.text())) violations.push(message.text());
  });
  await page.goto(server.url);
  const reply = await page.evaluate(
    ([goldens, options, withoutJspi]) =>
      window.harness.graphs({ pack: 'nano', goldens, withoutJspi, repeat: 0 }, options),
    [goldens, options, withoutJspi] as const,
  );
  expect(reply.error).toBe('');
  expect(violations).toEqual([]);
  const outputs = reply.outputs as unknown as PackOutputs;
  const errors = compareOutputs(outputs, expectedOutputs(goldens, reply.scalingFactor));
  return { info: reply.info, outputs, errors };
}

test('WebAssembly and WebGPU agree with each other and with torch @webgpu', async ({ page }) => {
  const wasm = await run(page, { provider: 'wasm' });
  expect(wasm.info).toMatchObject({
    provider: 'wasm',
    reason: 'forced',
    threads: 2,
    crossOriginIsolated: true,
  });
  for (const [graph, error] of Object.entries(wasm.errors)) expect(error, graph).toBeLessThan(TOLERANCE);

  const gpu = await run(page, { provider: 'webgpu' });
  expect(gpu.info).toMatchObject({ provider: 'webgpu', reason: 'forced' });
  for (const [graph, error] of Object.entries(gpu.errors)) expect(error, graph).toBeLessThan(TOLERANCE);

  const between = compareOutputs(gpu.outputs, wasm.outputs);
  for (const [graph, error] of Object.entries(between)) expect(error, graph).toBeLessThan(TOLERANCE);

  // The self-test sees the fault and its cure.
  const checks = gpu.info?.selfTest ?? [];
  const cured = ['Conv 3x3 9 to 8', 'Conv 3x3 6 to 8'];
  for (const name of cured) {
    const those = checks.filter((check) => check.operator === name);
    expect(those.map(({ rewritten, passed }) => ({ rewritten, passed }))).toEqual([
      { rewritten: false, passed: false },
      { rewritten: true, passed: true },
    ]);
  }
  expect(checks.filter((check) => !cured.includes(check.operator) && !check.passed)).toEqual([]);
});

test('without the rewrite the 9-channel convolution is wrong on WebGPU @webgpu', async ({ page }) => {
  const { errors, info } = await run(page, { provider: 'webgpu', rewriteGraphs: false });
  expect(info?.provider).toBe('webgpu');
  const wrong = Object.entries(errors).filter(([, error]) => error > TOLERANCE);
  expect(wrong.map(([graph]) => graph)).toEqual(['unet 0', 'unet 1']);
});

test('a software adapter counts as none unless forced @webgpu', async ({ page }) => {
  const { info } = await run(page, { provider: 'auto' });
  expect(info).toMatchObject({ provider: 'wasm', reason: 'software-adapter' });
  expect(info?.adapter?.software).toBe(true);
});

test('a fill goes through client, worker and pipeline, twice the same', async ({ page }) => {
  await page.goto(server.url);
  const first = await page.evaluate(() => window.harness.fill({ candidates: 2 }, {}));
  expect(first.phases).toEqual(
    expect.arrayContaining(['fetch', 'load', 'text', 'encode', 'denoise', 'decode']),
  );
  expect(first.statuses.slice(0, 2)).toEqual(['starting', 'busy']);
  expect(first.candidates.map(({ seed }) => seed)).toEqual([7, 8]);
  expect(first.candidates[0]?.pixels).not.toEqual(first.candidates[1]?.pixels);
  const second = await page.evaluate(() => window.harness.fill({}, {}));
  expect(second.candidates[0]?.pixels).toEqual(first.candidates[0]?.pixels);
});

test('a cancelled fill stops at its step, and its worker goes on with the next', async ({ page }) => {
  await page.goto(server.url);
  const report = await page.evaluate(() => window.harness.cancelAndFill());
  expect(report.code).toBe('job-cancelled');
  expect(report.cancelMs).toBeLessThan(1000);
  expect(report.last).toBeLessThan(10);
  expect(report.spawned).toBe(1);
  expect(report.summary.timings.steps).toBe(4);
});

test('an endless graph is left at once, and its worker replaced', async ({ page }) => {
  await page.goto(server.url);
  const report = await page.evaluate(() => window.harness.leaveEndless());
  expect(report.code).toBe('job-cancelled');
  expect(report.cancelMs).toBeLessThan(1000);
  expect(report.frames).toBeGreaterThan(10);
  expect(report.spawned).toBe(2);
  expect(report.summary.timings.steps).toBe(4);
});

test('the build for browsers without promise integration agrees with torch', async ({ page }) => {
  const { errors, info } = await run(page, { provider: 'wasm' }, true);
  expect(info).toMatchObject({ build: 'asyncify', threads: 2 });
  for (const [graph, error] of Object.entries(errors)) expect(error, graph).toBeLessThan(TOLERANCE);
});
