import { type HoledPlane, makePlane } from './plane.ts';

/** Weight of the two texture channels against a colour channel. */
export const TEXTURE_WEIGHT = 5;

/** RGB and how busy the picture is across and along. */
export const TEXTURED_CHANNELS = 5;

/**
 * RGB and, as channels 3 and 4, how busy the picture is across and along: the absolute differences of brightness to the
 * next pixel, which shrinking turns into local means. Colours alone prefer smooth patches on coarse levels, where a
 * texture is its mean colour (Newson et al. 2014, "Video inpainting of complex scenes", section 3.3).
 */
export function withTexture({ width, height, hole, data }: HoledPlane): HoledPlane {
  const out = makePlane(width, height, 5);
  const grey = new Float32Array(hole.length);
  for (let i = 0; i < hole.length; i++) {
    grey[i] = ((data[i * 3] as number) + 2 * (data[i * 3 + 1] as number) + (data[i * 3 + 2] as number)) / 4;
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      for (let c = 0; c < 3; c++) out.data[i * 5 + c] = data[i * 3 + c] as number;
      if (hole[i] === 1) continue;
      const here = grey[i] as number;
      if (x + 1 < width) out.data[i * 5 + 3] = TEXTURE_WEIGHT * step(hole, grey, i + 1, here);
      if (y + 1 < height) out.data[i * 5 + 4] = TEXTURE_WEIGHT * step(hole, grey, i + width, here);
    }
  }
  return { ...out, hole };
}

function step(hole: Uint8Array, grey: Float32Array, neighbour: number, here: number): number {
  return hole[neighbour] === 1 ? 0 : Math.abs((grey[neighbour] as number) - here);
}

/** The first three channels alone. */
export function colourOnly(plane: HoledPlane): HoledPlane {
  const { width, height, channels, data } = plane;
  if (channels === 3) return plane;
  const out = makePlane(width, height, 3);
  for (let i = 0; i < plane.hole.length; i++) {
    for (let c = 0; c < 3; c++) out.data[i * 3 + c] = data[i * channels + c] as number;
  }
  return { ...out, hole: plane.hole };
}
