import { LacunaError } from '../../workers/shared/errors.ts';
import { installTrustedTypes } from '../../workers/shared/trusted-types.ts';
import { isFramed } from './framed.ts';
import { hostSendsPolicy } from './host-headers.ts';

/** What the page may say about its offline copy. */
export interface PwaState {
  readonly supported: boolean;
  /** The service worker answers this page's requests. */
  readonly controlled: boolean;
  /** The policy reaches workers: from the host, or from the service worker. Null until known. */
  readonly headersPresent: boolean | null;
  /** Shell, runtime and the default pack are all kept: true only when the page works with the network off. */
  readonly offlineReady: boolean;
  /** A newer release is installed and waits for `applyUpdate`. */
  readonly updateReady: boolean;
}

export interface PwaOptions {
  /** True while a reload would lose work: an open document or a running job. */
  readonly isDirty: () => boolean;
  /** True when the runtime and the default pack are in the worker's own cache. */
  readonly modelsKept: () => Promise<boolean>;
}

/** Offline copy, updates and response headers as a store. */
export interface Pwa {
  getState(): PwaState;
  subscribe(listener: () => void): () => void;
  /** Asks again whether everything is kept; call it after a fetch of runtime or pack has ended. */
  refreshOffline(): Promise<void>;
  /** Switches to the waiting release and reloads. Does nothing and answers false while a reload would lose work. */
  applyUpdate(): boolean;
  /**
   * Resolves once workers that see pixels may start: the policy reaches them. Rejects with `unprotected` where that
   * can never be (no headers and no service worker, or the page is framed).
   */
  workersAllowed(): Promise<void>;
  /**
   * Resolves once the service worker answers this page's requests, or at once where there is none: from then on each
   * script comes with the policy that is its own.
   */
  settled(): Promise<void>;
}

const RELOADED = 'lacuna-reloaded-for-headers';
const UPDATE_CHECK_MS = 60 * 60 * 1000;

// At import, before any worker can start.
installTrustedTypes();

/** Registers the service worker of a production build and watches it. Call once, at start. */
export function startPwa(options: PwaOptions): Pwa {
  const container = import.meta.env.PROD && !isFramed() ? navigator.serviceWorker : undefined;
  let state: PwaState = {
    supported: container !== undefined,
    controlled: container?.controller != null,
    headersPresent: null,
    offlineReady: false,
    updateReady: false,
  };
  let registration: ServiceWorkerRegistration | undefined;
  let updateAsked = false;
  const listeners = new Set<() => void>();

  const set = (change: Partial<PwaState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  const refreshOffline = async (): Promise<void> => {
    const kept = state.controlled && (await options.modelsKept().catch(() => false));
    if (kept !== state.offlineReady) set({ offlineReady: kept });
  };

  const onControlled = (): void => {
    set({ controlled: true });
    // Only a document that came through the service worker is isolated: one reload, once a session, nothing lost.
    if (updateAsked || (state.headersPresent === false && !crossOriginIsolated && mayReload(options))) {
      location.reload();
      return;
    }
    void refreshOffline();
  };

  const watch = (installing: ServiceWorker | null): void => {
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && registration?.active) set({ updateReady: true });
    });
  };

  const register = async (workers: ServiceWorkerContainer): Promise<void> => {
    workers.addEventListener('controllerchange', onControlled);
    const address = new URL('sw.js', document.baseURI).href;
    registration = await workers.register(address, { updateViaCache: 'none' });
    if (registration.waiting && registration.active) set({ updateReady: true });
    watch(registration.installing);
    registration.addEventListener('updatefound', () => watch(registration?.installing ?? null));
    if (!workers.controller) registration.active?.postMessage({ type: 'CLAIM' });
    setInterval(() => void registration?.update().catch(() => undefined), UPDATE_CHECK_MS);
  };

  const headers = state.controlled ? Promise.resolve(false) : hostSendsPolicy();
  const registered = headers.then(() =>
    container ? register(container) : Promise.reject(new Error('not offered here')),
  );
  const allowed = headers.then(async (fromHost) => {
    set({ headersPresent: fromHost || state.controlled });
    registered.catch((error: unknown) => console.warn('No offline copy:', error));
    if (isFramed()) throw new LacunaError('unprotected', 'The page is shown inside another page');
    if (fromHost || state.controlled) return;
    await registered.catch((error: unknown) => {
      throw new LacunaError('unprotected', `No security headers and no service worker: ${String(error)}`);
    });
    if (container) await controlOf(container);
    set({ headersPresent: true });
  });
  // The caller of `workersAllowed` gets the error; without a caller it is nobody's.
  allowed.catch(() => undefined);
  void refreshOffline();

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refreshOffline,
    applyUpdate() {
      const waiting = registration?.waiting;
      if (!waiting || options.isDirty()) return false;
      updateAsked = true;
      waiting.postMessage({ type: 'SKIP_WAITING' });
      return true;
    },
    workersAllowed: () => allowed,
    async settled() {
      await allowed;
      if (!container || container.controller) return;
      // After a reload past the caches a page is not controlled, and the host may send all scripts one policy.
      const answers = await registered.then(
        () => true,
        () => false,
      );
      if (answers) await controlOf(container);
    },
  };
}

/** Resolves when the service worker controls the page; a reload may come first. */
function controlOf(container: ServiceWorkerContainer): Promise<void> {
  if (container.controller) return Promise.resolve();
  return new Promise((resolve) => {
    container.addEventListener('controllerchange', () => resolve(), { once: true });
  });
}

/** True at most once a session, and never with work open. Where the session cannot remember, never. */
function mayReload(options: PwaOptions): boolean {
  if (options.isDirty()) return false;
  try {
    if (sessionStorage.getItem(RELOADED)) return false;
    sessionStorage.setItem(RELOADED, '1');
    return true;
  } catch {
    return false;
  }
}
