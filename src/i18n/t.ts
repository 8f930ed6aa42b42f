import { en } from './en.ts';

type Catalogue = typeof en;

/** Keys of plain sentences. */
export type MessageKey = {
  [Key in keyof Catalogue]: Catalogue[Key] extends string ? Key : never;
}[keyof Catalogue];

/** Keys of sentences that depend on a number. */
export type PluralKey = Exclude<keyof Catalogue, MessageKey>;

export type Params = Readonly<Record<string, string | number>>;

const numbers = new Intl.NumberFormat('en');
const plurals = new Intl.PluralRules('en');

/** The sentence of `key` with `{name}` replaced by `params.name`; numbers are grouped by thousands. */
export function t(key: MessageKey, params: Params = {}): string {
  return replace(en[key], params);
}

/** The form of a sentence that fits `count`, which is also available as `{count}`. */
export function tn(key: PluralKey, count: number, params: Params = {}): string {
  const forms = en[key];
  return replace(plurals.select(count) === 'one' ? forms.one : forms.other, { ...params, count });
}

/** Bytes in megabytes (10^6), one decimal below 10. */
export function formatBytes(bytes: number): string {
  const megabytes = bytes / 1e6;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}

function replace(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? numbers.format(value) : value;
  });
}
