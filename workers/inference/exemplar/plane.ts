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
  const { channels, data } = source;
  const out = { ...makePlane(width, height, channels), hole: new Uint8Array(width * height) };
  const columns = spans(source.width, width);
  const rows = spans(source.height, height);
  for (let y = 0, at = 0; y < height; y++) {
    const y0 = rows[2 * y] as number;
    const y1 = rows[2 * y + 1] as number;
    for (let x = 0; x < width; x++, at++) {
      const x0 = columns[2 * x] as number;
      const x1 = columns[2 * x + 1] as number;
      const area = (x1 - x0) * (y1 - y0);
      const holes = holesIn(source, x0, y0, x1, y1);
      if (holes > 0) out.hole[at] = 1;
      if (holes > 0 && (guess || holes < area))
        meanOf(source, [x0, y0, x1, y1], guess, out.data, at * channels);
      if (holes > 0) continue;
      let c = 0;
      if (channels === 3) {
        let [r, g, b] = [0, 0, 0];
        for (let row = y0; row < y1; row++) {
          const end = (row * source.width + x1) * 3;
          for (let i = (row * source.width + x0) * 3; i < end; i += 3) {
            r += data[i] as number;
            g += data[i + 1] as number;
            b += data[i + 2] as number;
          }
        }
        out.data[at * 3] = r / area;
        out.data[at * 3 + 1] = g / area;
        out.data[at * 3 + 2] = b / area;
        c = 3;
      }
      for (; c < channels; c++) {
        let sum = 0;
        for (let row = y0; row < y1; row++) {
          const end = (row * source.width + x1) * channels + c;
          for (let i = (row * source.width + x0) * channels + c; i < end; i += channels)
            sum += data[i] as number;
        }
        out.data[at * channels + c] = sum / area;
      }
    }
  }
  return out;
}

/** First and last but one source sample of each of `to` targets, in turn. */
function spans(from: number, to: number): Int32Array {
  const out = new Int32Array(2 * to);
  for (let i = 0; i < to; i++) {
    const first = Math.floor((i * from) / to);
    out[2 * i] = first;
    out[2 * i + 1] = Math.min(from, Math.max(first + 1, Math.ceil(((i + 1) * from) / to)));
  }
  return out;
}

function holesIn({ width, hole }: HoledPlane, x0: number, y0: number, x1: number, y1: number): number {
  let holes = 0;
  for (let y = y0; y < y1; y++)
    for (let i = y * width + x0; i < y * width + x1; i++) holes += hole[i] as number;
  return holes;
}

/** Mean of a box in which there are holes: of all its pixels, or of the known ones, of which there must be one. */
function meanOf(
  { width, channels, data, hole }: HoledPlane,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  guess: boolean,
  out: Float32Array,
  at: number,
): void {
  let count = 0;
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const i = y * width + x;
      if (hole[i] === 1 && !guess) continue;
      count++;
      for (let c = 0; c < channels; c++)
        out[at + c] = (out[at + c] as number) + (data[i * channels + c] as number);
    }
  }
  for (let c = 0; c < channels; c++) out[at + c] = (out[at + c] as number) / count;
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
