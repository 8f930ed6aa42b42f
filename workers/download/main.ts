/**
 * The only code that may reach beyond our own origin, under a policy of its own: it fetches model files and nothing else,
 * and is never given a pixel, a mask or a prompt.
 */
import { serve } from '../rpc/serve.ts';
import type { DownloadCalls, DownloadEvents } from '../shared/download-protocol.ts';
import type { EventSink } from '../shared/protocol.ts';
import { createHandlers } from './handlers.ts';

addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  reportError(event.reason);
});

const events: EventSink<DownloadEvents> = serve<DownloadCalls, DownloadEvents>(
  createHandlers({
    changed: (record) => events.changed(record),
    removed: (what) => events.removed(what),
  }),
  self,
);
