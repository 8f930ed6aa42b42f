/** RGB in 0..1 = latent values times `matrix` (one row a channel) plus `bias`. */
export interface LatentColours {
  readonly matrix: readonly (readonly number[])[];
  readonly bias: readonly number[];
}

/** Keeps the equations solvable where channels say the same, or nothing. */
const RIDGE = 1e-4;

/**
 * The linear fit from latents to colours that a picture and its own latents give: least squares over all cells, each
 * cell's colour being the mean of its pixels.
 *
 * @param latent [channels, height, width]
 * @param image RGB in -1..1, [3, height * factor, width * factor]
 */
export function fitLatentColours(
  latent: Float32Array,
  image: Float32Array,
  { width, height, factor }: { readonly width: number; readonly height: number; readonly factor: number },
): LatentColours {
  const cells = width * height;
  const channels = latent.length / cells;
  const size = channels + 1;
  const normal = Array.from({ length: size }, (_, i) => {
    const row = new Array<number>(size + 3).fill(0);
    row[i] = RIDGE * cells;
    return row;
  });
  const values = new Array<number>(size).fill(1);
  for (let cell = 0; cell < cells; cell++) {
    for (let k = 0; k < channels; k++) values[k] = latent[k * cells + cell] as number;
    const colour = cellColour(image, cell % width, Math.floor(cell / width), { width, height, factor });
    for (let i = 0; i < size; i++) {
      const row = normal[i] as number[];
      for (let j = 0; j < size; j++)
        row[j] = (row[j] as number) + (values[i] as number) * (values[j] as number);
      for (let c = 0; c < 3; c++)
        row[size + c] = (row[size + c] as number) + (values[i] as number) * (colour[c] as number);
    }
  }
  const solved = eliminate(normal);
  return { matrix: solved.slice(0, channels), bias: solved[channels] as number[] };
}

/** Mean of a cell's pixels, in 0..1. */
function cellColour(
  image: Float32Array,
  column: number,
  row: number,
  { width, height, factor }: { readonly width: number; readonly height: number; readonly factor: number },
): number[] {
  const pixels = width * height * factor * factor;
  return [0, 1, 2].map((c) => {
    let sum = 0;
    for (let y = row * factor; y < (row + 1) * factor; y++) {
      for (let x = column * factor; x < (column + 1) * factor; x++) {
        sum += image[c * pixels + y * width * factor + x] as number;
      }
    }
    return sum / factor / factor / 2 + 0.5;
  });
}

/** Solves [A | B] for X by Gauss-Jordan elimination; A is symmetric and positive definite. */
function eliminate(rows: number[][]): number[][] {
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot++) {
    const own = rows[pivot] as number[];
    const scale = own[pivot] as number;
    for (let j = pivot; j < own.length; j++) own[j] = (own[j] as number) / scale;
    for (let i = 0; i < size; i++) {
      const row = rows[i] as number[];
      const times = row[pivot] as number;
      if (i === pivot || times === 0) continue;
      for (let j = pivot; j < row.length; j++) row[j] = (row[j] as number) - times * (own[j] as number);
    }
  }
  return rows.map((row) => row.slice(size));
}
