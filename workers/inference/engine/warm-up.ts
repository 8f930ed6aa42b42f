import type { AnyPack } from '../models/pack.ts';

/**
 * Runs the big graphs once on nothing: the first call compiles kernels, and WebAssembly gets its optimised code while
 * the person still paints.
 */
export async function warmUp(pack: AnyPack): Promise<void> {
  if (pack.kind === 'eraser') {
    const side = pack.side ?? pack.manifest.nativeSize;
    const image = { data: new Float32Array(3 * side * side), dims: [1, 3, side, side] };
    await pack.erase(image, new Uint8Array(side * side).fill(1));
    return;
  }
  const { nativeSize, vaeScaleFactor, latentChannels } = pack.manifest;
  const side = nativeSize / vaeScaleFactor;
  const zeros = (channels: number) => ({
    data: new Float32Array(channels * side * side),
    dims: [1, channels, side, side],
  });
  await pack.predict(zeros(pack.unetChannels), 1, await pack.encodeText(['']));
  await pack.decodeLatent(zeros(latentChannels));
}
