import { describe, expect, it } from 'vitest';
import type { HoledPlane } from './plane.ts';
import { transferDetail } from './transfer-detail.ts';

/** Left half fine dark red and blue stripes, right half fine bright green checks; a hole across the middle. */
function scene(guideOf: (x: number, c: number) => number): { picture: HoledPlane; truth: Float32Array } {
  const width = 200;
  const height = 120;
  const truth = new Float32Array(width * height * 3);
  const hole = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const on = x < 100 ? x % 4 < 2 : (Math.floor(x / 2) + Math.floor(y / 2)) % 2 === 0;
      const colour = x < 100 ? (on ? [120, 10, 10] : [10, 10, 120]) : on ? [60, 250, 60] : [200, 255, 200];
      for (let c = 0; c < 3; c++) truth[i * 3 + c] = colour[c] as number;
      hole[i] = x >= 60 && x < 140 && y >= 40 && y < 80 ? 1 : 0;
    }
  }
  const data = truth.slice();
  for (let i = 0; i < hole.length; i++) {
    if (hole[i]) for (let c = 0; c < 3; c++) data[i * 3 + c] = guideOf(i % width, c);
  }
  return { picture: { width, height, channels: 3, data, hole }, truth };
}

const LEFT = [65, 10, 65];
const RIGHT = [130, 252, 130];

describe('detail transfer', () => {
  it('follows the guide and is as sharp as the picture', () => {
    // the guide moves the border from x = 100 to x = 80
    const { picture } = scene((x, c) => (x < 80 ? LEFT[c] : RIGHT[c]) as number);
    const report = transferDetail(picture, { seed: 1 });
    expect(report.ownShare).toBeGreaterThan(0.8);
    const at = (x: number, c: number): number[] =>
      Array.from({ length: 20 }, (_, k) => picture.data[((50 + k) * 200 + x) * 3 + c] as number);
    expect(Math.min(...at(90, 1), ...at(91, 1))).toBeGreaterThan(200);
    expect(Math.max(...at(66, 1), ...at(67, 1))).toBeLessThan(60);
    const reds = [64, 65, 66, 67, 68, 69, 70, 71].flatMap((x) => at(x, 0));
    expect(Math.max(...reds) - Math.min(...reds)).toBeGreaterThan(90);
  });

  it('keeps the guide where the picture has nothing like it', () => {
    const { picture } = scene((_, c) => [250, 0, 250][c] as number);
    const report = transferDetail(picture, { seed: 1 });
    expect(report.ownShare).toBeLessThan(0.4);
    const middle = (60 * 200 + 100) * 3;
    expect(picture.data[middle] as number).toBeGreaterThan(200);
    expect(picture.data[middle + 1] as number).toBeLessThan(60);
  });

  it('never writes a known pixel', () => {
    const { picture, truth } = scene(() => 128);
    transferDetail(picture, { seed: 5 });
    for (let i = 0; i < picture.hole.length; i++) {
      if (picture.hole[i] === 0) expect(picture.data[i * 3]).toBe(truth[i * 3]);
    }
  });
});
