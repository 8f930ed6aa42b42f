import { describe, expect, it } from 'vitest';
import type { Conditioning } from '../conditioning/conditioning.ts';
import { finetuned } from '../conditioning/finetuned.ts';
import { repaint } from '../conditioning/repaint.ts';
import { replaceKnown } from '../conditioning/replace.ts';
import type { DiffusionPack, SchedulerConfig } from '../models/pack.ts';
import { parseSchedulerConfig } from '../models/scheduler-config.ts';
import { addNoise } from '../numerics/predict.ts';
import type { NormalSource } from '../numerics/rng.ts';
import { samplingPlan } from '../numerics/time-plan.ts';
import type { FloatTensor } from '../runtime/types.ts';
import golden from './denoise.golden.json' with { type: 'json' };
import { denoise } from './denoise.ts';
import { samplingOf } from './sampling.ts';

type Predict = DiffusionPack['predict'];
const list = (of: (i: number) => number) => Float32Array.from({ length: 64 }, (_, i) => of(i));
const known = list((i) => (((i * 53) % 89) - 44) / 50);
const draw = (k: number) => list((i) => (((i * 29 + k * 17) % 97) - 48) / 28);
const noise = draw(0);
const hole = Uint8Array.from({ length: 16 }, (_, i) => (Math.floor(i / 4) % 2 === 0 ? 1 : 0));
const none: Conditioning = { extraChannels: new Float32Array(0), constrain: () => {} };
const CASES = Object.entries(golden.cases);
const CONFIG = parseSchedulerConfig(golden.cases.ddim_20_s1.config);

/** Draws of the steps, as the goldens count them. */
function drawsFrom(first: number): NormalSource {
  let k = first;
  return { fill: (out) => out.set(draw(k++)) };
}

/** Runs the loop over 4 x 4 x 4 latents and returns the steps and previews that were reported. */
async function run(of: {
  predict: Predict;
  config?: SchedulerConfig;
  steps?: number;
  strength?: number;
  channels?: number;
  conditioning?: Conditioning;
  prompts?: number;
  guidance?: number;
  cancelled?: () => boolean;
}) {
  const config = of.config ?? CONFIG;
  const { plan, scheduler, startScale } = samplingOf(
    { sampler: 'auto', steps: of.steps ?? 4, strength: of.strength ?? 1 },
    config,
  );
  const data = noise.map((value) => startScale * value);
  if ((of.strength ?? 1) < 1) addNoise(data, plan[0].from, known, noise);
  const reported: number[] = [];
  const previews: Float32Array[] = [];
  const input = {
    pack: { predict: of.predict, scheduler: config, unetChannels: of.channels ?? 4 },
    plan,
    scheduler,
    conditioning: of.conditioning ?? none,
    hidden: { data: new Float32Array(of.prompts ?? 1), dims: [of.prompts ?? 1, 1, 1] },
    guidance: of.guidance ?? 1,
    latent: { data, dims: [1, 4, 4, 4] },
    noise: drawsFrom(1),
  };
  const onStep = (step: number, clean: Float32Array | null) => {
    reported.push(step);
    if (clean) previews.push(clean.slice());
  };
  // Wanted after every second step.
  let asked = 0;
  const previewDue = () => ++asked % 2 === 0;
  await denoise(input, { onStep, cancelled: of.cancelled ?? (() => false), previewDue });
  return { data, reported, previews };
}

const linear: Predict = async ({ data }, t) => ({
  data: list(
    (i) => 0.2 * (data[i] as number) - 0.1 * (data[(i + 1) % 64] as number) + (t / 1000 - 0.5) * 0.3,
  ),
  dims: [1, 4, 4, 4],
});

describe('the 4-channel loop equals that of diffusers', () => {
  it.each(CASES)('%s', async (_name, given) => {
    const visited: number[] = [];
    const { data } = await run({
      predict: (sample, t, hidden) => {
        visited.push(t);
        return linear(sample, t, hidden);
      },
      config: parseSchedulerConfig(given.config),
      steps: given.steps,
      strength: given.strength,
      conditioning: replaceKnown({ known, noise, hole }),
    });
    expect(visited).toHaveLength(given.timesteps.length);
    given.timesteps.forEach((t, i) => {
      expect(visited[i]).toBeCloseTo(t, 3);
    });
    given.final.forEach((value, i) => {
      expect(Math.abs((data[i] as number) - value)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(value)));
    });
    data.forEach((value, i) => {
      if (!hole[i % 16]) expect(value).toBe(known[i]);
    });
  });
});

describe('a mask over everything', () => {
  const all = new Uint8Array(16).fill(1);
  it.each([
    ['replace', replaceKnown({ known, noise, hole: all })],
    ['repaint', repaint({ known, hole: all })],
  ])(
    'leaves nothing of the picture: %s is plain sampling from the same noise',
    async (_name, conditioning) => {
      const free = await run({ predict: linear, steps: 10 });
      const masked = await run({ predict: linear, steps: 10, conditioning });
      expect([...masked.data]).toEqual([...free.data]);
    },
  );
});

describe('denoise', () => {
  it('feeds noisy latent, mask and masked latent in this order, to both halves of the batch', async () => {
    const masked = list((i) => 100 + i);
    const first: FloatTensor[] = [];
    await run({
      channels: 9,
      prompts: 2,
      guidance: 3,
      conditioning: finetuned(hole, masked),
      predict: async (sample) => {
        if (first.length === 0) first.push({ data: sample.data.slice(), dims: sample.dims });
        return { data: new Float32Array(128), dims: [2, 4, 4, 4] };
      },
    });
    expect(first[0]?.dims).toEqual([2, 9, 4, 4]);
    const half = [...noise, ...hole, ...masked];
    expect([...(first[0]?.data ?? [])]).toEqual([...half, ...half]);
  });

  it('finds the mean of a distribution of no width, and previews it after the first step', async () => {
    const mean = 0.37;
    const exact: Predict = async ({ data }, t) => {
      const { alpha, sigma } = samplingPlan(CONFIG, 20, 1).find((move) => move.from.t === t)?.from ?? {
        alpha: 1,
        sigma: 1,
      };
      return { data: data.map((x) => (x - alpha * mean) / sigma), dims: [1, 4, 4, 4] };
    };
    const toOne = { ...CONFIG, setAlphaToOne: true };
    const { data, previews, reported } = await run({ predict: exact, steps: 20, config: toOne });
    for (const value of data) expect(value).toBeCloseTo(mean, 5);
    expect(reported).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(previews).toHaveLength(9);
    for (const preview of previews) for (const value of preview) expect(value).toBeCloseTo(mean, 3);
  });

  it('guides: a scale of 2 doubles the difference of the two predictions', async () => {
    const constant = (scale: number, uncond: number, cond: number) =>
      run({
        prompts: 2,
        guidance: scale,
        predict: async () => ({
          data: Float32Array.from({ length: 128 }, (_, i) => (i < 64 ? uncond : cond)),
          dims: [2, 4, 4, 4],
        }),
      });
    const guided = await constant(2, 0.1, 0.3);
    const plain = await constant(1, 0, 0.5);
    guided.data.forEach((value, i) => {
      expect(value).toBeCloseTo(plain.data[i] as number, 4);
    });
  });

  it('stops at the end of the step in which it was cancelled', async () => {
    let calls = 0;
    const counting: Predict = async (...given) => {
      calls++;
      return linear(...given);
    };
    const running = run({ predict: counting, steps: 10, cancelled: () => calls >= 3 });
    await expect(running).rejects.toMatchObject({ code: 'job-cancelled' });
    expect(calls).toBe(3);
  });

  it('reports a cancel during the last step as a cancel', async () => {
    let calls = 0;
    const counting: Predict = async (...given) => {
      calls++;
      return linear(...given);
    };
    const running = run({ predict: counting, steps: 4, cancelled: () => calls >= 4 });
    await expect(running).rejects.toMatchObject({ code: 'job-cancelled' });
  });
});
