/** Colour picture as floats in code values 0..255, interleaved RGB: `data.length === width * height * 3`. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array<ArrayBuffer>;
}

/** A picture with a hole: `hole[i] === 1` where the pixel is to be made up. */
export interface HoledPlane extends Plane {
  readonly hole: Uint8Array<ArrayBuffer>;
}

/** An empty plane of that size. */
export function makePlane(width: number, height: number): Plane {
  return { width, height, data: new Float32Array(width * height * 3) };
}

/**
 * The picture at `width` x `height` by box averaging over known pixels only. A target pixel is a hole as soon as any
 * source pixel under it is one, so that no unknown colour reaches a known pixel; holes without known pixels are 0.
 */
export function shrinkHoled(source: HoledPlane, width: number, height: number): HoledPlane {
  const out = makePlane(width, height);
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
  const all = shrinkHoled({ ...source, hole: new Uint8Array(source.hole.length) }, width, height);
  for (let i = 0; i < known.hole.length; i++) {
    if (known.hole[i] === 1) known.data.set(all.data.subarray(i * 3, i * 3 + 3), i * 3);
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
  let r = 0;
  let g = 0;
  let b = 0;
  let known = 0;
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const i = y * source.width + x;
      if (source.hole[i] === 1) {
        hole[target] = 1;
        continue;
      }
      r += source.data[i * 3] as number;
      g += source.data[i * 3 + 1] as number;
      b += source.data[i * 3 + 2] as number;
      known++;
    }
  }
  if (known === 0) return;
  out.data[target * 3] = r / known;
  out.data[target * 3 + 1] = g / known;
  out.data[target * 3 + 2] = b / known;
}
