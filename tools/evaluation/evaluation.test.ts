import { describe, expect, it } from 'vitest';
import { CASE_KINDS, evaluationCases } from './cases.ts';
import { parseAnswers, shuffledPairs, tally } from './forced-choice.ts';
import { coverage } from './masks/raster.ts';
import { measureFill } from './metrics/measure-fill.ts';
import { fractalTexture } from './metrics/pictures.test-support.ts';
import { ringMean } from './ring-mean.ts';
import { evaluationTables } from './summary.ts';

const PICTURES = [
  { id: 'large', width: 4000, height: 3000 },
  { id: 'small', width: 400, height: 600 },
];
const CUT_OUT = { width: 3, height: 2, alpha: Uint8Array.of(255, 255, 0, 255, 0, 0) };

describe('evaluationCases', () => {
  const cases = evaluationCases(PICTURES, [CUT_OUT], 28);

  it('takes kinds and photographs in turn, with windows inside the photographs', () => {
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(CASE_KINDS));
    for (const { index, picture, window } of cases) {
      const { id, width, height } = PICTURES[index % 2] as (typeof PICTURES)[number];
      expect(picture).toBe(id);
      expect(window.x + window.width).toBeLessThanOrEqual(width);
      expect(window.y + window.height).toBeLessThanOrEqual(height);
      expect(window.width).toBe(Math.min(512, width, height));
    }
  });

  it('a longer list begins with the shorter one', () => {
    const short = evaluationCases(PICTURES, [CUT_OUT], 5);
    const plain = (list: typeof cases) =>
      list.map(({ mask, ...rest }) => ({ ...rest, area: coverage(mask) }));
    expect(plain(short)).toEqual(plain(cases.slice(0, 5)));
  });

  it('holes are neither nothing nor everything, and what is kept is exactly the rest', () => {
    for (const { mask, kept, kind, window } of cases) {
      expect(coverage(mask)).toBeGreaterThan(0.005);
      expect(coverage(mask)).toBeLessThanOrEqual(0.7);
      expect(kept === null).toBe(!kind.startsWith('outpaint'));
      if (kept) expect(coverage(mask)).toBeCloseTo(1 - (kept.width * kept.height) / window.width ** 2, 10);
    }
  });
});

describe('forced choice', () => {
  const cases = Array.from({ length: 80 }, (_, index) => ({ index, kind: 'boxes' }));
  const key = shuffledPairs(cases, ['ours', 'telea'], 60, 3);

  it('shows each case once, each method as often on either side, and the same for the same seed', () => {
    expect(new Set(key.map((pair) => pair.case)).size).toBe(60);
    const left = key.filter((pair) => pair.left === 'ours').length;
    expect(left).toBeGreaterThan(18);
    expect(left).toBeLessThan(42);
    for (const { left, right } of key) expect(new Set([left, right])).toEqual(new Set(['ours', 'telea']));
    expect(shuffledPairs(cases, ['ours', 'telea'], 60, 3)).toEqual(key);
    expect(shuffledPairs(cases, ['ours', 'telea'], 60, 4)).not.toEqual(key);
  });

  it('counts by method, whichever side it was on', () => {
    const answers = key
      .map(({ pair, left }) => `${pair},${left === 'ours' ? 'left' : 'right'},both`)
      .join('\n');
    const [a, b] = tally(key, parseAnswers(`pair,better,keep\n${answers}\n`)).sort(
      (x, y) => y.share - x.share,
    );
    expect(a).toMatchObject({ method: 'ours', shown: 60, preferred: 60, kept: 60, share: 1 });
    expect(b).toMatchObject({ method: 'telea', shown: 60, preferred: 0, kept: 60, share: 0 });
    // Wilson 1927 for 60 of 60.
    expect(a?.interval[0]).toBeCloseTo(0.9398, 3);
  });

  it('refuses what is no answer', () => {
    expect(() => parseAnswers('0,left,both\n1,middle,none')).toThrow('line 2');
    expect(() => tally(key, parseAnswers('999,left,none'))).toThrow('no pair 999');
  });
});

it('the tables hold a row a method, and medians', () => {
  const truth = fractalTexture(64, 1, 30, 1);
  const hole = Uint8Array.from({ length: 64 * 64 }, (_, i) => (i % 64 > 20 && i % 64 < 44 ? 1 : 0));
  const row = (method: string, filled: typeof truth, seconds: number | null) => ({
    index: 0,
    kind: 'boxes',
    method,
    figures: measureFill({ filled, truth, hole }),
    seconds,
  });
  const text = evaluationTables([row('truth', truth, 1.5), row('ring mean', ringMean(truth, hole), null)]);
  expect(text).toContain('| truth | 1 | 0 | 1.00 | 0.0 | 0.0 | 1.00 |');
  expect(text).toContain('| truth | 100 % | 100 % | 100 % | 100 % |');
  expect(text).toMatch(/\| ring mean \| 1 \| [1-9]\d+ /);
});
