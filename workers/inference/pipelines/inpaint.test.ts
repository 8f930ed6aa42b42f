import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeFill } from '../../shared/compose.ts';
import { finePassOf } from '../../shared/fine-pass.ts';
import type { FillCandidate, FillJob, JobProgress } from '../../shared/job.ts';
import { modelCalls } from '../../shared/model-calls.ts';
import { type GaussianOptions, gaussianPack } from './gaussian-pack.test-support.ts';
import { type FillHooks, inpaint } from './inpaint.ts';
import { torchNormal } from '../numerics/rng.ts';
import { testJob, wavyPicture } from './job.test-support.ts';

type Size = readonly [width: number, height: number];

async function fill(given: FillJob, options: GaussianOptions = {}, hooks: Partial<FillHooks> = {}) {
  const pack = gaussianPack(options);
  const candidates: FillCandidate[] = [];
  const progress: JobProgress[] = [];
  let clock = 0;
  const summary = await inpaint(pack, given, {
    onProgress: (event) => progress.push(event),
    onCandidate: (candidate) => candidates.push(candidate),
    cancelled: () => false,
    now: () => clock++,
    ...hooks,
  });
  return { pack, candidates, progress, summary, first: candidates[0] as FillCandidate };
}

const SQUARE: Size = [64, 64];
const HOLE = [20, 20, 44, 40] as const;

describe('inpaint keeps what is not filled', () => {
  it('bit-identical outside the stitch mask, which covers the hole and stays within the fade', async () => {
    const side = fc.integer({ min: 12, max: 150 });
    const share = fc.double({ min: 0, max: 0.9, noNaN: true });
    await fc.assert(
      fc.asyncProperty(side, side, share, share, async (width, height, left, top) => {
        const x = Math.floor(left * width);
        const y = Math.floor(top * height);
        const given = testJob([width, height], [x, y, Math.min(width, x + 40), Math.min(height, y + 30)]);
        const { first } = await fill(given);
        const { image, mask, rect } = given.window;
        const after = image.data.slice();
        composeFill(after, rect, { rect: first.rect, patch: first.patch, stitch: first.stitch });
        const fade = (8 * Math.max(width, height)) / 64 + 1;
        const wrong = { hole: 0, beyond: 0, changed: 0 };
        for (let i = 0; i < mask.data.length; i++) {
          const column = i % width;
          const row = Math.floor(i / width);
          const px = column + rect.x - first.rect.x;
          const py = row + rect.y - first.rect.y;
          const inside = px >= 0 && py >= 0 && px < first.rect.width && py < first.rect.height;
          const weight = inside ? (first.stitch.data[py * first.rect.width + px] as number) : 0;
          if (mask.data[i] && weight !== 255) wrong.hole++;
          const dx = Math.max(x - column, column - Math.min(width, x + 40) + 1, 0);
          const dy = Math.max(y - row, row - Math.min(height, y + 30) + 1, 0);
          if (Math.hypot(dx, dy) > fade && weight !== 0) wrong.beyond++;
          const same = [0, 1, 2, 3].every((c) => after[i * 4 + c] === image.data[i * 4 + c]);
          if (weight === 0 && !same) wrong.changed++;
        }
        expect(wrong).toEqual({ hole: 0, beyond: 0, changed: 0 });
      }),
      { numRuns: 15 },
    );
  });

  it('gives opaque pixels that differ from the picture', async () => {
    const { first } = await fill(testJob(SQUARE, HOLE));
    expect(first.patch.data.length).toBe(4 * first.rect.width * first.rect.height);
    expect(first.stitch.data.length).toBe(first.rect.width * first.rect.height);
    expect(first.patch.data.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
    const before = wavyPicture(64, 64).data;
    const centre = ((30 + 7 - first.rect.y) * first.rect.width + (30 + 13 - first.rect.x)) * 4;
    expect(first.patch.data[centre]).not.toBe(before[(30 * 64 + 30) * 4]);
  });
});

describe('inpaint is what the seed says', () => {
  it('the same job gives the same bytes, candidate k is the job with seed + k', async () => {
    const both = await fill(testJob(SQUARE, HOLE, { candidates: 2 }));
    const again = await fill(testJob(SQUARE, HOLE, { seed: 6 }));
    expect(both.candidates.map((candidate) => candidate.seed)).toEqual([5, 6]);
    expect(both.candidates[1]?.patch.data).toEqual(again.first.patch.data);
    expect(both.candidates[0]?.patch.data).not.toEqual(again.first.patch.data);
  });

  it('the second pass draws from another seed: the same noise twice would add up to its pattern', async () => {
    const given = testJob([128, 128], [40, 40, 88, 88], { method: 'multiscale', steps: 4 });
    given.window.image.data.fill(128);
    const { pack } = await fill(given, { channels: 4 });
    const started = pack.samples[modelCalls(given, null)]?.data as Float32Array;
    const noise = new Float32Array(16);
    torchNormal(given.seed).fill(noise);
    // Over grey latents, which are 0, the state is noise alone.
    const shares = Array.from({ length: 4 }, (_, i) => (started[i] as number) / (noise[i] as number));
    expect(Math.max(...shares) - Math.min(...shares)).toBeGreaterThan(0.5);
  });

  it('RePaint is ancestral unless a job says otherwise', async () => {
    const repainted = async (more: Partial<FillJob>) =>
      (await fill(testJob(SQUARE, HOLE, { method: 'repaint', steps: 8, ...more }), { channels: 4 })).first
        .patch.data;
    const usual = await repainted({});
    expect(await repainted({ eta: 1 })).toEqual(usual);
    expect(await repainted({ eta: 0 })).not.toEqual(usual);
  });

  it('the seed wraps at 2^32', async () => {
    const { candidates } = await fill(testJob(SQUARE, HOLE, { seed: 2 ** 32 - 1, candidates: 2 }));
    expect(candidates.map((candidate) => candidate.seed)).toEqual([2 ** 32 - 1, 0]);
  });
});

describe('inpaint asks the model for', () => {
  it('the picture with its hole grey, once, at strength 1 with 9 channels', async () => {
    const { pack } = await fill(testJob(SQUARE, HOLE));
    expect(pack.encoded).toHaveLength(1);
    const seen = pack.encoded[0]?.data as Float32Array;
    for (let c = 0; c < 3; c++) {
      expect(seen[c * 4096 + 30 * 64 + 30]).toBe(0);
      expect(seen[c * 4096 + 2 * 64 + 2]).toBeCloseTo(
        (wavyPicture(64, 64).data[(2 * 64 + 2) * 4 + c] as number) / 127.5 - 1,
        5,
      );
    }
    const mask = pack.samples[0]?.data.subarray(4 * 64, 5 * 64);
    expect(mask?.[3 * 8 + 4]).toBe(1);
    expect(mask?.[0]).toBe(0);
  });

  it('each picture once a job, however many candidates there are', async () => {
    for (const [channels, strength, pictures] of [
      [9, 1, 1],
      [9, 0.5, 2],
      [4, 1, 1],
    ] as const) {
      const { pack, candidates } = await fill(testJob(SQUARE, HOLE, { candidates: 3, strength }), {
        channels,
      });
      expect(candidates).toHaveLength(3);
      expect(pack.encoded).toHaveLength(pictures);
    }
  });

  it('one constant a channel as masked latents, when everything is masked', async () => {
    const { pack } = await fill(testJob(SQUARE, [0, 0, 64, 64]));
    expect([...(pack.encoded[0]?.data ?? [])].every((value) => value === 0)).toBe(true);
    const sample = pack.samples[0]?.data as Float32Array;
    const rest = sample.subarray(4 * 64);
    for (let c = 0; c < 5; c++) {
      const channel = rest.subarray(c * 64, (c + 1) * 64);
      expect(channel.every((value) => value === channel[0])).toBe(true);
    }
    expect(rest[0]).toBe(1);
  });

  it('whole multiples of 64 pixels for a narrow window', async () => {
    const { pack, first } = await fill(testJob([60, 25], [10, 5, 30, 20]));
    expect(pack.encoded[0]?.dims).toEqual([1, 3, 64, 64]);
    expect(first.rect.x).toBeLessThanOrEqual(23);
  });

  it('one text of a network that takes guidance, which is told how much, in a second pass as well', async () => {
    const wanted = { guidance: 8.5, negativePrompt: 'b', steps: 4 };
    const given = testJob([160, 160], [40, 40, 120, 120], { ...wanted, refine: 'tiles' });
    expect(finePassOf(given)).not.toBeNull();
    const { pack } = await fill(given, { takesGuidance: true });
    expect(pack.prompts).toEqual([['a']]);
    expect(new Set(pack.samples.map(({ dims }) => dims[0]))).toEqual(new Set([1]));
    expect(pack.guidances).toHaveLength(modelCalls(given, finePassOf(given)));
    expect(new Set(pack.guidances)).toEqual(new Set([8.5]));
  });

  it('two text states with guidance, one without, and int(N * strength) steps', async () => {
    const guided = await fill(
      testJob(SQUARE, HOLE, { guidance: 3, negativePrompt: 'b', steps: 10, strength: 0.55 }),
    );
    expect(guided.pack.prompts).toEqual([['b', 'a']]);
    expect(guided.pack.samples).toHaveLength(5);
    expect(guided.pack.samples[0]?.dims).toEqual([2, 9, 8, 8]);
    expect(guided.summary.timings.steps).toBe(5);
    const plain = await fill(testJob(SQUARE, HOLE, { negativePrompt: 'b' }));
    expect(plain.pack.prompts).toEqual([['a']]);
    expect(plain.pack.samples[0]?.dims).toEqual([1, 9, 8, 8]);
  });

  it('the picture without what is replaced below strength 1, and the picture itself to refine', async () => {
    const below = { strength: 0.5, candidates: 1 } as const;
    const filled = await fill(testJob(SQUARE, HOLE, below));
    const refined = await fill(testJob(SQUARE, HOLE, { ...below, start: 'original' }));
    const at = 30 * 64 + 30;
    const original = (wavyPicture(64, 64, 0).data[at * 4] as number) / 127.5 - 1;
    expect(refined.pack.encoded[0]?.data[at]).toBe(0);
    expect(refined.pack.encoded[0]?.data[at + 1]).toBeCloseTo(
      (wavyPicture(64, 64).data[(at + 1) * 4] as number) / 127.5 - 1,
      5,
    );
    expect(Math.abs((filled.pack.encoded[0]?.data[at] as number) - original)).toBeGreaterThan(0.01);
  });
});

describe('inpaint asks the model', () => {
  const plain = ['replace', 'repaint', 'soft', 'langevin'] as const;

  it.each([...plain, 'auto', 'multiscale'] as const)(
    'as often as was told before the start: %s',
    async (method) => {
      const given = testJob(SQUARE, HOLE, { method, steps: 12, strength: 0.8, guidance: 2 });
      const { pack, summary, progress } = await fill(given, { channels: 4 });
      expect(pack.samples).toHaveLength(modelCalls(given, finePassOf(given)));
      expect(summary.timings.steps).toBe(pack.samples.length);
      const steps = progress.filter((event) => event.phase === 'denoise').map((event) => event.step);
      expect(steps).toEqual(Array.from({ length: pack.samples.length + 1 }, (_, i) => i));
    },
  );

  it.each(plain)(
    'changes nothing outside the stitch mask, and everything in the hole: %s',
    async (method) => {
      const { first } = await fill(testJob([97, 75], HOLE, { method }), { channels: 4 });
      const { image, rect } = testJob([97, 75], HOLE).window;
      const after = image.data.slice();
      composeFill(after, rect, { rect: first.rect, patch: first.patch, stitch: first.stitch });
      let outside = 0;
      let inside = 0;
      for (let i = 0; i < 97 * 75; i++) {
        const x = (i % 97) + rect.x - first.rect.x;
        const y = Math.floor(i / 97) + rect.y - first.rect.y;
        const within = x >= 0 && y >= 0 && x < first.rect.width && y < first.rect.height;
        const changed = [0, 1, 2].some((c) => after[i * 4 + c] !== image.data[i * 4 + c]);
        if (!(within && first.stitch.data[y * first.rect.width + x]) && changed) outside++;
        if (within && first.stitch.data[y * first.rect.width + x] === 255 && changed) inside++;
      }
      expect(outside).toBe(0);
      expect(inside).toBeGreaterThan(0.9 * 24 * 20);
    },
  );

  it.each(plain)('gives the same bytes for the same seed, and others for another: %s', async (method) => {
    const run = (seed: number) => fill(testJob(SQUARE, HOLE, { method, seed }), { channels: 4 });
    const [one, again, other] = [await run(5), await run(5), await run(6)];
    expect(one.first.patch.data).toEqual(again.first.patch.data);
    expect(one.first.patch.data).not.toEqual(other.first.patch.data);
  });
});

describe('inpaint starts from', () => {
  it.each(['original', 'blur', 'edge', 'smooth', 'exemplar', 'noise', 'nothing'] as const)(
    '%s',
    async (start) => {
      const run = () => fill(testJob([96, 80], [30, 30, 54, 50], { start, strength: 0.4 }), { channels: 4 });
      const [one, again] = [await run(), await run()];
      expect(one.first.patch.data).toEqual(again.first.patch.data);
      expect(one.first.chain[0]?.stage).toBe(start);
    },
  );

  it('something else with each', async () => {
    const starts = ['original', 'blur', 'edge', 'smooth', 'noise', 'nothing'] as const;
    const fills = starts.map((start) =>
      // Transparent pixels would make the picture itself another one.
      fill({ ...testJob(SQUARE, HOLE, { strength: 0.4 }), start }, { channels: 4 }),
    );
    const seen = new Set((await Promise.all(fills)).map(({ first }) => first.patch.data.join()));
    expect(seen.size).toBe(starts.length);
  });
});

describe('inpaint matches colour', () => {
  it('takes a decoder’s colour cast out of the hole', async () => {
    const tinted = await fill(testJob(SQUARE, HOLE, { method: 'replace' }), { channels: 4, cast: 0.15 });
    const plain = await fill(testJob(SQUARE, HOLE, { method: 'replace' }), { channels: 4 });
    const difference = tinted.first.patch.data.map((value, i) =>
      Math.abs(value - (plain.first.patch.data[i] as number)),
    );
    expect(difference.reduce((sum, value) => sum + value, 0) / difference.length).toBeLessThan(3);
  });
});

describe('inpaint reports', () => {
  it('progress that never falls, ends at 1, counts steps, and previews of the window', async () => {
    let clock = 0;
    const { progress } = await fill(
      testJob([100, 80], [20, 20, 60, 50], { candidates: 2, steps: 10 }),
      {},
      { now: () => (clock += 100) },
    );
    const fractions = progress.map((event) => event.fraction);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    expect(fractions.at(-1)).toBe(1);
    expect(new Set(progress.map((event) => event.phase))).toEqual(
      new Set(['text', 'encode', 'denoise', 'decode', 'stitch']),
    );
    const steps = progress.filter((event) => event.phase === 'denoise' && event.candidate === 1);
    expect(steps.map((event) => event.step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    // Every 400 ms, told by a clock that goes on by 100 with each step.
    expect(steps.filter((event) => event.preview).map((event) => event.step)).toEqual([4, 8]);
    const preview = progress.find((event) => event.preview)?.preview;
    expect(preview?.rect).toEqual({ x: 13, y: 7, width: 100, height: 80 });
    expect(preview?.image.data.length).toBe(4 * (preview?.image.width ?? 0) * (preview?.image.height ?? 0));
    const alphas = new Set(preview?.image.data.filter((_, i) => i % 4 === 3));
    expect(alphas.has(0) && alphas.has(255)).toBe(true);
  });

  it('timings that add up', async () => {
    const { summary, first } = await fill(testJob(SQUARE, HOLE, { candidates: 2 }));
    const { timings } = summary;
    expect(timings.totalMs).toBeGreaterThan(timings.denoiseMs + timings.decodeMs + timings.encodeMs);
    expect(timings.sessionRunMs).toBe(1 + 2 * (4 + 1) + 1);
    expect(first.timings.sessionRunMs).toBe(1 + 4 + 1 + 1);
    expect(timings.steps).toBe(8);
  });
});

describe('inpaint refuses', () => {
  const cases: readonly (readonly [string, Partial<FillJob>, string])[] = [
    ['steps 0', { steps: 0 }, 'job-invalid'],
    ['steps 151', { steps: 151 }, 'job-invalid'],
    ['strength 0', { strength: 0 }, 'job-invalid'],
    ['a seed of 2^32', { seed: 2 ** 32 }, 'job-invalid'],
    ['five candidates', { candidates: 5 }, 'job-invalid'],
    ['an unknown sampler', { sampler: 'heun' as FillJob['sampler'] }, 'job-invalid'],
    ['eta for a sampler without it', { sampler: 'euler', eta: 0.5 }, 'job-invalid'],
    ['Karras levels for a sampler without them', { sampler: 'ddim', karras: true }, 'job-invalid'],
    ['more steps than a consistency model was distilled from', { sampler: 'lcm', steps: 51 }, 'job-invalid'],
    ['an unknown start', { start: 'guess' as FillJob['start'] }, 'job-invalid'],
    ['a removal that starts from the object', { intent: 'remove', start: 'original' }, 'job-invalid'],
    ['an unknown method', { method: 'constructor' as FillJob['method'] }, 'job-invalid'],
    ['an unknown intent', { intent: 'paint' as FillJob['intent'] }, 'job-invalid'],
    ['guidance NaN', { guidance: Number.NaN }, 'job-invalid'],
    ['a window outside the picture', { picture: { width: 64, height: 64 } }, 'job-invalid'],
    ['a method the pack cannot run', { method: 'replace' }, 'method-unsupported'],
    ['jumps with a model finetuned for inpainting', { method: 'repaint' }, 'method-unsupported'],
    ['jumps of no length', { jumpLength: 0 }, 'job-invalid'],
    ['half a walk', { resampling: 1.5 }, 'job-invalid'],
    ['a step of size 0', { stepSize: 0 }, 'job-invalid'],
    ['21 inner steps', { innerSteps: 21 }, 'job-invalid'],
  ];
  it.each(cases)('%s', async (_name, more, code) => {
    await expect(fill(testJob(SQUARE, HOLE, more))).rejects.toMatchObject({ code });
  });

  it('an empty mask', async () => {
    await expect(fill(testJob(SQUARE, [0, 0, 0, 0]))).rejects.toMatchObject({ code: 'mask-empty' });
  });

  it('a result of NaN or of one flat colour', async () => {
    const broken = (output: number) => fill(testJob(SQUARE, HOLE), { decodesTo: output });
    await expect(broken(Number.NaN)).rejects.toMatchObject({
      code: 'result-invalid',
      detail: { kind: 'nan' },
    });
    await expect(broken(0.5)).rejects.toMatchObject({ code: 'result-invalid', detail: { kind: 'flat' } });
  });

  it('to go on once cancelled, and hands over no candidate', async () => {
    let steps = 0;
    let handed = 0;
    const running = fill(
      testJob(SQUARE, HOLE, { steps: 20 }),
      {},
      {
        onProgress: (event) => {
          steps = event.step;
        },
        onCandidate: () => {
          handed++;
        },
        cancelled: () => steps >= 2,
      },
    );
    await expect(running).rejects.toMatchObject({ code: 'job-cancelled' });
    expect(steps).toBe(2);
    expect(handed).toBe(0);
  });
});
