import type { UrlOptions } from '../lib/url-options.ts';
import { hasUnsavedFills } from '../stores/export-store.ts';
import { dropOutdated } from '../stores/fill-actions.ts';
import { openSample } from '../stores/open-store.ts';
import { loadSamples } from '../stores/samples-store.ts';
import { services } from '../stores/services.ts';
import { installScripting } from './scripting.ts';
import { listenForShortcuts } from './shortcuts.ts';

/** What happens once the page stands: shortcuts, scripting, the sample named in the address, the warning on leaving. */
export function boot(options: UrlOptions): void {
  listenForShortcuts();
  installScripting(services());
  watchDocument();
  window.addEventListener('beforeunload', (event) => {
    if (hasUnsavedFills()) event.preventDefault();
  });
  void loadSamples().then((samples) => {
    const wanted = samples.find((sample) => sample.id === options.sample);
    if (wanted) void openSample(wanted);
  });
}

/** Accepting, undoing and opening change what lies under the candidates. */
function watchDocument(): void {
  const { editor } = services();
  let fills = editor.getState().document?.fills;
  editor.subscribe(() => {
    const now = editor.getState().document?.fills;
    if (now === fills) return;
    fills = now;
    dropOutdated();
  });
}
