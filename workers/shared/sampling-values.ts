import type { SamplingDefaults } from './catalog.ts';
import type { MethodId, Refine, Spacing } from './job.ts';
import { NAMED_SAMPLERS, type SamplerId } from './samplers.ts';

/** Everything that is chosen for a fill beside its words, model and seed; ranges as in `FillJob`. */
export interface SamplingValues extends SamplingDefaults {
  readonly method: MethodId;
  readonly refine: Refine;
  readonly sampler: SamplerId;
  /** Share of fresh noise, 0 to 1. */
  readonly eta: number;
  /** How the noise levels are spaced: the model's own way, after Karras et al., or as its timesteps are. */
  readonly noiseLevels: 'auto' | 'karras' | 'plain';
  readonly timesteps: 'auto' | Spacing;
  readonly guidanceRescale: number;
  readonly candidates: number;
  readonly feather: number;
  readonly maskGrow: number;
  readonly jumpLength: number;
  readonly resampling: number;
  readonly innerSteps: number;
  readonly stepSize: number;
}

type NamesOf<Kind> = {
  [Name in keyof SamplingValues]: SamplingValues[Name] extends Kind ? Name : never;
}[keyof SamplingValues];

const WORDS: { readonly [Name in NamesOf<string>]: readonly SamplingValues[Name][] } = {
  method: ['auto', 'finetuned', 'replace', 'repaint', 'soft', 'langevin', 'multiscale', 'exemplar'],
  refine: ['none', 'tiles'],
  sampler: ['auto', ...NAMED_SAMPLERS],
  noiseLevels: ['auto', 'karras', 'plain'],
  timesteps: ['auto', 'leading', 'trailing', 'linspace'],
};

interface Range {
  readonly low: number;
  readonly high: number;
  readonly whole?: true;
}

const NUMBERS: Readonly<Record<NamesOf<number>, Range>> = {
  steps: { low: 1, high: 150, whole: true },
  guidance: { low: 0, high: 30 },
  guidanceRescale: { low: 0, high: 1 },
  strength: { low: 0.01, high: 1 },
  eta: { low: 0, high: 1 },
  candidates: { low: 1, high: 4, whole: true },
  feather: { low: 0, high: 32 },
  maskGrow: { low: 0, high: 32 },
  jumpLength: { low: 1, high: 150, whole: true },
  resampling: { low: 1, high: 20, whole: true },
  innerSteps: { low: 0, high: 20, whole: true },
  stepSize: { low: 0.01, high: 2 },
};

/** What a file says of a fill's settings, with nothing in it but known names and values within their ranges. */
export function knownSampling(values: Readonly<Record<string, unknown>>): Partial<SamplingValues> {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => isKnown(name, value)));
}

function isKnown(name: string, value: unknown): boolean {
  if (Object.hasOwn(WORDS, name)) {
    const words: readonly unknown[] = WORDS[name as NamesOf<string>];
    return words.includes(value);
  }
  if (!Object.hasOwn(NUMBERS, name) || typeof value !== 'number') return false;
  const { low, high, whole } = NUMBERS[name as NamesOf<number>];
  return value >= low && value <= high && (!whole || Number.isInteger(value));
}

/**
 * The values that can go without the model they were chosen for: how known pixels constrain the sample depends on its
 * channels.
 */
export function withoutModel({ method, ...values }: Partial<SamplingValues>): Partial<SamplingValues> {
  const fitsAll = method === 'auto' || method === 'multiscale' || method === 'exemplar';
  return fitsAll ? { ...values, method } : values;
}
