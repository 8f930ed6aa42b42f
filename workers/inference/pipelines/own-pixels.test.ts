import { describe, expect, it } from 'vitest';
import { testJob } from './job.test-support.ts';
import { holedPicture, patchFor } from './own-pixels.ts';
import { prepareWindow } from './prepare.ts';

describe('the window at full resolution', () => {
  it('keeps known pixels as they are and marks what will be shown', () => {
    const job = testJob([90, 70], [30, 20, 50, 40]);
    const window = prepareWindow(job);
    const picture = holedPicture(job, window, window.prefilled);
    expect([picture.width, picture.height]).toEqual([90, 70]);
    expect(picture.hole[30 * 90 + 40]).toBe(1);
    expect(picture.hole[0]).toBe(0);
    expect(picture.data[0]).toBeCloseTo(job.window.image.data[0] as number, 3);
  });

  it('stays within its share of memory, and the patch has the window’s resolution all the same', () => {
    const [width, height] = [500, 300];
    const job = testJob([width, height], [200, 100, 260, 140], { feather: 0 });
    const window = prepareWindow(job);
    const picture = holedPicture(job, window, window.prefilled, 40_000);
    expect(picture.width * picture.height).toBeLessThanOrEqual(40_000);
    expect(picture.width / picture.height).toBeCloseTo(width / height, 1);
    const patch = patchFor(picture, window, job.window.image);
    expect([patch.width, patch.height]).toEqual([window.stitch.rect.width, window.stitch.rect.height]);
    expect(patch.width).toBeGreaterThanOrEqual(60);
  });

  it.each([
    [61, 40_000],
    [60, 33_333],
    [75, 12_345],
  ])(
    'made smaller, takes no pixel for known that shows any of the %i new rows and columns',
    (grown, most) => {
      const [width, height] = [500, 300];
      const job = testJob([width, height], [0, 0, width, grown], { feather: 0 });
      const { data } = job.window.image;
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const isNew = y < grown || x < grown;
          data.set(isNew ? [0, 0, 0, 0] : [255, 0, 0, 255], 4 * (y * width + x));
          job.window.mask.data[y * width + x] = isNew ? 255 : 0;
        }
      }
      const window = prepareWindow(job);
      const picture = holedPicture(job, window, window.prefilled, most);
      let known = 0;
      for (let i = 0; i < picture.hole.length; i++) {
        if (picture.hole[i] === 1) continue;
        known++;
        expect(Math.round(picture.data[3 * i] as number), `pixel ${i}`).toBe(255);
      }
      expect(known).toBeGreaterThan(picture.hole.length / 2);
    },
  );
});
