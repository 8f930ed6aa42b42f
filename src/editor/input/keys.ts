import type { PointerKey } from './keyboard-pointer.ts';

/** What keys can ask of the canvas; each answers true when the key had a meaning. */
export interface KeyActions {
  /** Space is held: it turns the pointer into a hand. */
  space(held: boolean): void;
  /** Shift or Alt has changed. */
  modifiers(shift: boolean, alt: boolean): void;
  /** Any other key; `onCanvas` when the canvas itself has the focus. */
  key(key: PointerKey, onCanvas: boolean): boolean;
  /** The canvas has lost the focus. */
  blur(): void;
}

/** Listens to the keys that work the canvas, before the page's own shortcuts; the canvas's half of `listen`. */
export function listenToKeys(canvas: HTMLElement, actions: KeyActions, signal: AbortSignal): void {
  const view = canvas.ownerDocument.defaultView;
  const capture = { signal, capture: true };
  view?.addEventListener('keydown', (event) => onKeyDown(event, canvas, actions), capture);
  view?.addEventListener(
    'keyup',
    (event) => {
      if (event.code === 'Space') actions.space(false);
      if (isModifier(event)) actions.modifiers(event.shiftKey, event.altKey);
    },
    capture,
  );
  view?.addEventListener('blur', () => actions.space(false), { signal });
  canvas.addEventListener('blur', () => actions.blur(), { signal });
}

function onKeyDown(event: KeyboardEvent, canvas: HTMLElement, actions: KeyActions): void {
  if (isModifier(event)) {
    actions.modifiers(event.shiftKey, event.altKey);
    // Alt alone would open the browser's menu in mid-gesture
    if (event.key === 'Alt' && event.target === canvas) event.preventDefault();
    return;
  }
  // Escape ends a gesture wherever the focus is; all other keys are ours only where they have no other meaning
  const ours = event.target === canvas || event.target === canvas.ownerDocument.body;
  if (event.ctrlKey || event.metaKey || !(ours || event.key === 'Escape')) return;
  const key = { key: event.key, shift: event.shiftKey, alt: event.altKey, repeat: event.repeat };
  if (actions.key(key, event.target === canvas)) event.preventDefault();
  else if (event.code === 'Space') {
    event.preventDefault();
    if (!event.repeat) actions.space(true);
  }
}

function isModifier({ key }: KeyboardEvent): boolean {
  return key === 'Shift' || key === 'Alt';
}
