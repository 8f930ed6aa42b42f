import { create } from 'zustand';
import { LacunaError } from '../../workers/shared/errors.ts';

/** One entry of `samples/index.json`. `file`, `thumb` and `mask` are relative to that file. */
export interface Sample {
  readonly id: string;
  readonly title: string;
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
