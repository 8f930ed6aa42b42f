import type { PackFiles } from './pack-files.ts';
import { readJson } from './read-json.ts';

/** Where exports leave the autoencoder's config; the last one is the checkpoint's own. */
const CONFIGS = ['vae_decoder/config.json', 'vae_encoder/config.json', 'vae/config.json'];

/** Stable Diffusion 1 and 2. */
const USUAL = 0.18215;

/**
 * What latents are multiplied by before the U-Net: as the first config that tells says, else the manifest, else as in Stable
 * Diffusion 1 and 2.
 *
 * @throws LacunaError `pack-invalid` for a config that is no JSON object
 */
export async function scalingFactorOf(files: Pick<PackFiles, 'manifest' | 'has' | 'text'>): Promise<number> {
  for (const path of CONFIGS) {
    if (!files.has(path)) continue;
    const config = (await readJson(files, path)) as { readonly scaling_factor?: unknown };
    const told = Number(config.scaling_factor);
    if (told > 0 && Number.isFinite(told)) return told;
  }
  return files.manifest.scalingFactor ?? USUAL;
}
