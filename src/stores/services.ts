import type { EditorApi } from '../editor/ports.ts';
import type { DownloadClient } from '../engine-client/download-client.ts';
import type { CodecClient, EngineClient } from '../engine-client/types.ts';
import type { Pwa } from '../pwa/register.ts';

/** What the actions work on. Made and handed over once, by `src/app/wire.ts`. */
export interface Services {
  readonly editor: EditorApi;
  readonly engine: EngineClient;
  readonly codec: CodecClient;
  readonly download: DownloadClient;
  readonly pwa: Pwa;
}

let provided: Services | null = null;

/** Called once at start, and by tests. */
export function provideServices(services: Services): void {
  provided = services;
}

export function services(): Services {
  if (!provided) throw new Error('services are used before they were provided');
  return provided;
}
