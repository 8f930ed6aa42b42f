import { describe, expect, it, vi } from 'vitest';
import { LacunaError } from '../../shared/errors.ts';
import type { Rect } from '../../shared/geometry/rect.ts';
import type { FillCandidate, FillJob, JobProgress } from '../../shared/job.ts';
import type { EraserPack } from '../models/pack.ts';
import { painter } from './eraser.test-support.ts';
import { runFill } from './fill.ts';
import { gaussianPack } from './gaussian-pack.test-support.ts';
import { growthSteps, knownRect } from './growth-steps.ts';
import { testJob, wavyPicture } from './job.test-support.ts';

const WIDTH = 40;
const HEIGHT = 72;

/** A picture of 40 x 72 on a canvas that has grown to the right. */
function grownJob(right: number, more: Partial<FillJob> = {}): FillJob {
  const size = [WIDTH + right, HEIGHT] as const;
  const plain = testJob(size, [WIDTH, 0, size[0], HEIGHT]);
  const job: FillJob = {
    ...plain,
    intent: 'expand',
    method: 'exemplar',
    prompt: '',
    feather: 0,
    picture: { width: size[0], height: HEIGHT },
    window: { ...plain.window, rect: { x: 0, y: 0, width: size[0], height: HEIGHT } },
    ...more,
  };
  const { data } = job.window.image;
  const known = wavyPicture(WIDTH, HEIGHT);
  data.fill(0);
  for (let y = 0; y < HEIGHT; y++) {
    data.set(known.data.subarray(y * WIDTH * 4, (y + 1) * WIDTH * 4), y * size[0] * 4);
  }
  return job;
}

async function run(
  job: FillJob,
  cancelled = (_progress: readonly JobProgress[]) => false,
  eraser?: EraserPack,
) {
  const candidates: FillCandidate[] = [];
  const progress: JobProgress[] = [];
  let clock = 0;
  const pack = gaussianPack();
  const acquire = async (address: string) => {
    if (address !== 'eraser') return pack;
    if (!eraser) throw new LacunaError('model-damaged', 'gone');
    return eraser;
  };
  const summary = await runFill(acquire, job, {
    onProgress: (report) => void progress.push(report),
    onCandidate: (candidate) => void candidates.push(candidate),
    cancelled: () => cancelled(progress),
    now: () => (clock += 100),
  });
  return { candidates, progress, summary };
}

/** The pixels of a candidate in a part of the canvas. */
function pixelsOf({ rect, patch }: FillCandidate, area: Rect): number[] {
  const out: number[] = [];
  for (let y = area.y; y < area.y + area.height; y++) {
    for (let x = area.x; x < area.x + area.width; x++) {
      const at = ((y - rect.y) * rect.width + (x - rect.x)) * 4;
      out.push(...patch.data.subarray(at, at + 4));
    }
  }
  return out;
}

describe('growing step by step', () => {
  it('makes all that is new in one candidate, and leaves the picture out of it', async () => {
    const { candidates, summary } = await run(grownJob(100));
    expect(summary.candidates).toBe(1);
    const [made] = candidates as [FillCandidate];
    expect(made.rect).toEqual({ x: WIDTH, y: 0, width: 100, height: HEIGHT });
    expect(made.stitch.data.every((value) => value === 255)).toBe(true);
    expect(made.patch.data.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
    expect(made.chain[0]).toEqual({ stage: 'steps', note: '3' });
  });

  it('grows once more as an eraser draws, and does without one that cannot be used', async () => {
    const job = grownJob(64, { instant: true, method: 'auto', eraser: 'eraser' });
    const { candidates, summary } = await run(job, undefined, painter(0.4));
    expect(candidates.map(({ index, pack }) => [index, pack])).toEqual([
      [0, undefined],
      [1, 'eraser'],
      [2, undefined],
    ]);
    expect(candidates[1]?.chain.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['steps', 'eraser', 'structure-hint']),
    );
    expect(candidates[2]?.chain.map(({ stage }) => stage)).not.toContain('eraser');
    expect(summary.candidates).toBe(3);

    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const without = await run(job);
    expect(without.candidates.map(({ index }) => index)).toEqual([0, 1]);
    expect(without.candidates[1]?.patch.data).toEqual(candidates[2]?.patch.data);
    const told = without.candidates.map(({ chain }) =>
      chain.some(({ stage }) => stage === 'eraser-left-out'),
    );
    expect(told).toEqual([false, true]);
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
  });

  it('never changes what an earlier step made, not even where a fade is asked for', async () => {
    const fade = { feather: 8, maskGrow: 8 };
    const steps = growthSteps(grownJob(64, fade))?.steps ?? [];
    expect(steps.length).toBe(2);
    const first = steps[0]?.area as Rect;
    // The first step alone is the same fill on a canvas that ends with it.
    const alone = await run(grownJob(first.width, fade));
    const both = await run(grownJob(64, fade));
    expect(pixelsOf(both.candidates[0] as FillCandidate, first)).toEqual(
      pixelsOf(alone.candidates[0] as FillCandidate, first),
    );
  });

  it('runs with the model too, the picture itself first, each candidate from its own seed', async () => {
    const model = { method: 'auto', start: 'exemplar', strength: 0.6, instant: true } as const;
    const { candidates, progress } = await run(grownJob(64, { ...model, candidates: 2, seed: 5 }));
    expect(candidates.map(({ index, seed }) => [index, seed])).toEqual([
      [0, 5],
      [1, 5],
      [2, 6],
    ]);
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(new Set(progress.map(({ area }) => `${area?.index} of ${area?.count}`))).toEqual(
      new Set(['0 of 2', '1 of 2']),
    );
    const again = await run(grownJob(64, { ...model, candidates: 1, seed: 6, instant: false }));
    expect(again.candidates[0]?.patch.data).toEqual(candidates[2]?.patch.data);
  });

  it('shows what is done while the next step is made', async () => {
    const { progress } = await run(grownJob(64, { method: 'auto', strength: 1, start: 'smooth', steps: 6 }));
    const late = progress.filter(({ area, preview }) => area?.index === 1 && preview).at(-1)?.preview;
    if (!late) throw new Error('no preview');
    const { width, height, data } = late.image;
    const opaque = (x: number) => (data[(Math.floor(height / 2) * width + x) * 4 + 3] as number) > 0;
    // The first area is there, the picture is not covered.
    expect(opaque(Math.round((width * (WIDTH + 12)) / (WIDTH + 64)))).toBe(true);
    expect(opaque(2)).toBe(false);
  });

  it('hands over the steps that are done, for a run that is stopped', async () => {
    const { progress, candidates } = await run(grownJob(100));
    const [whole] = candidates as [FillCandidate];
    const done = progress.flatMap(({ soFar }) => soFar ?? []);
    expect(done.map(({ chain }) => chain[0]?.note)).toEqual(['1 / 3', '2 / 3']);
    for (const { rect } of done) expect(rect).toMatchObject({ x: WIDTH, y: 0, height: HEIGHT });
    const widths = [...done, whole].map(({ rect }) => rect.width);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    for (const part of done) expect([...part.patch.data]).toEqual(pixelsOf(whole, part.rect));
  });

  it('stops between steps', async () => {
    const stopped = run(grownJob(64, { method: 'auto', strength: 1, start: 'smooth' }), (progress) =>
      progress.some(({ area }) => area?.index === 1),
    );
    await expect(stopped).rejects.toMatchObject({ code: 'job-cancelled' });
  });

  it('takes one pass where no side is deeper than a step, or where that is asked for', () => {
    expect(growthSteps(grownJob(30))).toBeNull();
    expect(growthSteps(grownJob(30, { stepPx: 16 }))?.steps.length).toBe(2);
    expect(growthSteps(grownJob(100, { stepPx: 0 }))).toBeNull();
    expect(growthSteps(grownJob(100, { intent: 'fill' }))).toBeNull();
  });
});

describe('the known rectangle', () => {
  const picture = { width: 30, height: 20 };
  const job = (hole: readonly [number, number, number, number]) => testJob([30, 20], hole).window;

  it('is what the mask leaves out, and reaches on beyond the window', () => {
    const window = { x: 10, y: 0, width: 20, height: 20 };
    const mask = { width: 20, height: 20, data: new Uint8Array(400) };
    for (let y = 0; y < 20; y++) mask.data.fill(255, y * 20 + 12, y * 20 + 20);
    expect(knownRect(mask, window, picture)).toEqual({ x: 0, y: 0, width: 22, height: 20 });
  });

  it('is nothing where the hole lies inside, is soft, or covers all', () => {
    const whole = { x: 0, y: 0, ...picture };
    expect(knownRect(job([10, 5, 15, 9]).mask, whole, picture)).toBeNull();
    const { mask } = job([20, 0, 30, 20]);
    expect(knownRect(mask, whole, picture)).toEqual({ x: 0, y: 0, width: 20, height: 20 });
    mask.data[25] = 128;
    expect(knownRect(mask, whole, picture)).toBeNull();
    expect(knownRect(job([0, 0, 30, 20]).mask, whole, picture)).toBeNull();
  });
});
