import { onMac } from '../lib/platform.ts';
import type { MessageKey } from './catalogue.ts';
import { t } from './t.ts';

/** Keys with a name, by the names that events give them (`KeyboardEvent.key`); all others are their own character. */
const NAMED: Readonly<Record<string, MessageKey>> = {
  Ctrl: 'key.ctrl',
  Shift: 'key.shift',
  Alt: 'key.alt',
  Enter: 'key.enter',
  Escape: 'key.escape',
  Space: 'key.space',
  Tab: 'key.tab',
  Delete: 'key.delete',
};
const ARROWS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};
const MAC: Readonly<Record<string, string>> = { Ctrl: '⌘', Shift: '⇧', Alt: '⌥' };
const MAC_ORDER = ['Alt', 'Shift', 'Ctrl'];

/**
 * A shortcut as it is printed on the keyboard in front of the person: `Ctrl+Shift+Z` is "Strg+Umschalt+Z" in German and
 * "⇧⌘Z" on a Mac.
 * @param shortcut in the form of `keyName`: modifiers first, joined by "+"
 */
export function keysText(shortcut: string): string {
  const keys = shortcut.split(/(?<=[^+])\+/);
  if (!onMac()) return keys.map(nameOf).join('+');
  const key = keys.at(-1) ?? '';
  // Mac menus write the command sign last of the modifiers.
  const modifiers = keys.slice(0, -1).sort((a, b) => MAC_ORDER.indexOf(a) - MAC_ORDER.indexOf(b));
  return modifiers.map((modifier) => MAC[modifier] ?? modifier).join('') + nameOf(key);
}

/** The tooltip of a control that has a shortcut. */
export function withKeys(name: string, shortcut: string): string {
  return t('key.hint', { name, keys: keysText(shortcut) });
}

function nameOf(key: string): string {
  const named = NAMED[key];
  return named ? t(named) : (ARROWS[key] ?? (key === '-' ? '−' : key));
}
