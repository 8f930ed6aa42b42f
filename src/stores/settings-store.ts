import { create } from 'zustand';
import type { Intent, SamplingDefaults } from '../../workers/shared/catalog.ts';
import type { MethodId } from '../../workers/shared/job.ts';
import type { SamplingOverrides } from '../lib/sampling.ts';
import { rollSeed, toSeed } from '../lib/seed.ts';

/** What a person chose for the next fill. */
export interface Settings {
  readonly intent: Intent;
  readonly prompt: string;
  readonly negativePrompt: string;
  /** Pack id; null takes the best embedded one. */
  readonly pack: string | null;
  readonly method: MethodId;
  readonly sampling: SamplingOverrides;
  readonly seed: number;
  readonly seedLocked: boolean;
  readonly candidates: number;
  readonly feather: number;
  readonly maskGrow: number;
}

/** Model pixels; the stitch mask fades within the growth, so that every blended pixel was generated. */
const DEFAULT_EDGE = 8;

function defaults(): Omit<Settings, 'intent' | 'prompt' | 'negativePrompt' | 'pack'> {
  return {
    method: 'auto',
    sampling: {},
    seed: rollSeed(),
    seedLocked: false,
    candidates: 1,
    feather: DEFAULT_EDGE,
    maskGrow: DEFAULT_EDGE,
  };
}

export const useSettings = create<Settings>(() => ({
  intent: 'remove',
  prompt: '',
  negativePrompt: '',
  pack: null,
  ...defaults(),
}));

export function setSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
}

/** Overrides a sampling value for the intent on show. */
export function setSampling(change: Partial<SamplingDefaults>): void {
  useSettings.setState(({ sampling, intent }) => ({
    sampling: { ...sampling, [intent]: { ...sampling[intent], ...change } },
  }));
}

/** A typed seed is meant to be kept. */
export function setSeed(seed: number): void {
  useSettings.setState({ seed: toSeed(seed), seedLocked: true });
}

/** The fade is never wider than the growth: narrowing one narrows the other, widening the fade widens the growth. */
export function setEdge(change: { readonly feather?: number; readonly maskGrow?: number }): void {
  useSettings.setState(({ feather, maskGrow }) => {
    if (change.feather !== undefined) {
      return { feather: change.feather, maskGrow: Math.max(maskGrow, change.feather) };
    }
    const grow = change.maskGrow ?? maskGrow;
    return { maskGrow: grow, feather: Math.min(feather, grow) };
  });
}

/** Everything under Advanced back to the pack's defaults. */
export function resetAdvanced(): void {
  useSettings.setState({ ...defaults(), negativePrompt: '' });
}
