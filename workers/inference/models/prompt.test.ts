import { readFileSync } from 'node:fs';
import { PreTrainedTokenizer } from '@xenova/transformers';
import { describe, expect, it } from 'vitest';
import { createPromptTokenizer } from './prompt.ts';

const read = (file: string) => JSON.parse(readFileSync(`e2e/packs/nano/tokenizer/${file}`, 'utf8'));
const files = () => [read('tokenizer.json'), read('tokenizer_config.json')] as const;

/** What transformers' own tokenizer makes of the same files. */
function reference(prompt: string, length: number): number[] {
  const tokenizer = new PreTrainedTokenizer(...files());
  return tokenizer(prompt, {
    padding: 'max_length',
    max_length: length,
    truncation: true,
    return_tensor: false,
  }).input_ids;
}

describe('prompt tokenizer', () => {
  it.each([
    ['nothing', ''],
    ['known words', 'a red apple'],
    ['capitals and punctuation', 'A  Red, APPLE!'],
    ['unknown words and accents', 'une pomme très rouge'],
  ])('gives the ids that transformers gives: %s', (_name, prompt) => {
    const tokenizer = createPromptTokenizer(...files());
    expect([...tokenizer.encode(prompt)]).toEqual(reference(prompt, tokenizer.length));
  });

  it('keeps the end token where a prompt has to be cut, as the Python tokenizers do', () => {
    const tokenizer = createPromptTokenizer(...files());
    const ids = [...tokenizer.encode('a red apple '.repeat(12))];
    const end = tokenizer.encode('').findLast((id) => id !== 0);
    expect(ids).toHaveLength(tokenizer.length);
    expect(ids.at(-1)).toBe(end);
    expect(ids.slice(0, -1)).toEqual(reference('a red apple '.repeat(12), tokenizer.length).slice(0, -1));
  });
});
