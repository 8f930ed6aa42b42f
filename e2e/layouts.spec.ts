import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import type { StaticServer } from '../scripts/serve.mjs';
import type { StartOptions } from '../workers/shared/protocol.ts';
import { serveHarness } from './support/harness.ts';
import { type LayoutGoldens, layoutError } from './support/layouts.ts';

// Models as they are brought: archives of diffusers' own networks in the layouts of older and newer exports, taken in by
// the download worker and opened as a fill opens them; every graph's numbers are torch's.
const goldens: LayoutGoldens = JSON.parse(
  readFileSync(new URL('./packs/layouts/goldens.json', import.meta.url), 'utf8'),
);
const TOLERANCE = { full: 1e-3, half: 2e-2 } as const;
let server: StaticServer;

test.beforeAll(async () => {
  server = await serveHarness('e2e/packs');
});
test.afterAll(() => server.close());

async function expectTorch(page: Page, names: readonly string[], options: Partial<StartOptions>) {
  await page.goto(server.url);
  for (const name of names) {
    const golden = goldens.packs[name];
    if (!golden) throw new Error(`no golden of ${name}`);
    const record = await page.evaluate(
      (name) => window.harness.importModel(name, `models/layouts/${name}.zip`),
      name,
    );
    if (!('id' in record)) throw new Error(`${name}: ${record.message}`);
    const { timestep, prompts } = goldens;
    const found = await page.evaluate(([id, inputs, options]) => window.harness.layout(id, inputs, options), [
      record.id,
      { timestep, prompts },
      options,
    ] as const);
    expect(found.error, name).toBeNull();
    expect(found.unetChannels, name).toBe(golden.channels ?? 0);
    expect(found.predictionType, name).toBe(golden.predictionType ?? '');
    expect(Object.keys(found.outputs).sort(), name).toEqual(Object.keys(golden.outputs).sort());
    const bound = golden.half ? TOLERANCE.half : TOLERANCE.full;
    for (const [graph, kept] of Object.entries(golden.outputs)) {
      const output = found.outputs[graph];
      const tensor = output && { dims: output.dims, data: Float32Array.from(output.data) };
      expect(layoutError(tensor, kept), `${name}, ${graph}`).toBeLessThan(bound);
    }
    // Half precision runs where the device has it; the software adapter has not.
    const provider = options.provider === 'webgpu' && !golden.half ? 'webgpu' : 'wasm';
    expect(found.runs, name).toMatchObject({
      provider,
      reason: options.provider === 'webgpu' && golden.half ? 'no-half' : null,
      precision: golden.half ? 'float16' : 'float32',
    });
  }
}

test('packs of every layout answer as torch does, on WebAssembly', async ({ page }) => {
  await expectTorch(page, Object.keys(goldens.packs), { provider: 'wasm' });
});

test('so they do on WebGPU; half precision goes to WebAssembly where the adapter has none @webgpu', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await expectTorch(page, ['old-names-4', 'half-9', 'fused-attention-9', 'eraser'], { provider: 'webgpu' });
});
