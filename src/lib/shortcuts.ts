/** A key press, as much of it as shortcuts look at. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/**
 * The press in a canonical form: `Ctrl+` (also for the Command key), `Shift+` for letters and named keys only (the
 * character of any other key has it already), then the key, letters in upper case.
 */
export function keyName(press: KeyPress): string {
  const { key } = press;
  const letterOrNamed = key.length > 1 || key.toLowerCase() !== key.toUpperCase();
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  const control = press.ctrlKey || press.metaKey ? 'Ctrl+' : '';
  return `${control}${press.shiftKey && letterOrNamed ? 'Shift+' : ''}${name}`;
}

/** Characters of shortcuts that some keyboards have on a third level only, as German ones and Macs do. */
const THIRD_LEVEL = new Set(['[', ']', '{', '}', '\\']);

/**
 * The press without the modifiers that it took to type its character: AltGr+8 is `[` on a German keyboard, Option+5 on a
 * German Mac; some systems report AltGr as Ctrl and Alt.
 */
export function asTyped(press: KeyPress): KeyPress {
  const { key, shiftKey, metaKey } = press;
  if (!press.altKey || !THIRD_LEVEL.has(key)) return press;
  return { key, shiftKey, metaKey, ctrlKey: false, altKey: false };
}

/** True where keys belong to the element itself: text is typed there. */
export function typesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['radio', 'checkbox', 'range', 'button'].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

/** True where Enter, Space or arrows already mean something. */
export function actsOnKeys(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('button, a, input, select, summary, dialog') !== null
  );
}
