import { afterEach, expect, it, vi } from 'vitest';
import { keysText, withKeys } from './keys-text.ts';
import { showLanguage } from './language.ts';

afterEach(async () => {
  vi.unstubAllGlobals();
  await showLanguage('en');
});

it('names keys as the keyboard in front of the person does', async () => {
  vi.stubGlobal('navigator', { platform: 'Linux x86_64' });
  expect(keysText('Ctrl+Shift+Z')).toBe('Ctrl+Shift+Z');
  expect(keysText('ArrowLeft')).toBe('←');
  expect(keysText('+')).toBe('+');
  expect(keysText('Ctrl++')).toBe('Ctrl++');
  await showLanguage('de');
  expect(keysText('Ctrl+Shift+Enter')).toBe('Strg+Umschalt+Eingabe');
  expect(withKeys('Öffnen', 'Ctrl+O')).toBe('Öffnen (Strg+O)');
});

it('writes them as Mac menus do, the command sign last', () => {
  vi.stubGlobal('navigator', { platform: 'MacIntel' });
  expect(keysText('Ctrl+Shift+Z')).toBe('⇧⌘Z');
  expect(keysText('Ctrl+Alt+I')).toBe('⌥⌘I');
  expect(keysText('B')).toBe('B');
});
