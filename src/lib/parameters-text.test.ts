import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INTENTS } from '../../workers/shared/catalog.ts';
import type { FillJob } from '../../workers/shared/job.ts';
import { parametersText, readParametersText } from './parameters-text.ts';

const TEST_JOB: Omit<FillJob, 'window'> = {
  id: 'job',
  pack: 'pack',
  intent: 'remove',
  method: 'auto',
  sampler: 'ddim',
  start: 'smooth',
  instant: false,
  nativeSize: 256,
  prompt: '',
  negativePrompt: '',
  steps: 1,
  guidance: 1,
  strength: 1,
  seed: 0,
  candidates: 1,
  maskGrow: 8,
  feather: 8,
  picture: { width: 1, height: 1 },
};

const words = fc.string({ maxLength: 40 }).map((text) => text.replace(/\s+/g, ' ').trim());

test('what is written is read again', () => {
  fc.assert(
    fc.property(
      words.filter((text) => !text.startsWith('Negative prompt: ')),
      words,
      fc.integer({ min: 1, max: 150 }),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.constantFrom('auto', 'ddim', 'euler-ancestral', 'dpmpp-2m', 'dpmpp-2m-sde', 'ddpm', 'lcm'),
      fc.constantFrom('auto', 'finetuned', 'soft', 'exemplar'),
      fc.constantFrom(...INTENTS),
      (prompt, negativePrompt, steps, seed, sampler, method, intent) => {
        const chosen = { sampler, method, intent, feather: 6, maskGrow: 12 };
        const job = { ...TEST_JOB, ...chosen, prompt, negativePrompt, steps, guidance: 2.5, strength: 0.75 };
        expect(readParametersText(parametersText(job, seed, 'abcdef0123'))).toEqual({
          prompt,
          negativePrompt,
          seed,
          intent,
          pack: 'pack',
          sampling: {
            steps,
            guidance: 2.5,
            strength: 0.75,
            sampler,
            method,
            feather: 6,
            // A removal grows by its object's size: that was nobody's choice.
            ...(intent !== 'remove' && { maskGrow: 12 }),
          },
        });
      },
    ),
  );
});

test('is written as other tools write it', () => {
  const job = { ...TEST_JOB, prompt: 'a red apple', negativePrompt: 'blur', steps: 20, guidance: 7 };
  expect(parametersText({ ...job, sampler: 'ddim' }, 42, 'abcdef0123')).toBe(
    'a red apple\nNegative prompt: blur\nSteps: 20, Sampler: DDIM, CFG scale: 7, Seed: 42, Size: 1x1, ' +
      'Model hash: abcdef0123, Model: pack, Denoising strength: 1, Mask blur: 8, Method: auto, Intent: remove, Version: Lacuna',
  );
});

test('of other tools is read as far as it goes, and anything else is nothing', () => {
  const text =
    'a cat,\non a mat\nNegative prompt: dogs\nSteps: 30, Sampler: Euler a, CFG scale: 7, Seed: 99999999999, Size: 512x512';
  expect(readParametersText(text)).toEqual({
    prompt: 'a cat, on a mat',
    negativePrompt: 'dogs',
    sampling: { steps: 30, guidance: 7, sampler: 'euler-ancestral' },
  });
  const odd =
    'a cat\nSteps: 30, Sampler: UniPC, CFG scale: 1e9, Seed: -1, Model: v1-5, Method: magic, Intent: rm';
  expect(readParametersText(odd)).toEqual({
    prompt: 'a cat',
    negativePrompt: '',
    pack: 'v1-5',
    sampling: { steps: 30 },
  });
  expect(readParametersText('Taken at the lake')).toBeNull();
  expect(readParametersText('')).toBeNull();
});
