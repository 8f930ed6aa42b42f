import { maskBounds } from '../../shared/geometry/mask-bounds.ts';
import type { Rect, Size } from '../../shared/geometry/rect.ts';
import type { Preview } from '../../shared/job.ts';
import { fitLatentColours, type LatentColours } from '../numerics/latent-colours.ts';
import { cropTopLeft, makePlanes } from '../numerics/planes.ts';
import { resample } from '../numerics/resample.ts';
import { binaryRows, planeRows } from '../numerics/tensor.ts';
import { canvasTensor, type PreparedWindow } from './prepare.ts';
import type { EncodedWindow } from './start.ts';

/**
 * Preview pixels a latent cell spans along one side: as many as it takes for the fall at the hole's edge. The page draws
 * them enlarged and smoothed, and more would only cost the steps time.
 */
const ENLARGE = 2;

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
  const small = makePlanes(3, cells.width, cells.height);
  for (let c = 0; c < 3; c++) {
    const plane = small.data.subarray(c * count, (c + 1) * count).fill(2 * (bias[c] ?? 0) - 1);
    for (let k = 0; k < matrix.length; k++) {
      const weight = 2 * (matrix[k]?.[c] ?? 0);
      for (let i = 0, at = k * count; i < count; i++, at++) {
        plane[i] = (plane[i] as number) + weight * (latent[at] as number);
      }
    }
  }
  const large = { width: size.width * ENLARGE, height: size.height * ENLARGE };
  const { pixels, box } = coverOf(window, large);
  // Enlarged only where it is seen.
  const shown = resample(planeRows(cropTopLeft(small, size.width, size.height)), large, 'cubic', box);
  const data = pixels.slice();
  const area = box.width * box.height;
  for (let y = 0, i = 0; y < box.height; y++) {
    let to = 4 * ((box.y + y) * large.width + box.x);
    for (let x = 0; x < box.width; x++, i++, to += 4) {
      data[to] = ((shown.data[i] as number) + 1) * 127.5;
      data[to + 1] = ((shown.data[area + i] as number) + 1) * 127.5;
      data[to + 2] = ((shown.data[2 * area + i] as number) + 1) * 127.5;
    }
  }
  return { rect: place, image: { ...large, data } };
}

/** Black pixels with the opacity of a preview, and the box of what is not transparent. */
interface Cover {
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly box: Rect;
}

/** The same for all previews of a job. */
const covers = new WeakMap<Uint8Array, Cover>();

function coverOf({ hole, working }: PreparedWindow, size: Size): Cover {
  const known = covers.get(hole);
  if (known) return known;
  const share = resample(binaryRows({ data: hole, ...working }, 1), size, 'area').data;
  const pixels = new Uint8ClampedArray(4 * share.length);
  const seen = new Uint8Array(share.length);
  for (let i = 0; i < share.length; i++) {
    pixels[4 * i + 3] = 255 * (share[i] as number);
    seen[i] = pixels[4 * i + 3] as number;
  }
  const cover = { pixels, box: maskBounds({ data: seen, ...size }) ?? { x: 0, y: 0, ...size } };
  covers.set(hole, cover);
  return cover;
}
