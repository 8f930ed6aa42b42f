import { openPack } from '../../workers/inference/engine/open-pack.ts';
import { startEngine } from '../../workers/inference/engine/start.ts';
import { openStore } from '../../workers/inference/models/store.ts';
import { installTrustedTypes } from '../../workers/shared/trusted-types.ts';
import { runPack } from '../support/compare-pack.ts';
import type { GraphsReply, GraphsRequest } from './messages.ts';

// The engine's own start and pool, driven graph by graph: what a fill would run, with every output in view.
installTrustedTypes();

addEventListener('message', async ({ data }: MessageEvent<GraphsRequest>) => {
  postMessage(await answer(data));
});

async function answer({ options, pack, goldens, repeat, withoutJspi }: GraphsRequest): Promise<GraphsReply> {
  try {
    if (withoutJspi) Reflect.deleteProperty(WebAssembly, 'Suspending');
    const store = await openStore();
    const quiet = () => undefined;
    const engine = await startEngine(options, store, quiet);
    const open = () => openPack(store, options.baseUrl, pack, quiet);
    const loaded = (await engine.pool.acquire(pack, open, quiet)).pack;
    if (loaded.kind === 'eraser') throw new Error(`${pack} is no diffusion pack`);
    const outputs = goldens ? await runPack(loaded, goldens) : {};
    const { nativeSize, vaeScaleFactor, latentChannels } = loaded.manifest;
    const side = nativeSize / vaeScaleFactor;
    const hidden = await loaded.encodeText(['']);
    const sample = new Float32Array(loaded.unetChannels * side * side).fill(0.1);
    const unetMs: number[] = [];
    for (let i = 0; i < repeat; i++) {
      const start = performance.now();
      await loaded.predict({ data: sample, dims: [1, loaded.unetChannels, side, side] }, 500, hidden);
      unetMs.push(performance.now() - start);
    }
    const timeOf = async (run: () => Promise<unknown>) => {
      await run();
      const start = performance.now();
      await run();
      return performance.now() - start;
    };
    const image = { data: new Float32Array(3 * nativeSize ** 2), dims: [1, 3, nativeSize, nativeSize] };
    const latent = {
      data: new Float32Array(latentChannels * side * side),
      dims: [1, latentChannels, side, side],
    };
    const encodeMs = await timeOf(() => loaded.encodeImage(image));
    const decodeMs = await timeOf(() => loaded.decodeLatent(latent));
    return {
      info: engine.info,
      outputs,
      scalingFactor: loaded.scalingFactor,
      unetMs,
      encodeMs,
      decodeMs,
      error: '',
    };
  } catch (thrown) {
    const error = thrown instanceof Error ? `${thrown.message}\n${thrown.stack}` : String(thrown);
    return { info: null, outputs: {}, scalingFactor: 1, unetMs: [], encodeMs: 0, decodeMs: 0, error };
  }
}
