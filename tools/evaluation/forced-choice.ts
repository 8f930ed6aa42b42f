import { seededRandom } from './masks/random.ts';

/** A pair as a rater sees it: a number, and which fill is on the left. The rater never sees this. */
export interface PairKey {
  readonly pair: number;
  readonly case: number;
  readonly kind: string;
  readonly left: string;
  readonly right: string;
}

/** What a rater wrote down for a pair: the better one, and which of the two they would keep as it is. */
export interface PairAnswer {
  readonly pair: number;
  readonly better: 'left' | 'right';
  readonly keep: readonly ('left' | 'right')[];
}

/**
 * Which cases are shown in which order, and what is on which side, decided by the seed alone.
 *
 * @param cases cases that both methods have filled
 * @param methods the two in question
 * @param count pairs wanted; all cases when there are fewer
 */
export function shuffledPairs(
  cases: readonly { readonly index: number; readonly kind: string }[],
  methods: readonly [string, string],
  count: number,
  seed: number,
): PairKey[] {
  const random = seededRandom(seed);
  const order = [...cases];
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.integer(0, i + 1);
    [order[i], order[j]] = [order[j] as (typeof order)[number], order[i] as (typeof order)[number]];
  }
  return order.slice(0, count).map(({ index, kind }, pair) => {
    const swapped = random.uniform() < 0.5;
    const [left, right] = swapped ? [methods[1], methods[0]] : methods;
    return { pair, case: index, kind, left, right };
  });
}

/**
 * Answers from lines of `pair,better,keep`: `better` is `left` or `right`, `keep` is `left`, `right`, `both` or `none`.
 * Empty lines, and one that begins with `pair`, are passed over.
 *
 * @throws Error with the number of the first line that is none
 */
export function parseAnswers(text: string): PairAnswer[] {
  return text.split('\n').flatMap((line, number) => {
    const [pair = '', better = '', keep = ''] = line.split(',').map((cell) => cell.trim().toLowerCase());
    if (pair === '' || pair === 'pair') return [];
    const kept = KEPT[keep];
    if (!/^\d+$/.test(pair) || (better !== 'left' && better !== 'right') || !kept) {
      throw new Error(`line ${number + 1}: expected pair,left|right,left|right|both|none`);
    }
    return [{ pair: Number(pair), better, keep: kept }];
  });
}

const KEPT: Readonly<Record<string, PairAnswer['keep']>> = {
  left: ['left'],
  right: ['right'],
  both: ['left', 'right'],
  none: [],
};

export interface Tally {
  readonly method: string;
  readonly shown: number;
  readonly preferred: number;
  readonly kept: number;
  /** Share preferred, and its 95 % interval (Wilson 1927). */
  readonly share: number;
  readonly interval: readonly [number, number];
}

/** How often each method was preferred, and kept. Answers to pairs that were never shown are an error. */
export function tally(key: readonly PairKey[], answers: readonly PairAnswer[]): Tally[] {
  const shown = new Map(key.map((pair) => [pair.pair, pair]));
  const counts = new Map<string, { shown: number; preferred: number; kept: number }>();
  for (const { pair, better, keep } of answers) {
    const sides = shown.get(pair);
    if (!sides) throw new Error(`there is no pair ${pair}`);
    for (const side of ['left', 'right'] as const) {
      const count = counts.get(sides[side]) ?? { shown: 0, preferred: 0, kept: 0 };
      count.shown++;
      if (better === side) count.preferred++;
      if (keep.includes(side)) count.kept++;
      counts.set(sides[side], count);
    }
  }
  return [...counts].map(([method, count]) => ({
    method,
    ...count,
    share: count.preferred / count.shown,
    interval: wilson(count.preferred, count.shown),
  }));
}

/** Score interval of a share at 95 %. */
function wilson(hits: number, count: number): [number, number] {
  const z = 1.96;
  const share = hits / count;
  const centre = share + (z * z) / (2 * count);
  const spread = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const scale = 1 + (z * z) / count;
  return [(centre - spread) / scale, (centre + spread) / scale];
}
