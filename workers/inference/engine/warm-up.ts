import type { DiffusionPack } from '../models/pack.ts';

/**
 * Runs the big graphs once on nothing: the first call compiles kernels, and WebAssembly gets its optimised code while
 * the person still paints.
 */
export async function warmUp(pack: DiffusionPack): Promise<void> {
  const { nativeSize, vaeScaleFactor, latentChannels } = pack.manifest;
  const side = nativeSize / vaeScaleFactor;
  const zeros = (channels: number) => ({
    data: new Float32Array(channels * side * side),
    dims: [1, channels, side, side],
  });
  await pack.predict(zeros(pack.unetChannels), 1, await pack.encodeText(['']));
  await pack.decodeLatent(zeros(latentChannels));
}
