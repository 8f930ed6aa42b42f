import { expect, it } from 'vitest';
import type { ModelLayout } from '../shared/model-layout.ts';
import { describePack } from './describe-pack.ts';

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
function described(configs: Readonly<Record<string, object>>) {
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
