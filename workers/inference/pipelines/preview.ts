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
  const image = toPixels(resample(planeRows(small), large));
  const cover = coverOf(window, large);
  for (let i = 0; i < cover.length; i++) image.data[i * 4 + 3] = cover[i] as number;
  return { rect: place, image };
}

/** The same for all previews of a job. */
const covers = new WeakMap<Uint8Array, Uint8ClampedArray>();

/** Opacity of a preview, 0 to 255. */
function coverOf({ hole, working }: PreparedWindow, size: Size): Uint8ClampedArray {
  const known = covers.get(hole);
  if (known) return known;
  const share = resample(binaryRows({ data: hole, ...working }, 1), size, 'area').data;
  const cover = new Uint8ClampedArray(share.length);
  for (let i = 0; i < cover.length; i++) cover[i] = 255 * (share[i] as number);
  covers.set(hole, cover);
  return cover;
}
