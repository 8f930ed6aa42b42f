import { expect, it } from 'vitest';
import { type Comparison, createCompareCalls, NO_COMPARISON } from './comparison.ts';
import type { OpenDocument } from './document/open-document.ts';

/** Calls on a document whose newest fill spans columns `x` to `x + 100` of a view 1,000 wide; null has none. */
function calls(x: number | null) {
  let comparison: Comparison = NO_COMPARISON;
  const fills =
    x === null
      ? []
      : [{ rect: { x: 0, y: 0, width: 10, height: 10 } }, { rect: { x, y: 0, width: 100, height: 9 } }];
  const host = createCompareCalls({
    comparison: () => comparison,
    show: (next) => {
      comparison = next;
    },
    document: () => ({ fillsOnShow: () => fills }) as unknown as OpenDocument,
    onShow: () => ({ staged: null, replaces: null }),
    shareOf: (column) => column / 1000,
  });
  return { ...host, wipe: () => comparison.wipe };
}

it.each([
  ['on the newest change', 750, 0.8],
  ['in the middle where that is out of sight', 2000, 0.5],
  ['in the middle where that is at the very edge', -30, 0.5],
  ['in the middle where nothing has changed', null, 0.5],
])('the divider begins %s', (_, x, share) => {
  const { setCompareMode, wipe } = calls(x);
  setCompareMode('wipe');
  expect(wipe()).toBeCloseTo(share);
});

it('the divider stays where it was put while ways of comparing are changed', () => {
  const { setCompareMode, setWipe, wipe } = calls(750);
  setCompareMode('wipe');
  setWipe(0.3);
  setCompareMode('difference');
  setCompareMode('wipe');
  expect(wipe()).toBe(0.3);
});
