import { createEditor } from '../editor/editor.ts';
import { createEngineClient } from '../engine-client/client.ts';
import { createCodecClient } from '../engine-client/codec-client.ts';
import { createDownloadClient } from '../engine-client/download-client.ts';
import type { EngineClient } from '../engine-client/types.ts';
import { t } from '../i18n/t.ts';
import { modelsKept } from '../lib/models-kept.ts';
import type { UrlOptions } from '../lib/url-options.ts';
import { type Pwa, startPwa } from '../pwa/register.ts';
import { useJob } from '../stores/job-store.ts';
import { modelEvents } from '../stores/models-store.ts';
import { withWorkMarks } from '../stores/pack-choice.ts';
import { provideServices } from '../stores/services.ts';
import { tightPacks } from '../stores/tight-packs.ts';
import { spawnCodec, spawnDownload, spawnInference } from './spawn.ts';

/** The one place where editor, engine and stores meet: makes each and hands them to the stores. */
export async function wire(options: UrlOptions): Promise<void> {
  const editor = createEditor({
    canvasLabel: () => t('canvas.label'),
    canvasKeys: () => t('canvas.keys'),
  });
  const pwa = startPwa({
    isDirty: () => editor.getState().document !== null || useJob.getState().running,
    modelsKept: () => modelsKept(document.baseURI),
  });
  const codec = createCodecClient(spawnCodec, { mayStart: pwa.workersAllowed });
  const download = createDownloadClient(spawnDownload, pwa.settled, modelEvents);
  provideServices({ editor, engine: await makeEngine(options, pwa), codec, download, pwa });
}

async function makeEngine(options: UrlOptions, pwa: Pwa): Promise<EngineClient> {
  if (import.meta.env.DEV && options.fakeEngine) {
    const { createFakeEngine } = await import('../engine-client/fake.ts');
    return createFakeEngine();
  }
  const engine = createEngineClient({
    spawn: spawnInference,
    mayStart: pwa.workersAllowed,
    tight: tightPacks,
    startOptions: {
      baseUrl: new URL('./', document.baseURI).href,
      provider: options.provider,
      threads: options.threads,
      rewriteGraphs: options.rewriteGraphs,
      tuning: options.tuning,
    },
  });
  return withWorkMarks(engine);
}
