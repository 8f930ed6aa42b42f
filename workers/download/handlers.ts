import type { DownloadCalls, DownloadEvents } from '../shared/download-protocol.ts';
import { LacunaError } from '../shared/errors.ts';
import type { EventSink, Handlers } from '../shared/protocol.ts';
import { exportZip } from './export-zip.ts';
import { createModels } from './models.ts';
import { openVault } from './vault.ts';

/** What one tab's worker does, the others show. */
const CHANNEL = 'lacuna-models';

/** The calls of the download worker. */
export function createHandlers(page: EventSink<DownloadEvents>): Handlers<DownloadCalls> {
  const others = new BroadcastChannel(CHANNEL);
  others.addEventListener('message', ({ data }: MessageEvent<Partial<DownloadEvents>>) => {
    if (data.changed) page.changed(data.changed);
    if (data.removed) page.removed(data.removed);
  });
  const emit: EventSink<DownloadEvents> = {
    changed(record) {
      page.changed(record);
      others.postMessage({ changed: record });
    },
    removed(what) {
      page.removed(what);
      others.postMessage({ removed: what });
    },
  };
  let opening: Promise<{
    vault: Awaited<ReturnType<typeof openVault>>;
    models: ReturnType<typeof createModels>;
  }> | null = null;
  const opened = () => opening ?? Promise.reject(new LacunaError('internal', 'start must be called first'));

  return {
    async start(options) {
      opening ??= openVault().then((vault) => ({ vault, models: createModels(vault, options, emit) }));
      await opening;
      return null;
    },
    list: async () => (await opened()).models.list(),
    add: async ({ source }) => (await opened()).models.add(source),
    download: async ({ id }) => (await opened()).models.download(id),
    async pause({ id }) {
      (await opened()).models.pause(id);
      return null;
    },
    async remove({ id }) {
      await (await opened()).models.remove(id);
      return null;
    },
    verify: async ({ id }) => (await opened()).models.verify(id),
    importFiles: async ({ name, files }) => (await opened()).models.importFiles(name, files),
    async exportZip({ id }) {
      const { vault, models } = await opened();
      return exportZip(vault, await models.recordOf(id));
    },
  };
}
