import { expect, test } from 'vitest';
import { intersectRects } from '../../../workers/shared/geometry/rect.ts';
import { paintTapered } from '../mask/paint-line.ts';
import { paintRect } from '../mask/shapes.ts';
import { editorWith, TEST_JOB, testFill, testImage } from '../testing/pictures.ts';
import { acceptedFill } from './fill-list.ts';
import { OpenDocument } from './open-document.ts';
import { pictureFrom } from './picture.ts';
import { allTiles, tileRect } from './tile-grid.ts';

function open(width: number, height: number, limits?: { entries: number; bytes: number }) {
  const image = testImage(width, height, true);
  return new OpenDocument(pictureFrom(image, new Blob([]), 'x'), { maskTouched() {}, edited() {} }, limits);
}

function accept(document: OpenDocument, x: number, y: number, value: number, visible = true): void {
  const fill = testFill({ x, y, width: 20, height: 20 }, value);
  const entry = { ...acceptedFill(fill, TEST_JOB), visible };
  document.changeFills([...document.describe().fills, entry], () => {});
}

test('tiles that no visible fill touches are the source tiles, the same objects', () => {
  const document = open(1500, 1100);
  accept(document, 505, 100, 7);
  accept(document, 1400, 1050, 8, false);
  const { tiles } = document.picture;
  const same = tiles.map((tile, index) => document.tileAt(index) === tile);
  expect(same).toEqual([false, false, true, true, true, true, true, true, true]);
  document.undo();
  document.undo();
  expect(tiles.every((tile, index) => document.tileAt(index) === tile)).toBe(true);
});

test('composed tiles are kept, and a staged candidate becomes the accepted tile', () => {
  const document = open(600, 100);
  accept(document, 10, 10, 7);
  expect(document.tileAt(0)).toBe(document.tileAt(0));
  const candidate = testFill({ x: 15, y: 15, width: 20, height: 20 }, 9);
  const staged = document.tileAt(0, { staged: candidate, replaces: null });
  const before = document.tileAt(0);
  expect(before.data[(20 * 512 + 20) * 4]).toBe(7);
  expect(staged.data[(20 * 512 + 20) * 4]).toBe(9);
  document.changeFills([...document.describe().fills, acceptedFill(candidate, TEST_JOB)], () => {});
  expect(document.tileAt(0)).toBe(staged);
});

test('at least 64 edits can be undone', () => {
  const document = open(600, 600);
  for (let i = 0; i < 64; i++) {
    document.changeMask('commit', (mask) =>
      paintRect(mask, { x: i * 9, y: 500, width: 5, height: 50 }, 'add'),
    );
  }
  let undone = 0;
  for (; document.canUndo; undone++) document.undo();
  expect(undone).toBe(64);
  expect(document.mask.bounds()).toBeNull();
});

test('the byte budget lets go of the oldest entries first', () => {
  const document = open(512, 512, { entries: 100, bytes: 150 });
  for (let i = 0; i < 10; i++) {
    document.changeMask('commit', (mask) => paintRect(mask, { x: i * 10, y: 0, width: 5, height: 5 }, 'add'));
  }
  let undone = 0;
  for (; document.canUndo; undone++) document.undo();
  expect(undone).toBeGreaterThan(1);
  expect(undone).toBeLessThan(10);
  // what is left undone are the oldest edits
  expect(document.mask.bounds()).toEqual({ x: 0, y: 0, width: (9 - undone) * 10 + 5, height: 5 });
});

test('64 strokes across a 12-megapixel picture fit the budget', () => {
  const document = open(4000, 3000);
  for (let i = 0; i < 64; i++) {
    const mode = i % 2 === 0 ? 'add' : 'subtract';
    const brush = { size: 200, hardness: 0.8, opacity: 1 };
    document.changeMask('commit', (mask) =>
      paintTapered(mask, { x: 0, y: i * 40 }, { x: 1500, y: 2600 - i * 20 }, brush, brush, mode),
    );
  }
  let undone = 0;
  for (; document.canUndo; undone++) document.undo();
  expect(undone).toBe(64);
  expect(document.mask.painted().size).toBe(0);
}, 20_000);

test('bailing to a mark takes back whole entries and live changes, and cannot be redone', () => {
  const document = open(64, 64);
  const paint = (intent: 'commit' | 'live', x: number) =>
    document.changeMask(intent, (mask) => paintRect(mask, { x, y: 0, width: 5, height: 5 }, 'add'));
  paint('commit', 0);
  const mark = document.mark();
  paint('commit', 20);
  paint('live', 40);
  document.bailTo(mark);
  expect(document.mask.bounds()).toEqual({ x: 0, y: 0, width: 5, height: 5 });
  expect(document.canRedo).toBe(false);
  expect(document.canUndo).toBe(true);
});

test('live changes join the entry that the next commit makes', () => {
  const document = open(64, 64);
  for (const x of [0, 10, 20]) {
    document.changeMask('live', (mask) => paintRect(mask, { x, y: 0, width: 5, height: 5 }, 'add'));
  }
  expect(document.canUndo).toBe(false);
  document.changeMask('commit', () => {});
  document.undo();
  expect(document.canUndo).toBe(false);
  expect(document.mask.bounds()).toBeNull();
});

test('the mask of a 12-megapixel picture costs only the tiles that are painted', () => {
  const document = open(4000, 3000);
  document.changeMask('commit', (mask) => paintRect(mask, { x: 500, y: 500, width: 40, height: 40 }, 'add'));
  expect(document.mask.painted().size).toBe(4);
  document.undo();
  expect(document.mask.painted().size).toBe(0);
  document.changeMask('commit', (mask) => paintRect(mask, { x: 0, y: 0, width: 4000, height: 3000 }, 'add'));
  expect(document.mask.peek(0)).toBe(document.mask.peek(9));
});

test('the source of an opened picture is taken over, not copied', () => {
  const image = testImage(600, 10);
  const picture = pictureFrom({ ...image, tiles: [...image.tiles].reverse() }, new Blob([]), 'x');
  expect(picture.tiles[0]).toBe(image.tiles[0]?.pixels);
  expect(editorWith(3, 3).getState().document).toMatchObject({ width: 3, height: 3, fills: [] });
});

test('growing keeps every source tile the same object, and what is new is transparent', () => {
  const document = open(1500, 1100);
  document.grow({ left: 700, top: 3, right: 40, bottom: 600 });
  const { tiles } = document.picture;
  expect(tiles.every((tile, index) => document.tileAt(index) === tile)).toBe(true);
  const beyond = allTiles(document.grid).filter((index) => !tiles[index]);
  const covered = allTiles(document.grid).map((index) =>
    intersectRects(tileRect(document.grid, index), document.grid.frame),
  );
  expect(covered.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(2240 * 1703);
  for (const index of beyond) {
    expect(document.tileAt(index).data.some((value) => value > 0)).toBe(false);
    expect(document.tileAt(index)).toMatchObject({ width: tileRect(document.grid, index).width });
  }
});
