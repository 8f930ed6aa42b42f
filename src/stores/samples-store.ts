import { create } from 'zustand';
import { LacunaError } from '../../workers/shared/errors.ts';
import type { MessageKey } from '../i18n/catalogue.ts';
import { t } from '../i18n/t.ts';

/** One entry of `samples/index.json`. `file`, `thumb` and `mask` are relative to that file. */
export interface Sample {
  readonly id: string;
  readonly file: string;
  readonly thumb: string;
  readonly mask: string;
  readonly width: number;
  readonly height: number;
  readonly credit: string;
  readonly licence: string;
}

/** Samples carried with the page. */
export const useSamples = create<{ readonly samples: readonly Sample[] }>(() => ({ samples: [] }));

const TITLES: Readonly<Record<string, MessageKey>> = {
  'mountain-meadow': 'sample.mountain-meadow',
  kite: 'sample.kite',
};

/** What a sample is called in the page's language; its file's name where the catalogue does not know it. */
export function sampleTitle({ id, file }: Sample): string {
  const key = TITLES[id];
  return key ? t(key) : file;
}

/** Address of a file in the samples folder, wherever the page is hosted. */
export function sampleUrl(file: string): string {
  return new URL(`samples/${file}`, document.baseURI).href;
}

/** Reads the list; without it the page works and shows none. */
export async function loadSamples(): Promise<readonly Sample[]> {
  try {
    const response = await fetch(sampleUrl('index.json'));
    const index: unknown = await response.json();
    const samples = isIndex(index) ? index.samples : [];
    useSamples.setState({ samples });
    return samples;
  } catch (error) {
    console.warn('no samples', error);
    return [];
  }
}

function isIndex(value: unknown): value is { readonly samples: readonly Sample[] } {
  return typeof value === 'object' && value !== null && 'samples' in value && Array.isArray(value.samples);
}

/** A file of the samples folder. Rejects with `image-damaged` when it is not there. */
export async function fetchSample(file: string): Promise<File> {
  const response = await fetch(sampleUrl(file));
  if (!response.ok) throw new LacunaError('image-damaged', `sample ${file}: ${response.status}`);
  return new File([await response.blob()], file);
}
