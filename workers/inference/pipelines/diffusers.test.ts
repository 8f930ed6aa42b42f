import { afterAll, describe, expect, it } from 'vitest';
import goldens from '../../../e2e/packs/tiny/goldens.json' with { type: 'json' };
import { relativeError } from '../../../e2e/support/goldens.ts';
import { loadNano } from '../../../e2e/support/node-engine.ts';
import type { FillJob, Spacing } from '../../shared/job.ts';
import type { SamplerId } from '../../shared/samplers.ts';
import type { DiffusionPack } from '../models/pack.ts';
import { inpaint } from './inpaint.ts';

const SIDE = 64;

/** The picture of `about`, with the hole painted. */
function pictureAndMask(): Pick<FillJob['window'], 'image' | 'mask'> {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255);
  const mask = new Uint8Array(SIDE * SIDE);
  const [left, top, right, bottom] = goldens.hole as [number, number, number, number];
  for (let y = 0; y < SIDE; y++) {
    if (y >= top && y < bottom) mask.fill(255, y * SIDE + left, y * SIDE + right);
    for (let x = 0; x < SIDE; x++) {
      for (let c = 0; c < 3; c++) {
        data[(y * SIDE + x) * 4 + c] = 128 + 90 * Math.sin((x * (c + 1)) / 9) * Math.cos((y * (4 - c)) / 13);
      }
    }
  }
  return {
    image: { width: SIDE, height: SIDE, data },
    mask: { width: SIDE, height: SIDE, data: mask },
  };
}

function job(of: (typeof goldens.cases)[number]): FillJob {
  return {
    id: 'tiny',
    pack: 'tiny',
    intent: 'add',
    method: of.channels === 9 ? 'finetuned' : 'replace',
    sampler: of.sampler as SamplerId,
    karras: of.karras,
    spacing: of.spacing as Spacing,
    // diffusers starts from, and keeps, the picture as it is.
    start: 'original',
    instant: false,
    nativeSize: SIDE,
    prompt: goldens.prompt,
    negativePrompt: goldens.negativePrompt,
    steps: of.steps,
    guidance: goldens.guidance,
    strength: of.strength,
    seed: goldens.seed,
    candidates: 1,
    detail: false,
    maskGrow: 0,
    feather: 0,
    picture: { width: SIDE, height: SIDE },
    window: { rect: { x: 0, y: 0, width: SIDE, height: SIDE }, ...pictureAndMask() },
  };
}

const loaded = new Map<string, Awaited<ReturnType<typeof loadNano>>>();

async function packOf(name: 'tiny' | 'tiny-4ch') {
  const known = loaded.get(name) ?? (await loadNano(name));
  loaded.set(name, known);
  return known.pack;
}

afterAll(async () => {
  for (const { release } of loaded.values()) await release();
});

/** The pack, and a copy of every latent it was asked to decode. */
function listening(pack: DiffusionPack) {
  const latents: Float32Array[] = [];
  const heard = Object.create(pack, {
    decodeLatent: {
      value: (latent: Parameters<DiffusionPack['decodeLatent']>[0]) => {
        latents.push(latent.data.slice());
        return pack.decodeLatent(latent);
      },
    },
  }) as DiffusionPack;
  return { heard, latents };
}

describe('a whole fill ends at the latents of StableDiffusionInpaintPipeline', { timeout: 60_000 }, () => {
  it.each(
    goldens.cases.map((given) => ({
      ...given,
      name: `${given.channels} channels, ${given.sampler}, strength ${given.strength}`,
    })),
  )('$name', async (given) => {
    const { heard, latents } = listening(await packOf(given.channels === 9 ? 'tiny' : 'tiny-4ch'));
    await inpaint(heard, job(given), {
      onProgress: () => undefined,
      onCandidate: () => undefined,
      cancelled: () => false,
      now: () => performance.now(),
    });
    expect(latents).toHaveLength(1);
    expect(relativeError(latents[0] as Float32Array, given.latents)).toBeLessThan(1e-3);
  });
});
