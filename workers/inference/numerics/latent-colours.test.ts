import { expect, it } from 'vitest';
import { fitLatentColours } from './latent-colours.ts';

const SIZE = { width: 9, height: 7, factor: 8 };

it('finds the colours that latents were made of, also with more channels than colours', () => {
  const cells = SIZE.width * SIZE.height;
  const truth = Array.from({ length: 6 }, (_, k) => [0.1 * Math.sin(k), 0.05 * k, -0.08 * Math.cos(2 * k)]);
  const bias = [0.4, 0.5, 0.6];
  const latent = Float32Array.from({ length: 6 * cells }, (_, i) => Math.sin(i * i));
  const image = new Float32Array(3 * cells * SIZE.factor ** 2);
  const columns = SIZE.width * SIZE.factor;
  for (let i = 0; i < image.length; i++) {
    const c = Math.floor(i / (cells * SIZE.factor ** 2));
    const x = Math.floor((i % columns) / SIZE.factor);
    const y = Math.floor((Math.floor(i / columns) % (SIZE.height * SIZE.factor)) / SIZE.factor);
    let value = bias[c] as number;
    truth.forEach((row, k) => {
      value += (latent[k * cells + y * SIZE.width + x] as number) * (row[c] as number);
    });
    image[i] = 2 * value - 1;
  }
  const fit = fitLatentColours(latent, image, SIZE);
  fit.bias.forEach((value, c) => {
    expect(value).toBeCloseTo(bias[c] as number, 2);
  });
  fit.matrix.forEach((row, k) => {
    row.forEach((value, c) => {
      expect(Math.abs(value - (truth[k]?.[c] as number))).toBeLessThan(2e-3);
    });
  });
});

it('stays finite where the latents say nothing', () => {
  const cells = SIZE.width * SIZE.height;
  const image = new Float32Array(3 * cells * SIZE.factor ** 2).fill(0.5);
  const { matrix, bias } = fitLatentColours(new Float32Array(4 * cells), image, SIZE);
  expect(matrix.flat().every((value) => value === 0)).toBe(true);
  for (const value of bias) expect(value).toBeCloseTo(0.75, 3);
});
