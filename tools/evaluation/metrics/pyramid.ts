import { makePlanes, type Planes } from '../../../workers/inference/numerics/planes.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';

const TAPS = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16] as const;

/**
 * Laplacian pyramid (Burt and Adelson 1983): each level what its blurred half cannot tell, the last one that half itself;
 * code values. Sizes halve, rounded up.
 */
export function laplacianPyramid(picture: PixelBuffer, levels: number): Planes[] {
  const out: Planes[] = [];
  let current = colourPlanes(picture);
  for (let level = 1; level < levels; level++) {
    const half = halved(blurred(current));
    const back = blurred(doubled(half, current.width, current.height), 2);
    out.push({ ...current, data: current.data.map((value, i) => value - (back.data[i] as number)) });
    current = half;
  }
  return [...out, current];
}

function colourPlanes({ width, height, data }: PixelBuffer): Planes {
  const planes = makePlanes(3, width, height);
  const cells = width * height;
  for (let i = 0; i < cells; i++) {
    for (let c = 0; c < 3; c++) planes.data[c * cells + i] = data[4 * i + c] as number;
  }
  return planes;
}

/** Every second pixel of every second row, from the first. */
function halved({ channels, width, height, data }: Planes): Planes {
  const out = makePlanes(channels, Math.ceil(width / 2), Math.ceil(height / 2));
  for (let c = 0, target = 0; c < channels; c++) {
    for (let y = 0; y < out.height; y++) {
      for (let x = 0; x < out.width; x++, target++) {
        out.data[target] = data[(c * height + 2 * y) * width + 2 * x] as number;
      }
    }
  }
  return out;
}

/** The inverse of `halved`, with zeros between. */
function doubled(half: Planes, width: number, height: number): Planes {
  const out = makePlanes(half.channels, width, height);
  for (let c = 0, from = 0; c < half.channels; c++) {
    for (let y = 0; y < half.height; y++) {
      for (let x = 0; x < half.width; x++, from++) {
        out.data[(c * height + 2 * y) * width + 2 * x] = half.data[from] as number;
      }
    }
  }
  return out;
}

/** The 5-tap binomial blur along both axes, times `gain` each; mirrored at the edge. */
function blurred(planes: Planes, gain = 1): Planes {
  const { channels, width, height } = planes;
  let { data } = planes;
  for (const [stride, length] of [
    [1, width],
    [width, height],
  ] as const) {
    const out = new Float32Array(data.length);
    for (let i = 0; i < out.length; i++) {
      const within = i % (width * height);
      const at = stride === 1 ? within % width : Math.floor(within / width);
      let sum = 0;
      for (let k = -2; k <= 2; k++) {
        sum += (TAPS[k + 2] as number) * (data[i + (mirror(at + k, length) - at) * stride] as number);
      }
      out[i] = gain * sum;
    }
    data = out;
  }
  return { channels, width, height, data };
}

function mirror(at: number, length: number): number {
  if (at < 0) return Math.min(-at, length - 1);
  return at < length ? at : Math.max(0, 2 * length - 2 - at);
}
