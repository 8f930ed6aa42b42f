/** Float channels one after another, each row by row: `data.length === channels * width * height`. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Float32Array<ArrayBuffer>;
}

/** Planes of zeros. */
export function makePlanes(channels: number, width: number, height: number): Planes {
  return { channels, width, height, data: new Float32Array(channels * width * height) };
}

/** The index mirrored into 0..length - 1, without repeating the edge: ... 2 1 | 0 1 2 | 1 0 1 ... */
function mirrored(index: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const within = index % period;
  return within < length ? within : period - within;
}

/** Makes planes larger to the right and below by mirroring them; the same object when nothing is to be added. */
export function padMirrored(planes: Planes, width: number, height: number): Planes {
  if (width === planes.width && height === planes.height) return planes;
  const out = makePlanes(planes.channels, width, height);
  for (let c = 0; c < planes.channels; c++) {
    for (let y = 0; y < height; y++) {
      const row = (c * planes.height + mirrored(y, planes.height)) * planes.width;
      const target = (c * height + y) * width;
      for (let x = 0; x < width; x++) {
        out.data[target + x] = planes.data[row + mirrored(x, planes.width)] as number;
      }
    }
  }
  return out;
}

/** The top-left `width` x `height` part; the same object when that is all. */
export function cropTopLeft(planes: Planes, width: number, height: number): Planes {
  if (width === planes.width && height === planes.height) return planes;
  const out = makePlanes(planes.channels, width, height);
  for (let row = 0; row < planes.channels * height; row++) {
    const c = Math.floor(row / height);
    const from = (c * planes.height + (row % height)) * planes.width;
    out.data.set(planes.data.subarray(from, from + width), row * width);
  }
  return out;
}

/** Mirrors a byte mask in the same way as `padMirrored`. */
export function padMaskMirrored(
  mask: Uint8Array<ArrayBuffer>,
  from: { readonly width: number; readonly height: number },
  to: { readonly width: number; readonly height: number },
): Uint8Array<ArrayBuffer> {
  if (from.width === to.width && from.height === to.height) return mask;
  const out = new Uint8Array(to.width * to.height);
  for (let y = 0; y < to.height; y++) {
    const row = mirrored(y, from.height) * from.width;
    for (let x = 0; x < to.width; x++) out[y * to.width + x] = mask[row + mirrored(x, from.width)] as number;
  }
  return out;
}
