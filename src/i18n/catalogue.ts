import type { en } from './en.ts';

type English = typeof en;

/** Keys of plain sentences. */
export type MessageKey = {
  [Key in keyof English]: English[Key] extends string ? Key : never;
}[keyof English];

/** Keys of sentences that depend on a number. */
export type PluralKey = Exclude<keyof English, MessageKey>;

/** A sentence in the two forms that English and German have. */
export interface Plural {
  readonly one: string;
  readonly other: string;
}

/** What every language has to say: a sentence for each key of `en.ts`, no more and no fewer. */
export type Catalogue = { readonly [Key in MessageKey]: string } & { readonly [Key in PluralKey]: Plural };
