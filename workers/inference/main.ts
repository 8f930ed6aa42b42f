import { type Port, serve } from '../rpc/serve.ts';
import type { EngineCalls, EngineEvents, EventSink } from '../shared/protocol.ts';
import { installTrustedTypes } from '../shared/trusted-types.ts';
import { createHandlers } from './engine/handlers.ts';

installTrustedTypes();

// An error that nobody caught leaves the runtime in an unknown state: the page sees it as a worker error and replaces
// this worker.
addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  reportError(event.reason);
});

const emit: EventSink<EngineEvents> = {
  heartbeat: (payload) => events.heartbeat(payload),
  progress: (payload) => events.progress(payload),
  candidate: (payload) => events.candidate(payload),
  fetched: (payload) => events.fetched(payload),
  loaded: (payload) => events.loaded(payload),
  warmed: (payload) => events.warmed(payload),
};
const events = serve<EngineCalls, EngineEvents>(createHandlers(emit), globalThis as unknown as Port);
