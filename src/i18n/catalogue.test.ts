import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { LacunaError } from '../../workers/shared/errors.ts';
import type { Catalogue } from './catalogue.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { errorMessage } from './errors.ts';
import { formatBytes, formatPercent } from './format.ts';
import { preferredLanguage, showLanguage } from './language.ts';
import { t, tn } from './t.ts';

afterEach(() => showLanguage('en'));

const errors = readFileSync(new URL('../../workers/shared/errors.ts', import.meta.url), 'utf8');
const CODES = [...(errors.match(/export type ErrorCode =[^;]*/)?.[0] ?? '').matchAll(/'([a-z-]+)'/g)].map(
  (match) => match[1] as string,
);
const LANGUAGES = [
  ['en', en],
  ['de', de],
] as const;

describe('error messages', () => {
  it('has a sentence for every code of the contract, and none left over', () => {
    expect(CODES.length).toBeGreaterThan(15);
    const keys = Object.keys(en).filter((key) => key.startsWith('error.'));
    expect(keys.sort()).toEqual(CODES.map((code) => `error.${code}`).sort());
  });
  it.each(LANGUAGES)('says what to do next (%s): more than one sentence, no hole left open', async (id) => {
    await showLanguage(id);
    for (const code of CODES.filter((code) => code !== 'job-cancelled')) {
      // What errors about models, and about files to be written, carry.
      const text = errorMessage(
        new LacunaError(code as 'internal', 'x', {
          what: 'unet/model.onnx',
          host: 'example.org',
          minutes: 5,
          name: 'a model',
          limit: 4,
          megabytes: 9,
          format: 'WebP',
        }),
      );
      expect(text, code).not.toMatch(/[{}]/);
      expect(text.split(/[.;?!:] /).length, code).toBeGreaterThan(1);
    }
  });
  it('treats anything else that is thrown as internal', () => {
    expect(errorMessage(new TypeError('x'))).toBe(en['error.internal']);
  });
});

describe('German', () => {
  const forms = (catalogue: Catalogue) =>
    Object.entries(catalogue).flatMap(([key, text]) =>
      typeof text === 'string'
        ? [[key, text] as const]
        : Object.entries(text as object).map(([form, text]) => [`${key}.${form}`, String(text)] as const),
    );
  const english = new Map(forms(en));

  it('takes the values that the English sentences take', () => {
    const values = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [key, text] of forms(de)) expect(values(text), key).toEqual(values(english.get(key) ?? ''));
  });

  it('leaves no sentence in English', () => {
    const words = (text: string) => text.replace(/\{\w+\}/g, '').match(/\p{L}{2,}/gu)?.length ?? 0;
    const same = forms(de)
      // Algorithms keep their names.
      .filter(([key]) => !/^sampler\.(?!.*Hint$)/.test(key))
      .filter(([key, text]) => words(text) > 1 && text === english.get(key));
    // The models read English.
    expect(same.map(([key]) => key)).toEqual(['prompt.exampleFallback']);
  });
});

describe('t', () => {
  it('fills in names and groups numbers', () => {
    expect(t('export.done', { name: 'a.png', changed: 0, others: 12345678 })).toBe(
      'Saved a.png. Only the fills and their soft edges are new: 0 of 12,345,678 other pixels changed.',
    );
  });
  it('picks the plural', () => {
    expect(tn('status.wasm', 1)).toBe('WASM, 1 thread');
    expect(tn('status.wasm', 4)).toBe('WASM, 4 threads');
  });
  it('speaks and counts in the language on show', async () => {
    await showLanguage('de');
    expect(tn('extend.steps', 1234)).toBe('1.234 Bereiche');
    expect(formatBytes(4_200_000)).toMatch(/^4,2\sMB$/);
    expect(formatBytes(3_440_000_000)).toMatch(/^3,4\sGB$/);
    expect(formatPercent(0.5)).toMatch(/^50\s%$/);
    await showLanguage('en');
    expect(formatPercent(0.5)).toBe('50%');
  });
});

describe('preferredLanguage', () => {
  it('is the first that the page speaks, in any of its regions', () => {
    expect(preferredLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(preferredLanguage(['en-GB', 'de'])).toBe('en');
    expect(preferredLanguage(['ja', 'constructor'])).toBe('en');
  });
});
