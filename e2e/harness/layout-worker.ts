import { openPack } from '../../workers/inference/engine/open-pack.ts';
import { startEngine } from '../../workers/inference/engine/start.ts';
import { openStore } from '../../workers/inference/models/store.ts';
import { installTrustedTypes } from '../../workers/shared/trusted-types.ts';
import { runLayout } from '../support/layouts.ts';
import type { LayoutAnswer, LayoutRequest } from './messages.ts';

// Models of the store, opened as a fill opens them, one after another in one worker.
installTrustedTypes();

let starting: ReturnType<typeof start> | null = null;

addEventListener('message', async ({ data }: MessageEvent<LayoutRequest>) => {
  postMessage(await answer(data));
});

async function start(options: LayoutRequest['options']) {
  const store = await openStore();
  return { store, engine: await startEngine(options, store, () => undefined) };
}

async function answer({ options, pack, goldens }: LayoutRequest): Promise<LayoutAnswer> {
  try {
    starting ??= start(options);
    const { store, engine } = await starting;
    const open = () => openPack(store, options.baseUrl, pack, () => undefined);
    const loaded = await engine.pool.acquire(pack, open, () => undefined);
    return { info: engine.info, runs: loaded.info.runs, reply: await runLayout(loaded.pack, goldens) };
  } catch (thrown) {
    const { code = 'none', message } = thrown as Error & { code?: string };
    return { error: { code, message } };
  }
}
