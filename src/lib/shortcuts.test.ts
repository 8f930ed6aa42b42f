import { expect, test } from 'vitest';
import { asTyped, type KeyPress, keyName } from './shortcuts.ts';

const PRESS: KeyPress = { key: 'a', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

test('brackets are brackets on keyboards that type them with AltGr or Option', () => {
  for (const key of ['[', ']', '{', '}', '\\']) {
    for (const ctrlKey of [false, true]) {
      expect(keyName(asTyped({ ...PRESS, key, ctrlKey, altKey: true }))).toBe(key);
    }
  }
  expect(asTyped({ ...PRESS, key: 'z', altKey: true }).altKey).toBe(true);
  expect(keyName(asTyped({ ...PRESS, key: '[', ctrlKey: true }))).toBe('Ctrl+[');
  expect(keyName({ ...PRESS, key: 'ö', shiftKey: true })).toBe('Shift+Ö');
});
