import { decode } from 'fast-png';

/** Decoded samples of an 8-bit PNG, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

export function readPng(bytes: Uint8Array): Raster {
  const { width, height, channels, data, depth } = decode(bytes);
  if (depth !== 8) throw new Error(`expected 8 bits a sample, found ${depth}`);
  return { width, height, channels, data: Uint8Array.from(data) };
}

/** Fills a mask image: a white box on black, as PNG bytes come from `encode` of fast-png. */
export function boxMask(width: number, height: number, box: Box): Raster {
  const data = new Uint8Array(width * height);
  for (let y = box.y; y < box.y + box.height; y++) {
    data.fill(255, y * width + box.x, y * width + box.x + box.width);
  }
  return { width, height, channels: 1, data };
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Indices (pixel, not sample) where two rasters of one size differ in any of their common channels. */
export function differingPixels(a: Raster, b: Raster): number[] {
  if (a.width !== b.width || a.height !== b.height) throw new Error('sizes differ');
  const channels = Math.min(a.channels, b.channels, 3);
  const found: number[] = [];
  for (let i = 0; i < a.width * a.height; i++) {
    for (let c = 0; c < channels; c++) {
      if (a.data[i * a.channels + c] !== b.data[i * b.channels + c]) {
        found.push(i);
        break;
      }
    }
  }
  return found;
}

/** Distance in pixels (Chebyshev, capped at `limit` + 1) from every pixel to the nearest mask value above 0. */
export function withinReach(mask: Raster, limit: number): Uint8Array {
  const { width, height } = mask;
  const reach = new Uint8Array(width * height);
  const rows = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0, last = -Infinity; x < width; x++) {
      if ((mask.data[(y * width + x) * mask.channels] as number) > 0) last = x;
      if (x - last <= limit) rows[y * width + x] = 1;
    }
    for (let x = width - 1, last = Infinity; x >= 0; x--) {
      if ((mask.data[(y * width + x) * mask.channels] as number) > 0) last = x;
      if (last - x <= limit) rows[y * width + x] = 1;
    }
  }
  for (let x = 0; x < width; x++) {
    for (let y = 0, last = -Infinity; y < height; y++) {
      if (rows[y * width + x]) last = y;
      if (y - last <= limit) reach[y * width + x] = 1;
    }
    for (let y = height - 1, last = Infinity; y >= 0; y--) {
      if (rows[y * width + x]) last = y;
      if (last - y <= limit) reach[y * width + x] = 1;
    }
  }
  return reach;
}

/** Mean and standard deviation of the luma of chosen pixels. */
export function lumaStatistics(
  raster: Raster,
  pixels: readonly number[],
): { mean: number; deviation: number } {
  let sum = 0;
  let squares = 0;
  for (const index of pixels) {
    const at = index * raster.channels;
    const [r = 0, g = 0, b = 0] = raster.data.subarray(at, at + 3);
    const luma = 0.299 * r + 0.587 * g + 0.114 * b;
    sum += luma;
    squares += luma * luma;
  }
  const mean = sum / pixels.length;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / pixels.length - mean * mean)) };
}
