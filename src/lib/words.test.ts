import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applySuggestion,
  markPrompt,
  suggestWords,
  unknownSymbols,
  unknownWords,
  unreadPieces,
} from './words.ts';

const KNOWN = ['a', 'the', 'on', 'apple', 'apricot', 'red', 'zebra', 'grass'];

describe('unknownWords', () => {
  it('names each unknown word once, whatever its case and punctuation', () => {
    expect(unknownWords('A red Hat, on the HAT.', KNOWN)).toEqual(['hat']);
  });
  it('knows everything with an open vocabulary', () => {
    expect(unknownWords('a purple hat', [])).toEqual([]);
  });
  it('knows a compound of known words', () => {
    expect(unknownWords('red-apple', KNOWN)).toEqual([]);
    expect(unknownWords('red-hat', KNOWN)).toEqual(['red-hat']);
  });
  it('finds nothing in an empty prompt', () => {
    expect(unknownWords('  ', KNOWN)).toEqual([]);
  });
});

describe('unknownSymbols', () => {
  it('names each unknown symbol once, and no ordinary punctuation', () => {
    expect(unknownSymbols('a red-apple, the *red* apple \u{1f34e} !', KNOWN)).toEqual(['*', '\u{1f34e}']);
    expect(unknownSymbols('a *red, apple', [...KNOWN, '*'])).toEqual([]);
    expect(unknownSymbols('a red-apple!', [])).toEqual([]);
  });
});

describe('unreadPieces', () => {
  it('is what follows the limit; symbols count', () => {
    expect(unreadPieces('a red apple', 3)).toEqual([]);
    expect(unreadPieces('a red apple on the Grass', 4)).toEqual(['the', 'grass']);
    expect(unreadPieces('a red, apple', 3)).toEqual(['apple']);
  });
  it('is nothing without a limit', () => expect(unreadPieces('a red apple', undefined)).toEqual([]));
});

describe('suggestWords', () => {
  it('completes the word that is being typed', () => {
    expect(suggestWords('a red ap', KNOWN, 5)).toEqual(['apple', 'apricot']);
  });
  it('offers what is spelled nearest to an unknown word first', () => {
    expect(suggestWords('zebre ', KNOWN, 3)).toEqual(['zebra', 'apple', 'apricot']);
  });
  it('offers unused words otherwise, and no articles', () => {
    expect(suggestWords('red', KNOWN, 3)).toEqual(['apple', 'apricot', 'zebra']);
  });
});

describe('applySuggestion', () => {
  it('completes in place', () => expect(applySuggestion('a red ap', 'apple', KNOWN)).toBe('a red apple'));
  it('replaces the unknown word and keeps the rest', () => {
    expect(applySuggestion('a hat on grass', 'zebra', KNOWN)).toBe('a zebra on grass');
  });
  it('appends when everything is known', () => {
    expect(applySuggestion('red', 'apple', KNOWN)).toBe('red apple ');
    expect(applySuggestion('', 'apple', KNOWN)).toBe('apple ');
  });
});

describe('markPrompt', () => {
  const marks = (prompt: string, maxWords?: number) =>
    markPrompt(prompt, KNOWN, maxWords)
      .filter(({ mark }) => mark !== null)
      .map(({ text, mark }) => `${text}:${mark}`);

  it('marks what the pack does not know where it stands, punctuation and known words apart', () => {
    expect(marks('A red Hat, on the HAT *')).toEqual(['Hat:unknown', 'HAT:unknown', '*:unknown']);
    expect(marks('the red apple.')).toEqual([]);
  });

  it('marks what the model does not get to', () => {
    expect(marks('red red red apple', 2)).toEqual(['red:unread', 'apple:unread']);
  });

  it('leaves every letter in its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.option(fc.nat(5)), (prompt, most) => {
        const stretches = markPrompt(prompt, KNOWN, most ?? undefined);
        expect(stretches.map(({ text }) => text).join('')).toBe(prompt);
      }),
    );
  });
});
