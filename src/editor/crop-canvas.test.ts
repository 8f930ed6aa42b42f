import { expect, test } from 'vitest';
import type { Editor } from './editor.ts';
import { firstDifference } from './testing/bytes.ts';
import { drive } from './testing/drive.ts';
import { editorWith, TEST_JOB, testFill, testPixels } from './testing/pictures.ts';

function canvas(editor: Editor) {
  const { document } = editor.getState();
  if (!document) throw new Error('nothing is open');
  return document;
}

test('a crop shows the same pixels at their new place, and the mask ends with the canvas', () => {
  const editor = editorWith(600, 80);
  editor.setBrush({ size: 10, hardness: 1 });
  drive(editor).down(10, 20).move(590, 20).up();
  editor.cropCanvas({ x: 500, y: 10, width: 40, height: 50 });
  expect(canvas(editor)).toMatchObject({
    width: 40,
    height: 50,
    frame: { x: 500, y: 10, width: 40, height: 50 },
  });
  expect(editor.getState().maskBounds).toMatchObject({ x: 0, width: 40 });
  const { image } = editor.readWindow({ x: 0, y: 0, width: 40, height: 50 });
  const expected = testPixels({ x: 500, y: 10, width: 40, height: 50 });
  expect(firstDifference(image.data, expected.data)).toBe(-1);
});

test('is one undo entry that brings canvas and mask back together', () => {
  const editor = editorWith(600, 80);
  drive(editor).down(10, 20).move(590, 20).up();
  const before = editor.readMask();
  editor.cropCanvas({ x: 0, y: 0, width: 300, height: 80 });
  editor.undo();
  expect(canvas(editor)).toMatchObject({ width: 600, height: 80 });
  expect(firstDifference(editor.readMask()?.data, before?.data)).toBe(-1);
  editor.redo();
  expect(canvas(editor).width).toBe(300);
  expect(editor.getState().maskBounds?.width).toBeLessThanOrEqual(300);
});

test('nothing is lost: fills and pixels outside come back when the canvas grows again', () => {
  const editor = editorWith(600, 50);
  editor.acceptFill(testFill({ x: 500, y: 10, width: 20, height: 20 }, 9), TEST_JOB);
  editor.cropCanvas({ x: 100, y: 0, width: 200, height: 50 });
  expect(canvas(editor).fills[0]?.rect).toMatchObject({ x: 400, y: 10 });
  editor.growCanvas({ left: 100, top: 0, right: 300, bottom: 0 });
  const { image } = editor.readWindow({ x: 501, y: 11, width: 18, height: 18 });
  expect(image.data.every((value) => value === 9)).toBe(true);
  const left = editor.readWindow({ x: 0, y: 0, width: 499, height: 50 }).image;
  expect(firstDifference(left.data, testPixels({ x: 0, y: 0, width: 499, height: 50 }).data)).toBe(-1);
});

test('refuses what is not inside the canvas, and the whole canvas is no edit', () => {
  const editor = editorWith(60, 40);
  for (const rect of [
    { x: -1, y: 0, width: 10, height: 10 },
    { x: 0, y: 0, width: 61, height: 10 },
    { x: 0, y: 0, width: 0, height: 10 },
    { x: 0.5, y: 0, width: 10, height: 10 },
  ]) {
    expect(() => editor.cropCanvas(rect)).toThrow(RangeError);
  }
  editor.cropCanvas({ x: 0, y: 0, width: 60, height: 40 });
  expect(editor.getState().canUndo).toBe(false);
});
