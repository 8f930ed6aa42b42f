/**
 * Picture as floats, interleaved: `data.length === width * height * channels`. The first three channels are RGB in code
 * values 0..255; further ones are features that the search compares and nobody paints, such as a guide's colours.
 */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Float32Array<ArrayBuffer>;
}

/** A picture with a hole: `hole[i] === 1` where the pixel is to be made up. */
export interface HoledPlane extends Plane {
  readonly hole: Uint8Array<ArrayBuffer>;
}

/** An empty plane of that size. */
export function makePlane(width: number, height: number, channels = 3): Plane {
  return { width, height, channels, data: new Float32Array(width * height * channels) };
}

/**
 * The picture at `width` x `height` by box averaging over known pixels only. A target pixel is a hole as soon as any
 * source pixel under it is one, so that no unknown colour reaches a known pixel; holes without known pixels are 0.
 */
export function shrinkHoled(source: HoledPlane, width: number, height: number): HoledPlane {
  const out = makePlane(width, height, source.channels);
  const hole = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const y0 = Math.floor((y * source.height) / height);
    const y1 = Math.max(y0 + 1, Math.ceil(((y + 1) * source.height) / height));
    for (let x = 0; x < width; x++) {
      const x0 = Math.floor((x * source.width) / width);
      const x1 = Math.max(x0 + 1, Math.ceil(((x + 1) * source.width) / width));
      averageBox(
        source,
        x0,
        y0,
        Math.min(x1, source.width),
        Math.min(y1, source.height),
        out,
        hole,
        y * width + x,
      );
    }
  }
  return { ...out, hole };
}

/**
 * `shrinkHoled` with the guess inside the hole shrunk along: hole pixels hold the mean of everything under them.
 */
export function shrinkGuess(source: HoledPlane, width: number, height: number): HoledPlane {
  const known = shrinkHoled(source, width, height);
  const { channels } = source;
  const all = shrinkHoled({ ...source, hole: new Uint8Array(source.hole.length) }, width, height);
  for (let i = 0; i < known.hole.length; i++) {
    if (known.hole[i] === 1)
      known.data.set(all.data.subarray(i * channels, (i + 1) * channels), i * channels);
  }
  return known;
}

/** A 0/1 map at another size, by nearest pixel. */
export function resizeMap(map: Uint8Array, from: Plane, width: number, height: number): Uint8Array {
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * from.height) / height) * from.width;
    for (let x = 0; x < width; x++) {
      out[y * width + x] = map[row + Math.floor(((x + 0.5) * from.width) / width)] as number;
    }
  }
  return out;
}

function averageBox(
  source: HoledPlane,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  out: Plane,
  hole: Uint8Array,
  target: number,
): void {
  const { channels, data } = source;
  const at = target * channels;
  let known = 0;
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const i = y * source.width + x;
      if (source.hole[i] === 1) {
        hole[target] = 1;
        continue;
      }
      for (let c = 0; c < channels; c++) {
        out.data[at + c] = (out.data[at + c] as number) + (data[i * channels + c] as number);
      }
      known++;
    }
  }
  if (known === 0) return;
  for (let c = 0; c < channels; c++) out.data[at + c] = (out.data[at + c] as number) / known;
}
