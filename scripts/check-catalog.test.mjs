import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHub } from '../e2e/support/hub-server.ts';
import { checkCatalog } from './lib/catalog.mjs';

const FOLDERS = ['unet', 'vae_encoder', 'vae_decoder'];
const graphs = FOLDERS.map((folder) => [`${folder}/model.onnx`, Buffer.from(folder)]);
/** @type {import('../e2e/support/hub-server.ts').HubServer} */
let hub;
beforeAll(async () => {
  hub = await startHub({
    'andraniksargsyan/migan': new Map([
      ['migan.onnx', Buffer.from('old')],
      ['migan_pipeline_v2.onnx', Buffer.from('graph')],
    ]),
    'simonw/Moebius-ONNX': new Map(FOLDERS.map((name) => [`${name}.onnx`, Buffer.from(name)])),
    'schmuell/sd-turbo-ort-web': new Map(/** @type {[string, Buffer][]} */ (graphs.slice(0, 2))),
  });
});
afterAll(() => hub.close());

test('a hub is asked about each model: what is there, what lacks something, what is gone', async () => {
  const rows = await checkCatalog(hub.url, { backoffMs: 1, stallMs: 5000 });
  const of = (name) => rows.find((row) => row.name === name);
  expect(of('MI-GAN')).toMatchObject({ size: 5, told: 'cc0-1.0', pinned: false, problem: null });
  expect(of('MI-GAN')?.files).toMatchObject([
    { path: 'migan_pipeline_v2.onnx', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  expect(of('MI-GAN')?.commit).toMatch(/^[0-9a-f]{40}$/);
  expect(of('Moebius')?.files).toHaveLength(3);
  expect(of('SD-Turbo')?.problem).toContain('vae_decoder/model.onnx');
  expect(of('LaMa')?.problem).toContain('404');
});
