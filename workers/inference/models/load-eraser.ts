import type { EraserValues } from '../../shared/catalog.ts';
import { LacunaError } from '../../shared/errors.ts';
import type { GraphInput, GraphSession, TensorSpec } from '../runtime/types.ts';
import type { EraserPack } from './pack.ts';

/** Above this an output counts in 0..255, else in 0..1. */
const UNIT_LIMIT = 2;

/**
 * A model of one graph as an eraser. Its inputs are read, not assumed: picture and mask by their channels, or both in
 * one of four channels; fixed sizes are filled up by mirroring. What values mean no graph tells: where the pack does not
 * either, uint8 counts to 255 with 255 = keep (the MI-GAN pipeline), float runs from 0 to 1 with 1 = fill (LaMa).
 *
 * @param values what the pack says of them
 * @throws LacunaError `pack-invalid` for a graph of another kind
 */
export function eraserOf(
  session: GraphSession,
  values: EraserValues = {},
): Pick<EraserPack, 'erase' | 'side'> {
  const picture = find(session, 3);
  const mask = find(session, 1);
  const both = find(session, 4);
  const image = picture ?? both;
  const output = session.outputs.find(({ dims }) => dims.length === 4);
  if (!image || !output || (!both && !mask)) {
    throw new LacunaError('pack-invalid', 'the graph takes no picture and mask', { path: 'model.onnx' });
  }
  const [, , rows, columns] = image.dims;
  const side = typeof rows === 'number' && rows > 0 && rows === columns ? rows : null;

  return {
    side,
    async erase({ data, dims }, hole) {
      const [, , height = 0, width = 0] = dims;
      const pixels = width * height;
      const size = { height: side ?? height, width: side ?? width };
      if (height > size.height || width > size.width) {
        throw new LacunaError('internal', `${width} x ${height} is larger than the model's ${side}`);
      }
      const bytes = image.type === 'uint8';
      const scale = bytes ? 255 : 1;
      const [black, white] = values.picture ?? [0, scale];
      const target = new Float32Array((picture ? 3 : 4) * size.width * size.height);
      const alpha = new Float32Array(size.width * size.height);
      const keepIsOne = (values.mask ?? (bytes ? 'keep' : 'fill')) === 'keep';
      for (let y = 0; y < size.height; y++) {
        for (let x = 0; x < size.width; x++) {
          const from = mirrored(y, height) * width + mirrored(x, width);
          const to = y * size.width + x;
          for (let c = 0; c < 3; c++) {
            const value = ((data[c * pixels + from] as number) + 1) / 2;
            target[c * alpha.length + to] = black + Math.min(1, Math.max(0, value)) * (white - black);
          }
          const filled = hole[from] === 1;
          alpha[to] = filled === keepIsOne ? 0 : scale;
        }
      }
      const dims3 = [1, 3, size.height, size.width];
      const feeds: Record<string, GraphInput> = {};
      if (picture && mask) {
        feeds[picture.name] = { data: target, dims: dims3 };
        feeds[mask.name] = { data: alpha, dims: [1, 1, size.height, size.width] };
      } else {
        target.set(alpha, 3 * alpha.length);
        feeds[image.name] = { data: target, dims: [1, 4, size.height, size.width] };
      }
      const result = (await session.run(feeds))[output.name]?.data as Float32Array;
      const counted = result.some((value) => value > UNIT_LIMIT) ? 255 : 1;
      const [darkest, lightest] = values.result ?? [0, counted];
      const out = new Float32Array(3 * pixels);
      for (let c = 0; c < 3; c++) {
        for (let i = 0; i < pixels; i++) {
          const at = Math.floor(i / width) * size.width + (i % width);
          out[c * pixels + i] =
            (2 * ((result[c * alpha.length + at] as number) - darkest)) / (lightest - darkest) - 1;
        }
      }
      return { data: out, dims: [1, 3, height, width] };
    },
  };
}

function find(session: GraphSession, channels: number): TensorSpec | undefined {
  return session.inputs.find(({ dims }) => dims.length === 4 && dims[1] === channels);
}

/** Coordinates beyond the end run back. */
function mirrored(at: number, length: number): number {
  const period = 2 * length;
  const inside = at % period;
  return inside < length ? inside : period - 1 - inside;
}
