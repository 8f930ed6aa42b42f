import { expect, it } from 'vitest';
import nano from '../../../e2e/packs/nano/lacuna.json' with { type: 'json' };
import { parseManifest } from '../../shared/manifest.ts';
import { scalingFactorOf } from './scaling-factor.ts';

/** What is found in a pack of these configs. */
function found(configs: Readonly<Record<string, object>>, scalingFactor?: number): Promise<number> {
  return scalingFactorOf({
    manifest: { ...parseManifest(nano), scalingFactor },
    has: (path) => path in configs,
    text: async (path) => JSON.stringify(configs[path]),
  });
}

it.each(['vae_decoder/config.json', 'vae_encoder/config.json', 'vae/config.json'])(
  'is read from %s',
  async (path) => {
    expect(await found({ [path]: { scaling_factor: 0.13025 } })).toBe(0.13025);
    expect(await found({ [path]: { scaling_factor: 0.13025 } }, 0.5)).toBe(0.13025);
  },
);

it('is that of the first config that tells one', async () => {
  const untold = { 'vae_decoder/config.json': { latent_channels: 4 }, 'vae_encoder/config.json': {} };
  expect(await found({ ...untold, 'vae/config.json': { scaling_factor: 0.3 } })).toBe(0.3);
  const odd = { 'vae_decoder/config.json': { scaling_factor: null } };
  expect(await found({ ...odd, 'vae_encoder/config.json': { scaling_factor: 0.2 } })).toBe(0.2);
});

it('is the manifest’s where no config tells, and Stable Diffusion’s where that does not either', async () => {
  expect(await found({ 'vae/config.json': {} }, 0.13025)).toBe(0.13025);
  expect(await found({})).toBe(0.18215);
});
