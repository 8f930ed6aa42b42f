import { describe, expect, it } from 'vitest';
import { measureFill } from './measure-fill.ts';
import { disc, fractalTexture, patterned, pictureOf } from './pictures.test-support.ts';
import { psnr } from './psnr.ts';
import { repetition } from './repetition.ts';
import { ringShift } from './ring-shift.ts';
import { relativeSeam, seam } from './seam.ts';
import { ssim } from './ssim.ts';
import { noiseRatio, sharpness } from './texture.ts';

const flat = (value: number) => pictureOf(64, 64, () => value);

describe('PSNR and SSIM', () => {
  it.each([
    [10, 28.1308],
    [1, 48.1308],
    [16, 24.0484],
  ])('a difference of %i everywhere', (difference, decibels) => {
    expect(psnr(flat(100), flat(100 + difference))).toBeCloseTo(decibels, 4);
  });

  it('equal pixels are infinitely alike, and only selected ones count', () => {
    const other = pictureOf(64, 64, (x) => (x < 32 ? 100 : 110));
    const left = Uint8Array.from({ length: 64 * 64 }, (_, i) => (i % 64 < 32 ? 1 : 0));
    expect(psnr(flat(100), other, left)).toBe(Number.POSITIVE_INFINITY);
    expect(psnr(flat(100), other)).toBeCloseTo(28.1308 + 10 * Math.log10(2), 4);
    expect(ssim(other, other)).toBe(1);
  });

  it('SSIM of two constants', () => expect(ssim(flat(100), flat(110))).toBeCloseTo(0.995476, 5));
});

describe('seams in a texture of amplitude 1/f^1.5 and deviation 40', () => {
  const hole = disc(256, 256, 128, 128, 60);
  const raised = (offset: number, seed: number) => {
    const truth = fractalTexture(256, 1.5, 40, seed);
    const filled = pictureOf(256, 256, (x, y) => {
      const i = y * 256 + x;
      return (truth.data[4 * i] as number) + (hole[i] ? offset : 0);
    });
    return { truth, filled, hole };
  };
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value) / values.length;

  it.each([
    [0, 0.99, 5.4],
    [8, 1.71, 8.7],
    [16, 3.17, 16],
  ])('an offset of %i code values', (offset, ratio, slope) => {
    const found = [1, 2, 3].map((seed) => seam(raised(offset, seed).filled, hole));
    expect(Math.abs(mean(found.map((one) => one.ratio)) - ratio)).toBeLessThan(0.25);
    expect(Math.abs(mean(found.map((one) => one.slopeResidual)) - slope)).toBeLessThan(1.5);
  });

  it('the bias beyond the truth is the offset', () => {
    expect(Math.abs(relativeSeam(raised(8, 1)).bias - 8)).toBeLessThan(0.5);
    expect(relativeSeam(raised(0, 1))).toEqual({ seamRatio: 1, bias: 0, slope: 1 });
  });
});

describe('a picture with known figures', () => {
  const hole = disc(160, 128, 70, 60, 35);
  const truth = pictureOf(160, 128, patterned);
  const filled = pictureOf(160, 128, (x, y, c) =>
    hole[y * 160 + x] ? 2 * Math.floor(patterned(x + 31, y + 17, c) / 2) + 5 : patterned(x, y, c),
  );
  const fill = { filled, truth, hole };

  // numpy and OpenCV; their distance transform is an approximation, hence the tolerance.
  it('agrees with an implementation in numpy and OpenCV', () => {
    const figures = measureFill(fill);
    expect(figures.seamRatio).toBeCloseTo(3.398, 1);
    expect(figures.bias).toBeCloseTo(5.28169, 4);
    expect(Math.abs(figures.ringShift - 0.51)).toBeLessThan(0.05);
    expect(figures.sharpness).toBeCloseTo(1.405706, 4);
    expect(Math.abs(figures.noise - 1.0433)).toBeLessThan(0.08);
    expect(figures.psnr).toBeCloseTo(17.019119, 5);
    expect(figures.ssim).toBeCloseTo(0.273523, 4);
    expect(figures.changed).toBe(0);
  });

  it('the truth itself has nothing to be told apart by', () => {
    const { seamRatio, bias, slope, noise: _, ...zero } = measureFill({ filled: truth, truth, hole });
    expect({ seamRatio, bias, slope }).toEqual({ seamRatio: 1, bias: 0, slope: 1 });
    expect(zero).toEqual({
      swd: 0,
      ringShift: 0,
      sharpness: 1,
      repetition: 0,
      psnr: Number.POSITIVE_INFINITY,
      ssim: 1,
      changed: 0,
    });
  });

  it('counts what changed outside', () => {
    const other = { ...filled, data: filled.data.slice() };
    other.data[0] = (other.data[0] as number) + 1;
    expect(measureFill({ filled: other, truth, hole }).changed).toBe(1);
  });
});

describe('colour, sharpness and noise', () => {
  const hole = disc(128, 128, 64, 64, 40);
  const noisy = (inside: number) => {
    const texture = fractalTexture(128, 0, 10, 4);
    return pictureOf(128, 128, (x, y) => {
      const i = y * 128 + x;
      return 128 + (hole[i] ? inside : 1) * ((texture.data[4 * i] as number) - 128);
    });
  };

  it('a lighter hole is as many Lab units off', () => {
    const grey = pictureOf(128, 128, () => 119);
    const lighter = pictureOf(128, 128, (x, y) => (hole[y * 128 + x] ? 130 : 119));
    // L* of the greys 119 and 130 by CIE 1976: 50.034 and 54.368.
    expect(ringShift({ filled: lighter, truth: grey, hole })).toBeCloseTo(54.368 - 50.034, 2);
  });

  it('half the amplitude is a quarter of the energy and half the noise', () => {
    expect(Math.abs(sharpness({ filled: noisy(0.5), truth: noisy(1), hole }) - 0.25)).toBeLessThan(0.03);
    expect(Math.abs(noiseRatio({ filled: noisy(0.5), truth: noisy(1), hole }) - 0.5)).toBeLessThan(0.07);
    expect(Math.abs(noiseRatio({ filled: noisy(1), truth: noisy(1), hole }) - 1)).toBeLessThan(0.12);
  });
});

describe('repetition', () => {
  const everything = new Uint8Array(128 * 128).fill(1);

  it('is near 1 for a tiled texture and near 0 for noise', () => {
    const tile = fractalTexture(32, 0.5, 30, 5);
    const tiled = pictureOf(128, 128, (x, y) => tile.data[4 * ((y % 32) * 32 + (x % 32))] as number);
    expect(repetition(tiled, everything)).toBeGreaterThan(0.95);
    expect(repetition(fractalTexture(128, 0, 30, 6), everything)).toBeLessThan(0.15);
  });

  it('sees one copied piece of the hole', () => {
    const texture = fractalTexture(128, 0.5, 30, 7);
    const hole = disc(128, 128, 64, 64, 45);
    const copied = pictureOf(
      128,
      128,
      (x, y) => texture.data[4 * (y * 128 + (x < 64 ? x : x - 30))] as number,
    );
    expect(repetition(copied, hole)).toBeGreaterThan(repetition(texture, hole) + 0.2);
  });
});
