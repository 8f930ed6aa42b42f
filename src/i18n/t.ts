import type { MessageKey, PluralKey } from './catalogue.ts';
import { formatNumber } from './format.ts';
import { currentCatalogue, currentLanguage } from './language.ts';

export type Params = Readonly<Record<string, string | number>>;

/**
 * The sentence of `key` in the page's language, with `{name}` replaced by `params.name`; numbers are written as the
 * language writes them. Call it while rendering: a text that is kept stays in the language it was made in.
 */
export function t(key: MessageKey, params: Params = {}): string {
  return replace(currentCatalogue()[key], params);
}

/** The form of a sentence that fits `count`, which is also available as `{count}`. */
export function tn(key: PluralKey, count: number, params: Params = {}): string {
  const forms = currentCatalogue()[key];
  const form = new Intl.PluralRules(currentLanguage()).select(count) === 'one' ? forms.one : forms.other;
  return replace(form, { ...params, count });
}

function replace(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatNumber(value, 3) : value;
  });
}
