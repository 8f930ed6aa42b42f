import { INTENTS, type Intent } from '../../workers/shared/catalog.ts';
import type { FillJob } from '../../workers/shared/job.ts';
import { knownSampling, type SamplingValues } from '../../workers/shared/sampling-values.ts';
import { NAMED_SAMPLERS, SAMPLER_FACTS } from '../../workers/shared/samplers.ts';

/** What of a fill's settings travels in a picture file. Missing: the text did not say. */
export interface Parameters {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly seed?: number;
  readonly intent?: Intent;
  /** Id of the model, or what another tool calls it. */
  readonly pack?: string;
  readonly sampling: Partial<SamplingValues>;
}

/**
 * A job as the text that generators keep in PNG files under `parameters`: the prompt, the negative prompt on a line of
 * its own, then names and values.
 *
 * @param modelHash the first ten digits of the model file's SHA-256, as those tools write it
 */
export function parametersText(job: Omit<FillJob, 'window'>, seed: number, modelHash: string | null): string {
  const values: readonly (readonly [string, string | number | null])[] = [
    ['Steps', job.steps],
    ['Sampler', job.sampler === 'auto' ? 'auto' : SAMPLER_FACTS[job.sampler].elsewhere],
    ['CFG scale', job.guidance],
    ['Seed', seed],
    ['Size', `${job.picture.width}x${job.picture.height}`],
    ['Model hash', modelHash],
    ['Model', job.pack],
    ['Denoising strength', job.strength],
    // Neither is a choice: a fade that must not touch what is there, and a growth that goes by the object's size.
    ['Mask blur', job.intent === 'expand' && job.feather === 0 ? null : job.feather],
    ['Mask grow', job.intent === 'remove' ? null : job.maskGrow],
    ['Method', job.method],
    ['Intent', job.intent],
    ['Version', 'Lacuna'],
  ];
  const lines = [oneLine(job.prompt)];
  if (job.negativePrompt) lines.push(`Negative prompt: ${oneLine(job.negativePrompt)}`);
  lines.push(
    values
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `${name}: ${value}`)
      .join(', '),
  );
  return lines.join('\n');
}

/** Reads such a text, whoever wrote it; null where it is something else. */
export function readParametersText(text: string): Parameters | null {
  const lines = text.trim().split('\n');
  const last = lines.at(-1) ?? '';
  if (!/(^|, )Steps: \d+/.test(last)) return null;
  const negative = lines.findIndex((line) => line.startsWith('Negative prompt: '));
  const end = negative < 0 ? lines.length - 1 : negative;
  const value = (name: string) => new RegExp(`(?:^|, )${name}: ([^,]+)`).exec(last)?.[1]?.trim();
  const number = (name: string) => (value(name) === undefined ? undefined : Number(value(name)));
  const sampler = value('Sampler');
  const seed = number('Seed') ?? -1;
  const intent = INTENTS.find((known) => known === value('Intent'));
  const pack = value('Model');
  return {
    prompt: lines.slice(0, end).join(' ').trim(),
    negativePrompt: negative < 0 ? '' : lines.slice(negative, -1).join(' ').slice('Negative prompt: '.length),
    ...(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32 && { seed }),
    ...(intent && { intent }),
    ...(pack !== undefined && { pack }),
    sampling: knownSampling({
      steps: number('Steps'),
      guidance: number('CFG scale'),
      strength: number('Denoising strength'),
      sampler: NAMED_SAMPLERS.find((id) => SAMPLER_FACTS[id].elsewhere === sampler) ?? sampler,
      method: value('Method'),
      feather: number('Mask blur'),
      maskGrow: number('Mask grow'),
    }),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
