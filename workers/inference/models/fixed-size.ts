import { cropTopLeft, padMirrored } from '../numerics/planes.ts';
import type { FloatTensor, TensorSpec } from '../runtime/types.ts';

/**
 * Runs a graph whose input has a fixed height and width on a smaller picture: it is mirrored out to that size, and the
 * output cut back by as much. Where the sizes agree, or the axes are open, nothing happens.
 *
 * @param spec the graph's input that `input` [batch, channels, h, w] is for
 */
export async function atFixedSize(
  spec: TensorSpec,
  input: FloatTensor,
  run: (input: FloatTensor) => Promise<FloatTensor>,
): Promise<FloatTensor> {
  const [batch = 1, channels = 1, height = 1, width = 1] = input.dims;
  const [rows, columns] = [spec.dims[2], spec.dims[3]];
  if (typeof rows !== 'number' || typeof columns !== 'number' || rows < height || columns < width)
    return run(input);
  if (rows === height && columns === width) return run(input);
  const planes = { channels: batch * channels, width, height, data: input.data };
  const large = padMirrored(planes, columns, rows);
  const output = await run({ data: large.data, dims: [batch, channels, rows, columns] });
  const [count = 1, out = 1, outRows = 1, outColumns = 1] = output.dims;
  const size = { width: (outColumns * width) / columns, height: (outRows * height) / rows };
  const whole = { channels: count * out, width: outColumns, height: outRows, data: output.data };
  return {
    data: cropTopLeft(whole, size.width, size.height).data,
    dims: [count, out, size.height, size.width],
  };
}
