import type { DownloadCalls, DownloadEvents } from '../shared/download-protocol.ts';
import { LacunaError } from '../shared/errors.ts';
import type { EventSink, Handlers } from '../shared/protocol.ts';
import type { ModelRecord } from '../shared/stored-model.ts';
import { exportZip } from './export-zip.ts';
import { createModels, type ModelsHooks } from './models.ts';
import { tidyStore } from './tidy.ts';
import { whenFree } from './turn.ts';
import { openVault, type Vault } from './vault.ts';

/** What one tab's worker does, the others show; and what it is asked to stop. */
const CHANNEL = 'lacuna-models';

interface ChannelMessage extends Partial<DownloadEvents> {
  readonly stop?: string;
}

/** The calls of the download worker. */
export function createHandlers(page: EventSink<DownloadEvents>): Handlers<DownloadCalls> {
  const others = new BroadcastChannel(CHANNEL);
  const say = (message: ChannelMessage) => others.postMessage(message);
  const hooks: ModelsHooks = {
    changed(record) {
      page.changed(record);
      say({ changed: record });
    },
    removed(what) {
      page.removed(what);
      say({ removed: what });
    },
    stopElsewhere: (id) => say({ stop: id }),
  };
  type Opened = { readonly vault: Vault; readonly models: ReturnType<typeof createModels> };
  let opening: Promise<Opened> | null = null;
  const opened = () => opening ?? Promise.reject(new LacunaError('internal', 'start must be called first'));

  const followed = new Set<string>();
  /** A tab that goes in the middle of something says nothing: its lock does. */
  async function follow({ id, state }: ModelRecord): Promise<void> {
    if ((state !== 'downloading' && state !== 'verifying') || followed.has(id)) return;
    followed.add(id);
    await whenFree(id);
    followed.delete(id);
    const record = (await (await opened()).models.list()).find((entry) => entry.id === id);
    if (record) page.changed(record);
    else page.removed({ id });
  }

  others.addEventListener('message', ({ data }: MessageEvent<ChannelMessage>) => {
    if (data.changed) page.changed(data.changed);
    if (data.changed) void follow(data.changed);
    if (data.removed) page.removed(data.removed);
    const { stop } = data;
    if (stop !== undefined) void opened().then(({ models }) => models.stopHere(stop));
  });

  return {
    async start(options) {
      opening ??= openVault().then(async (vault) => {
        await tidyStore(vault);
        return { vault, models: createModels(vault, options, hooks) };
      });
      await opening;
      return null;
    },
    async list() {
      const records = await (await opened()).models.list();
      for (const record of records) void follow(record);
      return records;
    },
    add: async ({ source }) => (await opened()).models.add(source),
    download: async ({ id, hub }) => (await opened()).models.download(id, hub),
    async pause({ id }) {
      (await opened()).models.stop(id);
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
