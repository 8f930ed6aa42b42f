import type { FloatTensor } from '../runtime/types.ts';

/** Prompts whose hidden states are kept. */
const CAPACITY = 32;

/**
 * Hidden states of several prompts as one batch, computed once a prompt and kept for the prompts used last.
 *
 * @param encode one prompt -> [1, tokens, width]
 * @returns prompts -> [prompts, tokens, width]
 */
export function createTextCache(
  encode: (prompt: string) => Promise<FloatTensor>,
): (prompts: readonly string[]) => Promise<FloatTensor> {
  const known = new Map<string, FloatTensor>();

  async function lookUp(prompt: string): Promise<FloatTensor> {
    const hidden = known.get(prompt) ?? (await encode(prompt));
    // A map keeps the order of insertion: the first key is the one not used for longest.
    known.delete(prompt);
    known.set(prompt, hidden);
    const oldest = known.keys().next().value;
    if (known.size > CAPACITY && oldest !== undefined) known.delete(oldest);
    return hidden;
  }

  return async (prompts) => {
    const parts: FloatTensor[] = [];
    for (const prompt of prompts) parts.push(await lookUp(prompt));
    const size = parts[0]?.data.length ?? 0;
    const data = new Float32Array(size * parts.length);
    parts.forEach((part, index) => {
      data.set(part.data, index * size);
    });
    return { data, dims: [parts.length, ...(parts[0]?.dims.slice(1) ?? [])] };
  };
}
