/** Words of a prompt as the model's vocabulary counts them: lower case, letters and digits, inner ' and - kept. */
export function splitWords(prompt: string): readonly string[] {
  return prompt.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** The words of a prompt that the pack does not know, each once; an empty vocabulary is an open one: none. */
export function unknownWords(prompt: string, known: readonly string[]): readonly string[] {
  if (known.length === 0) return [];
  const vocabulary = new Set(known.map((word) => word.toLowerCase()));
  const unknown = splitWords(prompt).filter((word) => !isKnown(word, vocabulary));
  return [...new Set(unknown)];
}

/** Pieces of a prompt as the tokenizer counts them: runs of letters and digits, runs of symbols. */
function splitPieces(prompt: string): readonly string[] {
  return prompt.toLowerCase().match(/[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]+/gu) ?? [];
}

/** Punctuation that people write out of habit: it carries no wish, so nobody is told that the model cannot read it. */
const PLAIN_PUNCTUATION = /^[.,;:!?'"()’-]+$/;

/** The symbols of a prompt that the pack does not know, each once; an empty vocabulary is an open one: none. */
export function unknownSymbols(prompt: string, known: readonly string[]): readonly string[] {
  if (known.length === 0) return [];
  const vocabulary = new Set(known);
  const symbols = splitPieces(prompt).filter((piece) => !/[\p{L}\p{N}_]/u.test(piece));
  return [...new Set(symbols.filter((symbol) => !vocabulary.has(symbol) && !PLAIN_PUNCTUATION.test(symbol)))];
}

/** What lies beyond the pieces that the text encoder reads, in order; nothing where its limit is not told. */
export function unreadPieces(prompt: string, maxWords: number | undefined): readonly string[] {
  return maxWords === undefined ? [] : splitPieces(prompt).slice(maxWords);
}

/** A stretch of a prompt; `unknown` to the pack, or `unread` because the text encoder stops before it. */
export interface PromptStretch {
  readonly text: string;
  readonly mark: 'unknown' | 'unread' | null;
}

/** The whole prompt in stretches, in order, each as long as it goes. */
export function markPrompt(
  prompt: string,
  known: readonly string[],
  maxWords: number | undefined,
): readonly PromptStretch[] {
  const unknown = new Set([...unknownWords(prompt, known), ...unknownSymbols(prompt, known)]);
  const stretches: PromptStretch[] = [];
  let read = 0;
  for (const [text] of prompt.matchAll(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|_|[^\p{L}\p{N}_\s]+|\s+/gu)) {
    const isUnread = maxWords !== undefined && read >= maxWords && text.trim() !== '';
    read += splitPieces(text).length;
    const mark = isUnread ? 'unread' : unknown.has(text.toLowerCase()) ? 'unknown' : null;
    const last = stretches.at(-1);
    if (last?.mark === mark) stretches[stretches.length - 1] = { text: last.text + text, mark };
    else stretches.push({ text, mark });
  }
  return stretches;
}

function isKnown(word: string, vocabulary: ReadonlySet<string>): boolean {
  if (vocabulary.has(word)) return true;
  const parts = word.split(/['’-]/);
  return parts.length > 1 && parts.every((part) => vocabulary.has(part));
}

/** Words too short or too plain to suggest. */
const PLAIN = new Set([
  'a',
  'an',
  'the',
  'of',
  'on',
  'in',
  'at',
  'and',
  'with',
  'by',
  'to',
  'from',
  'under',
  'over',
]);

/**
 * Words to offer for a prompt: those that begin with its last word while that word is not known yet, else those
 * nearest to its first unknown word and then words not used yet, in vocabulary order.
 */
export function suggestWords(prompt: string, known: readonly string[], limit: number): readonly string[] {
  const used = splitWords(prompt);
  const candidates = known.filter((word) => /^\p{L}{2,}$/u.test(word) && !PLAIN.has(word));
  const unknown = unknownWords(prompt, known);
  const last = used.at(-1) ?? '';
  if (last !== '' && unknown.includes(last) && !/\s$/.test(prompt)) {
    const starting = candidates.filter((word) => word.startsWith(last));
    if (starting.length > 0) return starting.slice(0, limit);
  }
  const unused = candidates.filter((word) => !used.includes(word));
  return [...new Set([...nearest(unknown[0] ?? '', candidates), ...unused])].slice(0, limit);
}

/** Words at most two edits away, nearest first. */
function nearest(wrong: string, words: readonly string[]): readonly string[] {
  return words
    .map((word) => ({ word, distance: editDistance(word, wrong) }))
    .filter((entry) => entry.distance <= Math.min(2, wrong.length - 2))
    .sort((a, b) => a.distance - b.distance)
    .map((entry) => entry.word);
}

/** The prompt with `word` in the place of its unfinished or first unknown word, else at its end. */
export function applySuggestion(prompt: string, word: string, known: readonly string[]): string {
  const unknown = unknownWords(prompt, known);
  const last = splitWords(prompt).at(-1);
  const target = last !== undefined && unknown.includes(last) ? last : unknown[0];
  if (target === undefined) return `${prompt.trimEnd()}${prompt.trim() === '' ? '' : ' '}${word} `;
  const at = prompt.toLowerCase().lastIndexOf(target);
  return prompt.slice(0, at) + word + prompt.slice(at + target.length);
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
