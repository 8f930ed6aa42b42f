/** Larger than any squared distance in a picture, and exact as a float. */
const FAR = 1e9;

/**
 * Squared Euclidean distance, in pixels, from each pixel to the nearest set one; 0 on set pixels, 1e9 where no pixel
 * is set (Felzenszwalb and Huttenlocher 2012, "Distance transforms of sampled functions", section 2).
 *
 * @param set pixels counted as set where not 0; [height, width]
 */
export function squaredDistance(set: Uint8Array, width: number, height: number): Float32Array {
  const out = new Float32Array(width * height);
  const lower = lowerEnvelope(width);
  for (let x = 0; x < width; x++) {
    columnDistances(set, out, x, width, height);
  }
  for (let y = 0; y < height; y++) {
    lower(out.subarray(y * width, (y + 1) * width));
  }
  return out;
}

/** Squared distance along the column alone. */
function columnDistances(set: Uint8Array, out: Float32Array, x: number, width: number, height: number): void {
  let steps = Number.POSITIVE_INFINITY;
  for (let y = 0; y < height; y++) {
    steps = set[y * width + x] ? 0 : steps + 1;
    out[y * width + x] = Math.min(FAR, steps * steps);
  }
  steps = Number.POSITIVE_INFINITY;
  for (let y = height - 1; y >= 0; y--) {
    steps = set[y * width + x] ? 0 : steps + 1;
    out[y * width + x] = Math.min(out[y * width + x] as number, steps * steps);
  }
}

/** A function that replaces, in rows of `length`, `row[q]` by the minimum over p of `row[p] + (p - q)^2`. */
export function lowerEnvelope(length: number): (row: Float32Array) => void {
  const line = new Float64Array(length);
  const parabolas = new Int32Array(length);
  const borders = new Float64Array(length + 1);
  return (row) => envelop(row, line, parabolas, borders);
}

function envelop(row: Float32Array, line: Float64Array, parabolas: Int32Array, borders: Float64Array): void {
  const { length } = row;
  let last = -1;
  for (let q = 0; q < length; q++) {
    const height = row[q] as number;
    line[q] = height;
    if (height >= FAR) continue;
    let border = Number.NEGATIVE_INFINITY;
    while (last >= 0) {
      const p = parabolas[last] as number;
      border = (height + q * q - ((line[p] as number) + p * p)) / (2 * (q - p));
      if (border > (borders[last] as number)) break;
      last--;
    }
    last++;
    parabolas[last] = q;
    borders[last] = last === 0 ? Number.NEGATIVE_INFINITY : border;
  }
  if (last < 0) return;
  borders[last + 1] = Number.POSITIVE_INFINITY;
  for (let q = 0, k = 0; q < length; q++) {
    while ((borders[k + 1] as number) < q) k++;
    const p = parabolas[k] as number;
    row[q] = (q - p) * (q - p) + (line[p] as number);
  }
}
