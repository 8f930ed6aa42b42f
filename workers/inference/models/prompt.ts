import { Tokenizer } from '@huggingface/tokenizers';

/** Token ids of a prompt, always `length` of them. */
export interface PromptTokenizer {
  readonly length: number;
  encode(prompt: string): Int32Array;
}

const CLIP_LENGTH = 77;

/**
 * A tokenizer from `tokenizer.json` and `tokenizer_config.json`. Prompts are cut so that the end token stays, and
 * padded with the pad token (Stable Diffusion 1 pads with the end token, 2 with id 0: the config tells).
 */
export function createPromptTokenizer(tokenizerJson: unknown, configJson: unknown): PromptTokenizer {
  const config = configJson as Readonly<Record<string, unknown>>;
  const tokenizer = new Tokenizer(tokenizerJson as object, config);
  const given = config.model_max_length;
  // Some exports write a huge number for "no limit".
  const length = typeof given === 'number' && given <= 1024 ? given : CLIP_LENGTH;
  const pad = tokenizer.token_to_id(tokenText(config.pad_token)) ?? 0;

  return {
    length,
    encode(prompt) {
      const { ids } = tokenizer.encode(prompt);
      const cut = ids.length > length ? [...ids.slice(0, length - 1), ids.at(-1) as number] : ids;
      const out = new Int32Array(length).fill(pad);
      out.set(cut);
      return out;
    },
  };
}

/** A special token stands in the config as text or as an object. */
function tokenText(value: unknown): string {
  if (typeof value === 'string') return value;
  const content = (value as { content?: unknown } | null | undefined)?.content;
  return typeof content === 'string' ? content : '';
}
