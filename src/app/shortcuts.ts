import { chooseFile } from '../features/start/OpenButton.tsx';
import { actsOnKeys, asTyped, keyName, typesText } from '../lib/shortcuts.ts';
import { clearSides, hasGrowthPending } from '../stores/expand-store.ts';
import { exportPicture } from '../stores/export-store.ts';
import { cancelFill, runFill } from '../stores/fill-actions.ts';
import { acceptCandidate, stepCandidate, useJob } from '../stores/job-store.ts';
import { services } from '../stores/services.ts';
import {
  pickByKey,
  stepHardness,
  stepSize,
  swapMode,
  TOOL_KEYS,
  typeOpacity,
} from '../stores/tool-actions.ts';
import { showShortcuts } from '../stores/view-store.ts';
import { zoomToActual } from '../stores/zoom-to-actual.ts';

const ZOOM_STEP = 1.25;

/** Keys that work wherever text is typed too. */
const ANYWHERE: Readonly<Record<string, () => void>> = {
  'Ctrl+O': chooseFile,
  'Ctrl+S': () => void exportPicture(),
  'Ctrl+Enter': () => void runFill(),
  Escape: letGo,
};

/** Keys that work where no text is typed. */
const PLAIN: Readonly<Record<string, () => void>> = {
  ...byTools(),
  '[': () => stepSize(-1),
  ']': () => stepSize(1),
  '{': () => stepHardness(-1),
  '}': () => stepHardness(1),
  // One press each where brackets take AltGr: German, Austrian, Swedish and Finnish keyboards.
  Ö: () => stepSize(-1),
  Ä: () => stepSize(1),
  'Shift+Ö': () => stepHardness(-1),
  'Shift+Ä': () => stepHardness(1),
  X: swapMode,
  ...byDigits(),
  'Ctrl+Z': () => services().editor.undo(),
  'Ctrl+Shift+Z': () => services().editor.redo(),
  'Ctrl+Y': () => services().editor.redo(),
  'Ctrl+D': () => services().editor.clearMask(),
  'Ctrl+I': () => services().editor.invertMask(),
  'Ctrl+0': () => services().editor.fit(),
  'Ctrl+1': zoomToActual,
  '+': () => zoom(ZOOM_STEP),
  '=': () => zoom(ZOOM_STEP),
  '-': () => zoom(1 / ZOOM_STEP),
  '\\': () => services().editor.setComparing(true),
  '?': () => showShortcuts(true),
};

/** Keys of the candidate strip, while it holds something and no control has the focus. */
const STAGED: Readonly<Record<string, () => void>> = {
  Enter: acceptCandidate,
  ArrowLeft: () => stepCandidate(-1),
  ArrowRight: () => stepCandidate(1),
};

/** Listens for the page's shortcuts; returns the undo of that. */
export function listenForShortcuts(): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener('keydown', onKeyDown, { signal });
  window.addEventListener('keyup', onKeyUp, { signal });
  window.addEventListener('blur', () => services().editor.setComparing(false), { signal });
  return () => listening.abort();
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
  const press = asTyped(event);
  const action = press.altKey ? undefined : actionFor(keyName(press), event.target);
  if (!action) return;
  event.preventDefault();
  action();
}

function actionFor(name: string, target: EventTarget | null): (() => void) | undefined {
  const anywhere = ANYWHERE[name];
  if (anywhere || typesText(target)) return anywhere;
  if (useJob.getState().candidates.length > 0 && !actsOnKeys(target) && STAGED[name]) return STAGED[name];
  // Everything else changes the picture's view: without one there is nothing to do.
  if (name !== '?' && !services().editor.getState().document) return undefined;
  return PLAIN[name];
}

function onKeyUp(event: KeyboardEvent): void {
  if (event.key === '\\') services().editor.setComparing(false);
}

/** A run ends, else what was about to be added is let go, else the fill that is left out comes back. */
function letGo(): void {
  if (useJob.getState().running) cancelFill();
  else if (hasGrowthPending()) clearSides();
  else if (services().editor.getState().without) services().editor.showWithout(null);
}

/** With Shift too, as some have learnt it: B and Shift+B. */
function byTools(): Record<string, () => void> {
  const keys = [...new Set(Object.values(TOOL_KEYS))];
  return Object.fromEntries(
    keys.flatMap((key) => [key, `Shift+${key}`].map((name) => [name, () => pickByKey(key)])),
  );
}

function byDigits(): Record<string, () => void> {
  const digits = Array.from({ length: 10 }, (_, digit) => digit);
  return Object.fromEntries(
    digits.map((digit) => [String(digit), () => typeOpacity(digit, performance.now())]),
  );
}

function zoom(factor: number): void {
  const { editor } = services();
  editor.zoomTo(editor.getState().zoom * factor);
}
