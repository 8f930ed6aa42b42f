import { expect, it } from 'vitest';
import migan from '../../public/models/mi-gan/lacuna.json' with { type: 'json' };
import type { ModelLayout } from '../shared/model-layout.ts';
import type { ModelSource } from '../shared/stored-model.ts';
import { describePack } from './describe-pack.ts';

type Configs = Readonly<Record<string, object>>;

const record = {
  ...{ id: 'someone', name: 'someone', license: 'cc0-1.0' },
  source: { kind: 'import', name: 'someone' },
} as const;
const layout: ModelLayout = {
  kind: 'diffusion',
  paths: [],
  graphs: { unet: 'unet.onnx', text_encoder: 'text.onnx' },
};

/** What a model with these configs is taken for. */
function described(configs: Configs) {
  return describePack(record, layout, [], async (path) => configs[path] ?? null);
}

it.each([
  ['a plain model', {}, 'DDIMScheduler', 20, 7.5, 1],
  ['a model for few steps', {}, 'LCMScheduler', 4, 1, 1],
  ['a model that is told its guidance', { time_cond_proj_dim: 256 }, 'LCMScheduler', 4, 8.5, 8.5],
] as const)(
  'gives %s its usual guidance, with a prompt and without',
  async (_, unet, scheduler, ...wanted) => {
    const { defaults, intents } = await described({
      'unet/config.json': unet,
      'scheduler/scheduler_config.json': { _class_name: scheduler },
    });
    expect([defaults.steps, defaults.guidance, intents.remove?.guidance]).toEqual(wanted);
  },
);

it('describes the autoencoder by whichever config there is', async () => {
  const checkpoint = { 'vae/config.json': { latent_channels: 16 } };
  expect((await described(checkpoint)).latentChannels).toBe(16);
  const exported = { 'vae_decoder/config.json': { latent_channels: 8 } };
  expect((await described({ ...checkpoint, ...exported })).latentChannels).toBe(8);
});

it('says what an eraser’s mask means as its own lacuna.json does, else as the list of known models', async () => {
  const graph = 'migan_pipeline_v2.onnx';
  const eraser: ModelLayout = { kind: 'eraser', paths: [graph], graphs: { eraser: graph } };
  const of = (source: ModelSource, configs: Configs = {}) =>
    describePack({ ...record, source }, eraser, [], async (path) => configs[path] ?? null);
  const hub = { kind: 'hub', hub: 'https://hub.example', revision: 'main', file: graph } as const;
  const known = { ...hub, repo: 'andraniksargsyan/migan' };
  expect((await of(known)).eraser).toEqual({ mask: 'keep' });
  expect((await of({ ...hub, repo: 'some/one' })).eraser).toBeUndefined();
  const values = { mask: 'fill', picture: [-1, 1] };
  const own = await of(known, { 'lacuna.json': { ...migan, eraser: values } });
  expect(own).toMatchObject({ eraser: values, id: 'someone', graphs: eraser.graphs });
});
