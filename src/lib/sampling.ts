import type { Intent, PackManifest } from '../../workers/shared/catalog.ts';
import type { Rect, Size } from '../../workers/shared/geometry/rect.ts';
import type { FillJob, StartMode } from '../../workers/shared/job.ts';
import {
  INNER_STEPS,
  JUMP_LENGTH,
  RESAMPLING,
  STEP_SIZE,
  usualEta,
} from '../../workers/shared/model-calls.ts';
import { REMOVAL_DEFAULTS, REMOVAL_GUIDANCE, removalGrowth } from '../../workers/shared/removal.ts';
import { SAMPLER_FACTS } from '../../workers/shared/samplers.ts';
import type { SamplingValues } from '../../workers/shared/sampling-values.ts';

/** Everything under Advanced but the seed. Each intent has its own. */
export type Advanced = SamplingValues;

/** What a person changed, by intent; everything else follows the pack. */
export type AdvancedOverrides = Readonly<Partial<Record<Intent, Partial<Advanced>>>>;

/**
 * Where neither the person nor the pack says otherwise. Feather and growth are model pixels: the stitch mask fades
 * within the growth, so that every blended pixel was generated.
 */
export const ADVANCED_DEFAULTS: Advanced = {
  method: 'auto',
  refine: 'none',
  sampler: 'auto',
  eta: 0,
  noiseLevels: 'auto',
  timesteps: 'auto',
  guidanceRescale: 0,
  steps: 20,
  guidance: 3,
  strength: 1,
  candidates: 1,
  feather: 8,
  maskGrow: 8,
  jumpLength: JUMP_LENGTH,
  resampling: RESAMPLING,
  innerSteps: INNER_STEPS,
  stepSize: STEP_SIZE,
};

/** What an intent asks of every pack. */
const BY_INTENT: Readonly<Partial<Record<Intent, Partial<Advanced>>>> = { remove: REMOVAL_DEFAULTS };

/**
 * The values for an intent: the person's, else the pack's for the intent, else the intent's, else the pack's, else our own.
 *
 * @param named a removal is told what it removes: it is guided away from that
 */
export function advancedFor(
  manifest: PackManifest | null,
  intent: Intent,
  overrides: AdvancedOverrides,
  named = false,
): Advanced {
  const mine = overrides[intent];
  return {
    ...ADVANCED_DEFAULTS,
    eta: usualEta(mine?.method ?? ADVANCED_DEFAULTS.method),
    ...manifest?.defaults,
    ...BY_INTENT[intent],
    ...manifest?.intents[intent],
    ...(named && intent === 'remove' && { guidance: REMOVAL_GUIDANCE }),
    ...mine,
  };
}

/** Which of the finer settings mean anything with these values. */
export function meaningful({ sampler, noiseLevels, guidance }: Advanced) {
  const takes = sampler === 'auto' ? null : SAMPLER_FACTS[sampler];
  return {
    eta: takes?.eta ?? false,
    noiseLevels: takes?.karras ?? false,
    // Karras levels are spaced by a rule of their own.
    timesteps: (takes?.spacing ?? true) && !(takes?.karras && noiseLevels === 'karras'),
    guidanceRescale: guidance > 1,
  };
}

/** The values as a job has them; what means nothing with the others is left out. */
export function jobNumbers(advanced: Advanced) {
  const { eta, noiseLevels, timesteps, guidanceRescale, ...plain } = advanced;
  const means = meaningful(advanced);
  const finer: Pick<FillJob, 'eta' | 'karras' | 'spacing' | 'guidanceRescale'> = {
    ...(means.eta && { eta }),
    ...(means.noiseLevels && noiseLevels !== 'auto' && { karras: noiseLevels === 'karras' }),
    ...(means.timesteps && timesteps !== 'auto' && { spacing: timesteps }),
    ...(means.guidanceRescale && { guidanceRescale }),
  };
  return { ...plain, ...finer };
}

/** The fade is never wider than the growth: narrowing one narrows the other, widening the fade widens the growth. */
export function withEdge(
  { feather, maskGrow }: Advanced,
  change: { readonly feather?: number; readonly maskGrow?: number },
): Pick<Advanced, 'feather' | 'maskGrow'> {
  if (change.feather !== undefined) {
    return { feather: change.feather, maskGrow: Math.max(maskGrow, change.feather) };
  }
  const grow = change.maskGrow ?? maskGrow;
  return { maskGrow: grow, feather: Math.min(feather, grow) };
}

/** Growth of the model mask: what was asked for, or more where a removal's default is too little for its object. */
export function growthFor(
  intent: Intent,
  { maskGrow }: Pick<Advanced, 'maskGrow'>,
  bounds: Rect,
  window: Size,
  nativeSize: number,
): number {
  const standing = maskGrow === ADVANCED_DEFAULTS.maskGrow;
  return intent === 'remove' && standing ? removalGrowth(bounds, window, nativeSize) : maskGrow;
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
 * Whether an erase model draws before the chosen model: it knows how things go on between parts that are there, also all
 * around a picture; where one side alone has something beside it, it invents.
 */
export function drawnFirst(intent: Intent, growsAllAround: boolean): boolean {
  return intent === 'remove' || (intent === 'expand' && growsAllAround);
}

/**
 * Whether what is there should just go on: then the picture's own pixels stay the first look when the chosen model's come,
 * which are less sharp.
 */
export function goesOn(intent: Intent): boolean {
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
