import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';

/** The page's languages, by their own names. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;

export type Language = keyof typeof LANGUAGES;

const STORED = 'lacuna.language';

/** English comes with the page; any other language is fetched when it is wanted. */
const LOAD: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => en,
  de: () => import('./de.ts').then((module) => module.de),
};

let current: { readonly language: Language; readonly catalogue: Catalogue } = {
  language: 'en',
  catalogue: en,
};
const listeners = new Set<() => void>();

export function currentLanguage(): Language {
  return current.language;
}

export function currentCatalogue(): Catalogue {
  return current.catalogue;
}

/** Hears of every change of language; returns the undo of that. */
export function subscribeLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows the page in `language`. Rejects, and changes nothing, when its sentences cannot be fetched. */
export async function showLanguage(language: Language): Promise<void> {
  const catalogue = await LOAD[language]();
  current = { language, catalogue };
  if (typeof document !== 'undefined') {
    document.documentElement.lang = language;
    document.title = catalogue['app.title'];
  }
  for (const listener of listeners) listener();
}

/** Shows the page in `language` from now on, on later visits too. */
export async function chooseLanguage(language: Language): Promise<void> {
  await showLanguage(language);
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
}

/** Takes the language chosen before, else the first of the browser's that the page has. Never rejects. */
export async function startLanguage(): Promise<void> {
  const language = remembered() ?? preferredLanguage(navigator.languages);
  await showLanguage(language).catch((error: unknown) => console.warn('English instead:', error));
}

/** The first of some BCP 47 tags that the page speaks, by its language alone; English where there is none. */
export function preferredLanguage(tags: readonly string[]): Language {
  const known = tags.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage);
  return known ?? 'en';
}

function remembered(): Language | null {
  try {
    const value = localStorage.getItem(STORED);
    return isLanguage(value) ? value : null;
  } catch {
    return null;
  }
}

function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(LANGUAGES, value);
}
