import type { Intent, PackManifest, SamplingDefaults } from '../../workers/shared/catalog.ts';
import type { StartMode } from '../../workers/shared/job.ts';

/** What a person changed, by intent; everything else follows the pack. */
export type SamplingOverrides = Readonly<Partial<Record<Intent, Partial<SamplingDefaults>>>>;

/** Used until a pack's manifest is there. */
const FALLBACK: SamplingDefaults = { steps: 20, guidance: 3, strength: 1 };

/** Steps, guidance and strength for an intent: the person's values, else the pack's for the intent, else the pack's. */
export function samplingFor(
  manifest: PackManifest | null,
  intent: Intent,
  overrides: SamplingOverrides,
): SamplingDefaults {
  return { ...FALLBACK, ...manifest?.defaults, ...manifest?.intents[intent], ...overrides[intent] };
}

/** What a partial strength starts from: refining keeps what is there, everything else must not see what it replaces. */
export function startFor(intent: Intent): StartMode {
  return intent === 'refine' ? 'original' : 'exemplar';
}

/** Whether the picture's own pixels give a first candidate at once: not where something new is asked for. */
export function instantFor(intent: Intent): boolean {
  return intent === 'remove' || intent === 'fill' || intent === 'expand';
}

/**
 * Whether the candidate from the picture's own pixels stays the first look when the model's arrive: where what is there
 * should just go on, it is the sharper one.
 */
export function prefersOwnPixels(intent: Intent): boolean {
  return intent === 'remove' || intent === 'expand';
}

/** The intents that the page offers now, in order. */
export const OFFERED_INTENTS = [
  'remove',
  'fill',
  'add',
  'expand',
  'refine',
] as const satisfies readonly Intent[];

/** True where words steer the result. */
export function usesPrompt(intent: Intent): boolean {
  return intent !== 'remove';
}
