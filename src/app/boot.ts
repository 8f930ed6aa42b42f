import { watchPointers } from '../lib/pointer-rest.ts';
import type { UrlOptions } from '../lib/url-options.ts';
import { isKept, startAutosave } from '../stores/autosave-store.ts';
import { hasUnsavedFills } from '../stores/export-store.ts';
import { linkExtend } from '../stores/extend-link.ts';
import { dropOutdated } from '../stores/fill-actions.ts';
import { useJob } from '../stores/job-store.ts';
import { restoreMaskLook } from '../stores/mask-actions.ts';
import { resumeWhenOnline } from '../stores/models-store.ts';
import { openSample } from '../stores/open-store.ts';
import { takeUpPack } from '../stores/pack-choice.ts';
import { findKeptWork } from '../stores/recovery-store.ts';
import { loadSamples } from '../stores/samples-store.ts';
import { services } from '../stores/services.ts';
import { listenForCopy } from './copy.ts';
import { openHandedIn } from './open-handed-in.ts';
import { installScripting } from './scripting.ts';
import { listenForShortcuts } from './shortcuts.ts';
import { followVisibleHeight } from './visible-height.ts';

/** What happens once the page stands: shortcuts, scripting, the sample named in the address, the warning on leaving. */
export function boot(options: UrlOptions): void {
  followVisibleHeight();
  watchPointers(window);
  listenForCopy();
  listenForShortcuts();
  restoreMaskLook();
  installScripting(services());
  watchDocument();
  linkExtend();
  window.addEventListener('beforeunload', (event) => {
    // What is kept on this device is offered on the next visit; candidates are not kept.
    if (useJob.getState().candidates.length > 0 || (hasUnsavedFills() && !isKept())) event.preventDefault();
  });
  startAutosave();
  resumeWhenOnline();
  void takeUpPack();
  void findKeptWork();
  void openHandedIn(options.shared);
  void loadSamples().then((samples) => {
    const wanted = samples.find((sample) => sample.id === options.sample);
    if (wanted) void openSample(wanted);
  });
}

/** Accepting, undoing, opening and growing change what lies under the candidates, or where they lie. */
function watchDocument(): void {
  const { editor } = services();
  let known = editor.getState().document;
  editor.subscribe(() => {
    const now = editor.getState().document;
    if (now?.fills === known?.fills && now?.frame === known?.frame) return;
    known = now;
    dropOutdated();
  });
}
