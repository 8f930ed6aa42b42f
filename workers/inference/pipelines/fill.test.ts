import { describe, expect, it, vi } from 'vitest';
import { LacunaError } from '../../shared/errors.ts';
import type { FillCandidate, FillJob } from '../../shared/job.ts';
import type { EraserPack } from '../models/pack.ts';
import { painter } from './eraser.test-support.ts';
import { runFill } from './fill.ts';
import { gaussianPack } from './gaussian-pack.test-support.ts';
import { testJob } from './job.test-support.ts';

async function run(job: FillJob, cancelled: () => boolean = () => false, eraser?: EraserPack) {
  const order: string[] = [];
  const candidates: FillCandidate[] = [];
  const pack = gaussianPack();
  let clock = 0;
  const summary = await runFill(
    async (address) => {
      order.push(address === 'eraser' ? 'load eraser' : 'load');
      if (address !== 'eraser') return pack;
      if (!eraser) throw new LacunaError('model-damaged', 'gone');
      return eraser;
    },
    job,
    {
      onProgress: () => undefined,
      onCandidate: (candidate) => {
        order.push(candidate.chain.map(({ stage }) => stage).join('+'));
        candidates.push(candidate);
      },
      cancelled,
      now: () => clock++,
    },
  );
  return { order, candidates, summary, pack };
}

const SIZE = [96, 80] as const;
const HOLE = [30, 30, 54, 50] as const;

describe('a fill', () => {
  it('shows what the picture itself gives before the model is loaded', async () => {
    const { order, candidates, summary } = await run(
      testJob(SIZE, HOLE, { instant: true, start: 'exemplar', candidates: 2 }),
    );
    expect(order[0]).toBe('exemplar');
    expect(order[1]).toBe('load');
    expect(candidates.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(summary.candidates).toBe(3);
  });

  it('counts from the job to the patch, loading once and apart', async () => {
    const pack = gaussianPack();
    let clock = 0;
    const candidates: FillCandidate[] = [];
    const load = async () => {
      clock += 1000;
      return pack;
    };
    const summary = await runFill(load, testJob(SIZE, HOLE, { candidates: 2 }), {
      onProgress: () => undefined,
      onCandidate: (candidate) => void candidates.push(candidate),
      cancelled: () => false,
      now: () => clock++,
    });
    const [first, second] = candidates.map(({ timings }) => timings);
    expect(first?.loadMs).toBeGreaterThanOrEqual(1000);
    expect(first?.totalMs).toBeGreaterThan(first?.loadMs ?? 0);
    expect(second).toMatchObject({ loadMs: 0 });
    expect(second?.totalMs).toBeLessThan(1000);
    expect(summary.timings.loadMs).toBe(first?.loadMs);
    expect(summary.timings.totalMs).toBeGreaterThan(first?.totalMs ?? 0);
    expect(first?.textMs).toBe(1);
    expect(first?.stitchMs).toBe(1);
    expect(summary.timings.stitchMs).toBe(2);
  });

  it('needs no model for the exemplar method', async () => {
    const { order, candidates } = await run(testJob(SIZE, HOLE, { method: 'exemplar' }));
    expect(order).toEqual(['exemplar']);
    expect(candidates[0]?.rect.x).toBeGreaterThanOrEqual(13);
  });

  it('starts a partial strength from the own pixels, which the model then sees', async () => {
    const own = await run(testJob(SIZE, HOLE, { start: 'exemplar', strength: 0.5 }));
    const smooth = await run(testJob(SIZE, HOLE, { start: 'smooth', strength: 0.5 }));
    expect(own.order[1]).toMatch(/^exemplar\+finetuned/);
    expect(own.pack.encoded[0]?.data).not.toEqual(smooth.pack.encoded[0]?.data);
    expect(own.candidates[0]?.patch.data).not.toEqual(smooth.candidates[0]?.patch.data);
  });

  it('lets an eraser go first: own pixels as it drew, its drawing, and what the model starts from', async () => {
    const job = testJob(SIZE, HOLE, { instant: true, start: 'exemplar', strength: 0.5, eraser: 'eraser' });
    const { order, candidates, summary } = await run(job, undefined, painter(0.4));
    expect(order.map((entry) => entry.split('+')[0])).toEqual([
      'exemplar',
      'load eraser',
      'eraser',
      'eraser',
      'load',
      'eraser',
    ]);
    expect(order[2]).toMatch(/structure-hint/);
    expect(order[3]).not.toMatch(/structure-hint/);
    expect(order[5]).toMatch(/^eraser\+finetuned/);
    expect(candidates.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(summary.candidates).toBe(4);
    const other = await run(job, undefined, painter(-0.4));
    const mean = ({ patch }: FillCandidate) => patch.data.reduce((sum, v) => sum + v, 0) / patch.data.length;
    const results = [candidates, other.candidates].map((made) => mean(made[3] as FillCandidate));
    expect((results[0] as number) - (results[1] as number)).toBeGreaterThan(1);
  });

  it('gives candidate 2 of seed 5 as candidate 1 of seed 6 behind an eraser too', async () => {
    const job = testJob(SIZE, HOLE, { start: 'exemplar', strength: 0.5, eraser: 'eraser' });
    const two = await run({ ...job, candidates: 2 }, undefined, painter(0.4));
    const six = await run({ ...job, seed: 6 }, undefined, painter(0.4));
    expect(two.candidates[3]?.patch.data).toEqual(six.candidates[2]?.patch.data);
  });

  it('keeps what an eraser drew inside the hole as it is: its colours outside are no measure', async () => {
    const job = testJob(SIZE, HOLE, { pack: 'eraser', detail: false });
    const { candidates } = await run(job, undefined, painter(0.4));
    expect(candidates).toHaveLength(1);
    const { patch, stitch } = candidates[0] as FillCandidate;
    const red = patch.data.filter((_, i) => i % 4 === 0 && stitch.data[i >> 2] === 255);
    for (const value of red) expect(Math.abs(value - 1.4 * 127.5)).toBeLessThan(4);
  });

  it('does without an eraser that cannot be used', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const job = testJob(SIZE, HOLE, { instant: true, start: 'exemplar', strength: 0.5, eraser: 'eraser' });
    const { order, candidates } = await run(job);
    expect(order.map((entry) => entry.split('+')[0])).toEqual([
      'exemplar',
      'load eraser',
      'load',
      'exemplar',
    ]);
    expect(candidates.map(({ index }) => index)).toEqual([0, 1]);
    expect(warned).toHaveBeenCalledOnce();
    const left = candidates.map(({ chain }) => chain.some(({ stage }) => stage === 'eraser-left-out'));
    expect(left, 'the model’s candidate says so').toEqual([false, true]);
    warned.mockRestore();
  });

  it('does without an eraser whose answer is no picture, and says so', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const job = testJob(SIZE, HOLE, { instant: true, start: 'exemplar', strength: 0.5, eraser: 'eraser' });
    const { candidates } = await run(job, () => false, painter(Number.NaN));
    expect(candidates).toHaveLength(2);
    expect(candidates[1]?.chain.at(-1)?.stage).toBe('eraser-left-out');
    warned.mockRestore();
  });

  it('gives an enlarged result detail again, and says so', async () => {
    const large = await run(testJob([200, 200], [60, 60, 130, 120]));
    expect(large.order[1]).toMatch(/detail-transfer/);
    const small = await run(testJob([64, 64], [20, 20, 40, 40]));
    expect(small.order[1]).not.toMatch(/detail-transfer/);
  });

  it.each(['exemplar', 'smooth'] as const)(
    'gives candidate 2 of seed 5 as candidate 1 of seed 6, start %s',
    async (start) => {
      const both = await run(testJob(SIZE, HOLE, { start, strength: 0.5, seed: 5, candidates: 2 }));
      const alone = await run(testJob(SIZE, HOLE, { start, strength: 0.5, seed: 6 }));
      expect(both.candidates[1]?.seed).toBe(6);
      expect(both.candidates[1]?.patch.data).toEqual(alone.candidates[0]?.patch.data);
    },
  );

  it('stops before the model is loaded once it was cancelled', async () => {
    const job = testJob(SIZE, HOLE, { instant: true, start: 'exemplar' });
    await expect(run(job, () => true)).rejects.toMatchObject({ code: 'job-cancelled' });
  });
});
