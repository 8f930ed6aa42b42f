import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_SIDES } from '../../../workers/shared/geometry/growth.ts';
import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { StagedFill } from '../ports.ts';
import { editorWith, TEST_JOB, testFill } from '../testing/pictures.ts';

const go = new AbortController().signal;

test('without a fill nothing has changed, and every pixel is another one', async () => {
  const editor = editorWith(700, 40);
  expect(await editor.countChanges(go)).toEqual({ changed: 0, others: 28_000, othersChanged: 0 });
});

test('counts what the fills changed, and proves the rest, also over tile borders and after growing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 3, max: 100 }),
      fc.integer({ min: 0, max: 30 }),
      async (x, width, left) => {
        const editor = editorWith(700, 40);
        editor.growCanvas({ ...NO_SIDES, left });
        const rect: Rect = { x: left + x, y: 3, width, height: 20 };
        editor.acceptFill(testFill(rect, 200), TEST_JOB);
        // its outermost ring is no part of it
        const inside = (width - 2) * 18;
        const count = await editor.countChanges(go);
        expect(count).toEqual({ changed: inside, others: 28_000 - inside, othersChanged: 0 });
      },
    ),
    { numRuns: 20 },
  );
});

test('a pixel changed outside its stitch mask is found', async () => {
  const editor = editorWith(700, 40);
  const fill = testFill({ x: 5, y: 5, width: 12, height: 12 }, 200);
  editor.showStaged(fill);
  expect(await editor.countChanges(go)).toMatchObject({ changed: 100, othersChanged: 0 });
  // The very array that was composed is emptied afterwards: its pixels are there, its claim to them is not.
  (fill as StagedFill).stitch.data.fill(0);
  expect(await editor.countChanges(go)).toMatchObject({ changed: 100, others: 28_000, othersChanged: 100 });
});

test('stops when told so', async () => {
  const stop = new AbortController();
  const counting = editorWith(700, 40).countChanges(stop.signal);
  stop.abort();
  expect(await editorWith(700, 40).countChanges(stop.signal)).toBeNull();
  await counting;
});
