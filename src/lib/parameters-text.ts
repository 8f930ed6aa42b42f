import { INTENTS, type Intent } from '../../workers/shared/catalog.ts';
import type { FillJob } from '../../workers/shared/job.ts';

/** What of a fill's settings travels in a picture file. Missing: the text did not say. */
export interface Parameters {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly steps?: number;
  readonly guidance?: number;
  readonly strength?: number;
  readonly seed?: number;
  readonly intent?: Intent;
}

/** How other tools write the samplers they share with us. */
const SAMPLER_NAMES: Readonly<Record<string, string>> = {
  ddim: 'DDIM',
  euler: 'Euler',
  'euler-ancestral': 'Euler a',
  'dpmpp-2m': 'DPM++ 2M',
  lcm: 'LCM',
};

/**
 * A job as the text that generators keep in PNG files under `parameters`: the prompt, the negative prompt on a line of
 * its own, then names and values.
 *
 * @param modelHash the first ten digits of the model file's SHA-256, as those tools write it
 */
export function parametersText(job: Omit<FillJob, 'window'>, seed: number, modelHash: string | null): string {
  const values: readonly (readonly [string, string | number | null])[] = [
    ['Steps', job.steps],
    ['Sampler', SAMPLER_NAMES[job.sampler] ?? job.sampler],
    ['CFG scale', job.guidance],
    ['Seed', seed],
    ['Size', `${job.picture.width}x${job.picture.height}`],
    ['Model hash', modelHash],
    ['Model', job.pack],
    ['Denoising strength', job.strength],
    ['Mask blur', job.feather],
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
  const number = (name: string, low: number, high: number) => {
    const found = new RegExp(`(?:^|, )${name}: (-?[\\d.]+)`).exec(last)?.[1];
    const value = Number(found);
    return found !== undefined && value >= low && value <= high ? value : undefined;
  };
  const intent = INTENTS.find((known) => last.includes(`, Intent: ${known}`));
  const read = {
    steps: number('Steps', 1, 150),
    guidance: number('CFG scale', 0, 30),
    strength: number('Denoising strength', 0.01, 1),
    seed: number('Seed', 0, 2 ** 32 - 1),
    intent,
  };
  return {
    prompt: lines.slice(0, end).join(' ').trim(),
    negativePrompt: negative < 0 ? '' : lines.slice(negative, -1).join(' ').slice('Negative prompt: '.length),
    ...(Object.fromEntries(
      Object.entries(read).filter(([, value]) => value !== undefined),
    ) as Partial<Parameters>),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
