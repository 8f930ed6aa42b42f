import { LacunaError } from '../../shared/errors.ts';
import type { FloatTensor, GraphSession } from '../runtime/types.ts';
import { clipTokenizerJson } from './clip-tokenizer.ts';
import type { PackFiles } from './pack-files.ts';
import { createPromptTokenizer, type PromptTokenizer } from './prompt.ts';
import { readJson } from './read-json.ts';
import { createTextCache } from './text-cache.ts';

/** Prompts -> hidden states [prompts, tokens, width]. */
export type EncodeText = (prompts: readonly string[]) => Promise<FloatTensor>;

/** For models without prompts: states of no tokens, which their graphs have no input for. */
export const encodeNothing: EncodeText = async (prompts) => ({
  data: new Float32Array(0),
  dims: [prompts.length, 0, 0],
});

/**
 * The text side of a pack; its session is asked for where a prompt was not encoded before, and handed back afterwards.
 *
 * @throws LacunaError `pack-invalid`, and what `open` throws
 */
export async function textEncoderOf(
  files: PackFiles,
  open: () => Promise<GraphSession>,
  giveBack: () => Promise<void>,
): Promise<EncodeText> {
  const tokenizer = await tokenizerOf(files);
  const cached = createTextCache(async (prompt) => {
    const encoder = await open();
    const ids = encoder.inputs.find(({ name }) => name === 'input_ids') ?? encoder.inputs[0];
    const states =
      encoder.outputs.find(({ name }) => name === 'last_hidden_state') ??
      encoder.outputs.find(({ dims }) => dims.length === 3);
    if (!ids || !states) throw new LacunaError('pack-invalid', 'the text encoder has no hidden states');
    const tokens = { data: tokenizer.encode(prompt), dims: [1, tokenizer.length] };
    const mask = { data: new Int32Array(tokenizer.length).fill(1), dims: tokens.dims };
    const feeds = Object.fromEntries(
      encoder.inputs.map(({ name }) => [name, name === ids.name ? tokens : mask]),
    );
    return (await encoder.run(feeds))[states.name] as FloatTensor;
  });
  return async (prompts) => {
    try {
      return await cached(prompts);
    } finally {
      await giveBack();
    }
  };
}

async function tokenizerOf(files: PackFiles): Promise<PromptTokenizer> {
  const configPath = 'tokenizer/tokenizer_config.json';
  const config = files.has(configPath) ? await readJson(files, configPath) : {};
  if (files.has('tokenizer/tokenizer.json')) {
    return createPromptTokenizer(await readJson(files, 'tokenizer/tokenizer.json'), config);
  }
  const vocab = (await readJson(files, 'tokenizer/vocab.json')) as Record<string, number>;
  const merges = await files.text('tokenizer/merges.txt');
  const map = 'tokenizer/special_tokens_map.json';
  // Stable Diffusion 1 pads with the end token, 2 with "!", id 0: the maps tell.
  const special = files.has(map) ? ((await readJson(files, map)) as object) : {};
  return createPromptTokenizer(clipTokenizerJson(vocab, merges), {
    pad_token: '<|endoftext|>',
    ...special,
    ...(config as object),
  });
}
