import { describe, expect, test } from 'vitest';
import { createEditor, type Editor } from '../../editor.ts';
import { firstDifference } from '../../testing/bytes.ts';
import { drive } from '../../testing/drive.ts';
import { editorWith, testImage, valueAt } from '../../testing/pictures.ts';

function pixel(editor: Editor, x: number, y: number): number[] {
  return [...editor.readWindow({ x, y, width: 1, height: 1 }).image.data];
}

/** Stripes of a texture on a slope of brightness from left to right. */
function slope(width: number, height: number): Editor {
  const image = testImage(width, height, true);
  for (const { column, row, pixels } of image.tiles) {
    for (let i = 0; i < pixels.width * pixels.height; i++) {
      const x = column * 512 + (i % pixels.width);
      const y = row * 512 + Math.floor(i / pixels.width);
      const value = 40 + x / 4 + (y % 2 === 0 ? 10 : -10);
      pixels.data.set([value, value, value, 255], 4 * i);
    }
  }
  const editor = createEditor({ canvasLabel: () => 'canvas', sliceMs: Number.POSITIVE_INFINITY });
  editor.open(image, new Blob([]), 'slope.png');
  return editor;
}

describe('clone', () => {
  test('copies from the source, aligned from stroke to stroke, one undo entry each, and no other pixel', () => {
    const editor = editorWith(700, 300);
    const before = editor.readWindow({ x: 0, y: 0, width: 700, height: 300 }).image;
    editor.setTool('clone');
    editor.setBrush({ size: 20, hardness: 1 });
    drive(editor).click(100, 100, { alt: true });
    drive(editor).down(500, 200).move(540, 200).up();
    drive(editor).click(600, 250);
    const shown = [0, 1, 2, 3].map((c) => valueAt(120, 100, c));
    expect(pixel(editor, 520, 200)).toEqual(shown);
    expect(pixel(editor, 600, 250)).toEqual([0, 1, 2, 3].map((c) => valueAt(200, 150, c)));
    expect(pixel(editor, 520, 180)).toEqual([0, 1, 2, 3].map((c) => valueAt(520, 180, c)));
    expect(editor.getState().document?.fills).toHaveLength(2);
    expect(editor.getState().document?.fills[0]?.chain).toEqual([{ stage: 'clone', note: '' }]);
    expect(editor.getState().maskBounds, 'the mask is another thing').toBeNull();
    editor.undo();
    editor.undo();
    const after = editor.readWindow({ x: 0, y: 0, width: 700, height: 300 }).image;
    expect(firstDifference(after.data, before.data)).toBe(-1);
    expect(editor.getState().canUndo).toBe(false);
  });

  test('not aligned, every stroke starts at the source', () => {
    const editor = editorWith(700, 300);
    editor.setTool('clone');
    editor.setBrush({ size: 10, hardness: 1 });
    editor.setOptions({ aligned: false, settingSource: true });
    drive(editor).click(100, 100);
    expect(editor.getState()).toMatchObject({ hasSource: true, options: { settingSource: false } });
    for (const x of [400, 500]) {
      drive(editor).click(x, 200);
      expect(pixel(editor, x, 200)).toEqual([0, 1, 2, 3].map((c) => valueAt(100, 100, c)));
    }
  });

  test('without a source nothing happens; a cancelled stroke leaves nothing; beyond the picture there is nothing', () => {
    const editor = editorWith(300, 300);
    editor.setTool('clone');
    editor.setBrush({ size: 20, hardness: 1 });
    drive(editor).down(200, 200).move(250, 200).up();
    expect(editor.getState().canUndo).toBe(false);
    drive(editor).click(5, 150, { alt: true });
    drive(editor).down(200, 200).move(250, 200).cancel();
    expect(editor.getState().canUndo).toBe(false);
    drive(editor).down(200, 200).up();
    expect(editor.getState().document?.fills[0]?.rect.x, 'cut where the source leaves the canvas').toBe(195);
    drive(editor).down(20, 200).up();
    expect(editor.getState().document?.fills).toHaveLength(1);
  });

  test('where the canvas has grown to the left the source is still the same pixel', () => {
    const editor = editorWith(300, 300);
    editor.setTool('clone');
    editor.setBrush({ size: 10, hardness: 1 });
    drive(editor).click(100, 100, { alt: true });
    editor.growCanvas({ left: 50, top: 0, right: 0, bottom: 0 });
    editor.clearMask();
    drive(editor).click(250, 200);
    expect(pixel(editor, 250, 200)).toEqual([0, 1, 2, 3].map((c) => valueAt(100, 100, c)));
  });
});

describe('heal', () => {
  test('takes the texture from the source and the brightness from around the stroke', () => {
    const editor = slope(600, 300);
    editor.setTool('heal');
    editor.setBrush({ size: 60, hardness: 1 });
    drive(editor).click(100, 100, { alt: true });
    drive(editor).down(440, 150).move(480, 150).up();
    for (const [x, y] of [
      [450, 150],
      [470, 151],
      [440, 140],
    ] as const) {
      const [value = 0] = pixel(editor, x, y);
      expect(Math.abs(value - (40 + x / 4 + (y % 2 === 0 ? 10 : -10)))).toBeLessThan(3);
    }
    editor.undo();
    editor.setTool('clone');
    drive(editor).click(100, 100, { alt: true });
    drive(editor).down(440, 150).move(480, 150).up();
    expect(pixel(editor, 450, 150)[0], 'a clone is as dark as its source').toBeLessThan(80);
  });
});
