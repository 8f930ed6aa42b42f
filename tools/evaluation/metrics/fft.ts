/** A complex picture of `size` x `size` values, row by row; `size` is a power of two. */
export interface Spectrum {
  readonly size: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

export function makeSpectrum(size: number): Spectrum {
  return { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
}

/** Two-dimensional Fourier transform in place; the inverse divides by the number of values. */
export function transform({ size, real, imaginary }: Spectrum, inverse = false): void {
  const line = { re: new Float64Array(size), im: new Float64Array(size) };
  for (const [step, next] of [
    [1, size],
    [size, 1],
  ] as const) {
    for (let k = 0; k < size; k++) {
      for (let i = 0; i < size; i++) {
        line.re[i] = real[k * next + i * step] as number;
        line.im[i] = imaginary[k * next + i * step] as number;
      }
      transformLine(line.re, line.im, inverse);
      const scale = inverse ? 1 / size : 1;
      for (let i = 0; i < size; i++) {
        real[k * next + i * step] = scale * (line.re[i] as number);
        imaginary[k * next + i * step] = scale * (line.im[i] as number);
      }
    }
  }
}

/** Cooley and Tukey 1965, radix 2, in place. */
function transformLine(re: Float64Array, im: Float64Array, inverse: boolean): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j] as number, re[i] as number];
      [im[i], im[j]] = [im[j] as number, im[i] as number];
    }
  }
  for (let length = 2; length <= n; length *= 2) {
    const angle = ((inverse ? 2 : -2) * Math.PI) / length;
    for (let k = 0; k < length / 2; k++) {
      const cos = Math.cos(angle * k);
      const sin = Math.sin(angle * k);
      for (let a = k; a < n; a += length) {
        const b = a + length / 2;
        const x = (re[b] as number) * cos - (im[b] as number) * sin;
        const y = (re[b] as number) * sin + (im[b] as number) * cos;
        re[b] = (re[a] as number) - x;
        im[b] = (im[a] as number) - y;
        re[a] = (re[a] as number) + x;
        im[a] = (im[a] as number) + y;
      }
    }
  }
}
