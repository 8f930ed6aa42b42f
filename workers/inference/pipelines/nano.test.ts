import { afterAll, describe, expect, it } from 'vitest';
import goldens from '../../../e2e/packs/nano/goldens.json' with { type: 'json' };
import { relativeError } from '../../../e2e/support/goldens.ts';
import { loadNano } from '../../../e2e/support/node-engine.ts';
import { composeFill } from '../../shared/compose.ts';
import type { FillCandidate, FillJob, JobProgress } from '../../shared/job.ts';
import { finetuned } from '../conditioning/finetuned.ts';
import { torchNormal } from '../numerics/rng.ts';
import { samplingPlan } from '../numerics/time-plan.ts';
import { ddim } from '../schedulers/ddim.ts';
import { denoise } from './denoise.ts';
import { inpaint } from './inpaint.ts';

const WIDTH = 90;
const HEIGHT = 70;

function job(more: Partial<FillJob>): FillJob {
  const image = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let i = 0; i < image.length; i++) image[i] = i % 4 === 3 ? 255 : 128 + 90 * Math.sin(i / 61);
  const mask = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 20; y < 45; y++) mask.fill(255, y * WIDTH + 30, y * WIDTH + 60);
  return {
    id: 'nano',
    pack: 'nano',
    intent: 'fill',
    method: 'auto',
    sampler: 'ddim',
    start: 'smooth',
    instant: false,
    nativeSize: 64,
    prompt: 'a red apple',
    negativePrompt: '',
    steps: 4,
    guidance: 2,
    strength: 1,
    seed: 1,
    candidates: 2,
    maskGrow: 6,
    feather: 6,
    picture: { width: WIDTH, height: HEIGHT },
    window: {
      rect: { x: 0, y: 0, width: WIDTH, height: HEIGHT },
      image: { width: WIDTH, height: HEIGHT, data: image },
      mask: { width: WIDTH, height: HEIGHT, data: mask },
    },
    ...more,
  };
}

const loaded = new Map<string, Awaited<ReturnType<typeof loadNano>>>();

/** Sessions are slow to make: each pack is loaded once for the whole file. */
async function packOf(name: 'nano' | 'nano-4ch') {
  const known = loaded.get(name) ?? (await loadNano(name));
  loaded.set(name, known);
  return known.pack;
}

afterAll(async () => {
  for (const { release } of loaded.values()) await release();
});

describe('the nano pack on the real runtime', { timeout: 60_000 }, () => {
  it('walks four guided DDIM steps of the 9-channel method as torch does', async () => {
    const pack = await packOf('nano');
    const { ddim: golden } = goldens;
    const plan = samplingPlan(pack.scheduler, golden.steps, 1);
    expect(plan.map((move) => move.from.t)).toEqual(golden.timesteps);
    const latent = { data: Float32Array.from(golden.noise.data), dims: golden.noise.shape };
    await denoise(
      {
        pack,
        plan,
        scheduler: ddim({ ...pack.scheduler, eta: 0 }),
        conditioning: finetuned(
          Uint8Array.from(golden.mask.data),
          Float32Array.from(golden.maskedLatents.data),
        ),
        hidden: await pack.encodeText([golden.negativePrompt, golden.prompt]),
        guidance: golden.guidance,
        latent,
        noise: torchNormal(0),
      },
      { onStep: () => undefined, cancelled: () => false },
    );
    expect(relativeError(latent.data, golden.latents.data)).toBeLessThan(1e-3);
  });

  it.each([
    ['nano', 1],
    ['nano', 0.5],
    ['nano-4ch', 1],
    ['nano-4ch', 0.5],
  ] as const)('%s at strength %d fills the hole and nothing else, the same twice', async (name, strength) => {
    const pack = await packOf(name);
    const given = job({ strength });
    const run = async () => {
      const candidates: FillCandidate[] = [];
      const progress: JobProgress[] = [];
      await inpaint(pack, given, {
        onProgress: (event) => progress.push(event),
        onCandidate: (candidate) => candidates.push(candidate),
        cancelled: () => false,
        now: () => performance.now(),
      });
      expect(progress.at(-1)?.fraction).toBe(1);
      return candidates;
    };
    const [first, second] = await run();
    const [again] = await run();
    if (!first || !second) throw new Error('two candidates were asked for');
    expect(first.patch.data).toEqual(again?.patch.data);
    expect(first.patch.data).not.toEqual(second.patch.data);

    const { image, mask, rect } = given.window;
    const after = image.data.slice();
    composeFill(after, rect, { rect: first.rect, patch: first.patch, stitch: first.stitch });
    const changed = { hole: 0, far: 0 };
    for (let i = 0; i < mask.data.length; i++) {
      const differs = [0, 1, 2].some((c) => after[i * 4 + c] !== image.data[i * 4 + c]);
      const x = i % WIDTH;
      const y = Math.floor(i / WIDTH);
      if (mask.data[i] && differs) changed.hole++;
      if (differs && (x < 20 || x > 70 || y < 10 || y > 55)) changed.far++;
    }
    expect(changed.hole).toBeGreaterThan(700);
    expect(changed.far).toBe(0);
  });
});
