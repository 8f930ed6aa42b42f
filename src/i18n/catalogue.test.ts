import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LacunaError } from '../../workers/shared/errors.ts';
import { en } from './en.ts';
import { errorMessage } from './errors.ts';
import { t, tn } from './t.ts';

const errors = readFileSync(new URL('../../workers/shared/errors.ts', import.meta.url), 'utf8');
const CODES = [...(errors.match(/export type ErrorCode =[^;]*/)?.[0] ?? '').matchAll(/'([a-z-]+)'/g)].map(
  (match) => match[1] as string,
);

describe('error messages', () => {
  it('has a sentence for every code of the contract, and none left over', () => {
    expect(CODES.length).toBeGreaterThan(15);
    const keys = Object.keys(en).filter((key) => key.startsWith('error.'));
    expect(keys.sort()).toEqual(CODES.map((code) => `error.${code}`).sort());
  });
  it('says what to do next: more than one sentence, no hole left open', () => {
    for (const code of CODES.filter((code) => code !== 'job-cancelled')) {
      const text = errorMessage(new LacunaError(code as 'internal', 'x'));
      expect(text, code).not.toMatch(/[{}]/);
      expect(text.split(/[.;?!] /).length, code).toBeGreaterThan(1);
    }
  });
  it('treats anything else that is thrown as internal', () => {
    expect(errorMessage(new TypeError('x'))).toBe(en['error.internal']);
  });
});

describe('t', () => {
  it('fills in names and groups numbers', () => {
    expect(t('export.done', { name: 'a.png', changed: 0, others: 12345678 })).toBe(
      'Saved a.png: 0 of 12,345,678 other pixels changed.',
    );
  });
  it('picks the plural', () => {
    expect(tn('status.wasm', 1)).toBe('WASM, 1 thread');
    expect(tn('status.wasm', 4)).toBe('WASM, 4 threads');
  });
});
