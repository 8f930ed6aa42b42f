/**
 * Classifier-free guidance in place: `uncond + scale * (cond - uncond)` (Ho and Salimans 2022, arXiv:2207.12598,
 * eq. 6, in the scale convention of diffusers: 1 means no guidance).
 *
 * @param batch predictions of a batch of two, unconditional first; its first half is overwritten
 * @param rescale share, 0 to 1, of the way back to the standard deviation of the conditional prediction (Lin et al.
 * 2023, arXiv:2305.08891, eq. 15 and 16), which keeps a high scale from burning colours
 * @returns a view of that first half
 */
export function guide(
  batch: Float32Array<ArrayBuffer>,
  scale: number,
  rescale = 0,
): Float32Array<ArrayBuffer> {
  const half = batch.length / 2;
  const guided = batch.subarray(0, half);
  for (let i = 0; i < half; i++) {
    const uncond = batch[i] as number;
    guided[i] = uncond + scale * ((batch[half + i] as number) - uncond);
  }
  if (rescale > 0) {
    const back = deviation(batch.subarray(half)) / (deviation(guided) || 1);
    const factor = rescale * back + (1 - rescale);
    for (let i = 0; i < half; i++) guided[i] = (guided[i] as number) * factor;
  }
  return guided;
}

function deviation(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - mean) ** 2;
  return Math.sqrt(squares / values.length);
}
