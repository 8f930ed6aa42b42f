import { blurPlane } from './blur.ts';
import { fillByFeatures } from './exemplar-fill.ts';
import { type HoledPlane, makePlane } from './plane.ts';
import { TEXTURED_CHANNELS, withTexture } from './texture.ts';
import type { TransferOptions } from './transfer-detail.ts';

/** Blur, in solved pixels, of hint and picture before they are compared. */
const HINT_SIGMA = 2;

/**
 * Fills the hole from the picture's own pixels, in place, as `exemplarFill` does, with what stands in it as a hint: the
 * coarse levels, which decide what goes where, compare its smoothed colours as further channels. A wrong tone in the
 * hint is outvoted by the picture, a horizon in it is not. Returns false where the known part holds no whole patch.
 *
 * @param weight of the hint's channels against the picture's own in the patch distance
 */
export function fillWithHint(picture: HoledPlane, options: TransferOptions, weight = 0.5): boolean {
  return fillByFeatures(picture, options, (small) => withHint(small, weight));
}

/** RGB, texture, and the smoothed RGB; inside the hole all but the texture are the hint's. */
function withHint(small: HoledPlane, weight: number): HoledPlane {
  const smooth = blurPlane(small, HINT_SIGMA);
  const textured = withTexture(small);
  const channels = TEXTURED_CHANNELS + 3;
  const out = makePlane(small.width, small.height, channels);
  for (let i = 0; i < small.hole.length; i++) {
    for (let c = 0; c < TEXTURED_CHANNELS; c++) {
      out.data[i * channels + c] = textured.data[i * TEXTURED_CHANNELS + c] as number;
    }
    for (let c = 0; c < 3; c++) {
      out.data[i * channels + TEXTURED_CHANNELS + c] = weight * (smooth.data[i * 3 + c] as number);
    }
  }
  return { ...out, hole: small.hole };
}
