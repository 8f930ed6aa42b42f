import { describe, expect, it } from 'vitest';
import { LacunaError } from '../../shared/errors.ts';
import type { FillJob } from '../../shared/job.ts';
import { fillFromAround, viewOf } from './around-view.ts';
import { checkJob } from './check-job.ts';
import { testJob } from './job.test-support.ts';

function wideJob(): FillJob {
  const job = testJob([90, 80], [40, 30, 56, 46]);
  return { ...job, window: { ...job.window, view: { x: 13 + 20, y: 7 + 10, width: 60, height: 56 } } };
}

describe('a window with more of the picture around it', () => {
  it('shows the model the view and keeps the rest to copy from', () => {
    const job = wideJob();
    const { window, around } = viewOf(job);
    expect(window.rect).toEqual(job.window.view);
    expect([window.image.width, window.image.height, around?.x, around?.y]).toEqual([60, 56, 20, 10]);
    for (const [x, y] of [
      [0, 0],
      [59, 55],
      [25, 30],
    ] as const) {
      const here = (y * 60 + x) * 4;
      const there = ((y + 10) * 90 + x + 20) * 4;
      expect(window.image.data.slice(here, here + 4)).toEqual(job.window.image.data.slice(there, there + 4));
      expect(window.mask.data[y * 60 + x]).toBe(job.window.mask.data[(y + 10) * 90 + x + 20]);
    }
  });

  it('takes a window without a view, or with one of its own size, as it is', () => {
    const job = testJob([90, 80], [40, 30, 56, 46]);
    expect(viewOf(job)).toBe(job);
    const same = { ...job, window: { ...job.window, view: job.window.rect } };
    expect(viewOf(same)).toBe(same);
  });

  it('refuses a view that leaves out part of the mask or of the window', () => {
    const job = wideJob();
    expect(() => checkJob(job)).not.toThrow();
    for (const view of [
      { x: 33, y: 17, width: 30, height: 56 },
      { x: 33, y: 17, width: 600, height: 56 },
    ]) {
      expect(() => checkJob({ ...job, window: { ...job.window, view } })).toThrow(LacunaError);
    }
  });

  it('fills from pixels that only the surroundings have, and gives back the window alone', () => {
    const job = wideJob();
    const { window, around } = viewOf(job);
    if (!around) throw new Error('nothing around');
    const data = new Float32Array(60 * 56 * 3);
    const hole = Uint8Array.from(window.mask.data, (value) => (value ? 1 : 0));
    const picture = { width: 60, height: 56, channels: 3, data, hole };
    const filled = fillFromAround(picture, around, (wide) => {
      expect([wide.width, wide.height]).toEqual([90, 80]);
      expect(wide.data[0]).toBe(job.window.image.data[0]);
      expect(wide.hole.reduce((sum, h) => sum + h, 0)).toBe(16 * 16);
      for (let p = 0; p < wide.hole.length; p++) if (wide.hole[p]) wide.data.fill(7, p * 3, p * 3 + 3);
      return true;
    });
    expect(filled).toBe(true);
    expect([...picture.data].every((value, i) => value === (hole[Math.floor(i / 3)] ? 7 : 0))).toBe(true);
  });
});
