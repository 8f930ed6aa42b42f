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
  return shrink(source, width, height, false);
}

/**
 * `shrinkHoled` with the guess inside the hole shrunk along: hole pixels hold the mean of everything under them.
 */
export function shrinkGuess(source: HoledPlane, width: number, height: number): HoledPlane {
  return shrink(source, width, height, true);
}

function shrink(source: HoledPlane, width: number, height: number, guess: boolean): HoledPlane {
  const { channels } = source;
  const out = { ...makePlane(width, height, channels), hole: new Uint8Array(width * height) };
  const known = new Float64Array(channels);
  const unknown = new Float64Array(channels);
  for (let y = 0; y < height; y++) {
    const y0 = Math.floor((y * source.height) / height);
    const y1 = Math.min(source.height, Math.max(y0 + 1, Math.ceil(((y + 1) * source.height) / height)));
    for (let x = 0; x < width; x++) {
      const x0 = Math.floor((x * source.width) / width);
      const x1 = Math.min(source.width, Math.max(x0 + 1, Math.ceil(((x + 1) * source.width) / width)));
      known.fill(0);
      unknown.fill(0);
      const area = (x1 - x0) * (y1 - y0);
      const holes = sumBox(source, x0, y0, x1, y1, known, unknown);
      const at = y * width + x;
      if (holes > 0) out.hole[at] = 1;
      const mixed = guess && holes > 0;
      const count = mixed ? area : area - holes;
      if (count === 0) continue;
      for (let c = 0; c < channels; c++) {
        const sum = (known[c] as number) + (mixed ? (unknown[c] as number) : 0);
        out.data[at * channels + c] = sum / count;
      }
    }
  }
  return out;
}

/** Adds the box's known and hole pixels to their sums; returns the number of the latter. */
function sumBox(
  { width, channels, data, hole }: HoledPlane,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  known: Float64Array,
  unknown: Float64Array,
): number {
  let holes = 0;
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const i = y * width + x;
      const isHole = hole[i] === 1;
      if (isHole) holes++;
      const sums = isHole ? unknown : known;
      for (let c = 0; c < channels; c++) {
        sums[c] = (sums[c] as number) + (data[i * channels + c] as number);
      }
    }
  }
  return holes;
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
