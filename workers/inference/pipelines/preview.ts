import { copyCommon } from '../../shared/copy-common.ts';
import { maskBounds } from '../../shared/geometry/mask-bounds.ts';
import type { Rect, Size } from '../../shared/geometry/rect.ts';
import type { Preview } from '../../shared/job.ts';
import { fitLatentColours, type LatentColours } from '../numerics/latent-colours.ts';
import { makePlanes } from '../numerics/planes.ts';
import { resample } from '../numerics/resample.ts';
import { binaryRows, planeRows, toPixels } from '../numerics/tensor.ts';
import { canvasTensor, type PreparedWindow } from './prepare.ts';
import type { EncodedWindow } from './start.ts';

/** Preview pixels a latent cell spans along one side. */
const ENLARGE = 4;

/** The pack's own fit, or, where it has none, the one that the window and its latents give. */
export function previewColours(
  own: LatentColours,
  window: PreparedWindow,
  encoded: EncodedWindow,
): LatentColours {
  if (own.matrix.some((row) => row.some((value) => value !== 0))) return own;
  const masked = encoded.prefilled === null;
  const latent = encoded.prefilled?.data ?? encoded.masked;
  if (!latent) return own;
  const { cells, canvas } = window;
  return fitLatentColours(latent, canvasTensor(window, masked).data, {
    ...cells,
    factor: canvas.width / cells.width,
  });
}

/**
 * The unfinished hole in colour, by the pack's least-squares fit from latents to RGB: the VAE never runs for it. Opaque
 * over the model mask, transparent elsewhere.
 *
 * @param latent estimate of the clean latent, [channels, cells.height, cells.width]
 * @param place the window's place in the picture
 */
export function latentPreview(
  latent: Float32Array,
  window: PreparedWindow,
  { matrix, bias }: LatentColours,
  place: Rect,
): Preview {
  const { cells, working } = window;
  const factor = window.canvas.width / cells.width;
  const size = { width: working.width / factor, height: working.height / factor };
  const count = cells.width * cells.height;
  const small = makePlanes(3, size.width, size.height);
  for (let i = 0; i < size.width * size.height; i++) {
    const at = Math.floor(i / size.width) * cells.width + (i % size.width);
    for (let c = 0; c < 3; c++) {
      let value = bias[c] ?? 0;
      for (let k = 0; k < matrix.length; k++)
        value += (latent[k * count + at] as number) * (matrix[k]?.[c] ?? 0);
      small.data[c * size.width * size.height + i] = 2 * value - 1;
    }
  }
  const large = { width: size.width * ENLARGE, height: size.height * ENLARGE };
  const { opacity, box } = coverOf(window, large);
  // Enlarged only where it is seen.
  const shown = toPixels(resample(planeRows(small), large, 'cubic', box));
  const data = new Uint8ClampedArray(4 * opacity.length);
  copyCommon({ data: shown.data, area: box }, { data, area: { x: 0, y: 0, ...large } }, 4);
  for (let i = 0; i < opacity.length; i++) data[i * 4 + 3] = opacity[i] as number;
  return { rect: place, image: { ...large, data } };
}

/** Opacity of a preview, 0 to 255, and the box of what is not transparent. */
interface Cover {
  readonly opacity: Uint8Array;
  readonly box: Rect;
}

/** The same for all previews of a job. */
const covers = new WeakMap<Uint8Array, Cover>();

function coverOf({ hole, working }: PreparedWindow, size: Size): Cover {
  const known = covers.get(hole);
  if (known) return known;
  const share = resample(binaryRows({ data: hole, ...working }, 1), size, 'area').data;
  const clamped = new Uint8ClampedArray(share.length);
  for (let i = 0; i < share.length; i++) clamped[i] = 255 * (share[i] as number);
  const opacity = new Uint8Array(clamped.buffer);
  const box = maskBounds({ data: opacity, ...size }) ?? { x: 0, y: 0, ...size };
  const cover = { opacity, box };
  covers.set(hole, cover);
  return cover;
}
