/**
 * Classifier-free guidance in place: `uncond + scale * (cond - uncond)` (Ho and Salimans 2022, arXiv:2207.12598,
 * eq. 6, in the scale convention of diffusers: 1 means no guidance).
 *
 * @param batch predictions of a batch of two, unconditional first; its first half is overwritten
 * @returns a view of that first half
 */
export function guide(batch: Float32Array<ArrayBuffer>, scale: number): Float32Array<ArrayBuffer> {
  const half = batch.length / 2;
  for (let i = 0; i < half; i++) {
    const uncond = batch[i] as number;
    batch[i] = uncond + scale * ((batch[half + i] as number) - uncond);
  }
  return batch.subarray(0, half);
}
