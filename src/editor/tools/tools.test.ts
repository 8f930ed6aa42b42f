import { describe, expect, test } from 'vitest';
import type { Editor } from '../editor.ts';
import { drive } from '../testing/drive.ts';
import { editorWith } from '../testing/pictures.ts';

function maskSum(editor: Editor): number {
  let sum = 0;
  for (const value of editor.readMask()?.data ?? []) sum += value;
  return sum / 255;
}

function valueAt(editor: Editor, x: number, y: number): number {
  const mask = editor.readMask();
  return mask?.data[y * mask.width + x] ?? -1;
}

function withTool(tool: Parameters<Editor['setTool']>[0], width = 700, height = 600): Editor {
  const editor = editorWith(width, height);
  editor.setTool(tool);
  return editor;
}

describe('modes and modifiers', () => {
  test('Shift adds, Alt subtracts, both intersect, when held as the pointer goes down', () => {
    const editor = withTool('rectangle');
    drive(editor).down(100, 100).move(300, 200).up();
    drive(editor).down(100, 100, { alt: true }).move(200, 200, { alt: true }).up({ alt: true });
    expect(editor.getState().maskBounds).toEqual({ x: 200, y: 100, width: 100, height: 100 });
    const both = { shift: true, alt: true };
    drive(editor).down(0, 0, both).move(250, 150, both).up(both);
    expect(editor.getState().maskBounds).toEqual({ x: 200, y: 100, width: 50, height: 50 });
    editor.setOptions({ mode: 'subtract' });
    drive(editor).down(0, 0, { shift: true }).move(20, 10, { shift: true }).up({ shift: true });
    expect(valueAt(editor, 19, 9), 'Shift chose the mode: it does not make a square').toBe(255);
    expect(valueAt(editor, 5, 15)).toBe(0);
  });

  test('a key pressed again during the drag constrains: Shift a square, Alt from the centre', () => {
    const editor = withTool('rectangle');
    drive(editor).down(100, 100).move(110, 105, { alt: true }).up({ alt: true });
    expect(editor.getState().maskBounds).toEqual({ x: 90, y: 95, width: 20, height: 10 });
    editor.clearMask();
    drive(editor).down(100, 100).move(140, 110, { shift: true, alt: true }).up({ shift: true, alt: true });
    expect(editor.getState().maskBounds).toEqual({ x: 60, y: 60, width: 80, height: 80 });
    drive(editor)
      .down(100, 100, { alt: true })
      .move(110, 110)
      .move(110, 120, { alt: true })
      .up({ alt: true });
    expect(valueAt(editor, 95, 85), 'subtracted, from the centre').toBe(0);
    expect(valueAt(editor, 85, 85)).toBe(255);
  });

  test('the mode that is set holds for brush and shapes, and Alt turns the brush round', () => {
    const editor = withTool('brush');
    editor.setBrush({ size: 40, hardness: 1 });
    drive(editor).down(100, 100).move(200, 100).up();
    editor.setOptions({ mode: 'subtract' });
    drive(editor).down(100, 100).up();
    expect(valueAt(editor, 100, 100)).toBe(0);
    drive(editor).down(100, 100, { alt: true }).up();
    expect(valueAt(editor, 100, 100)).toBe(255);
  });

  test('intersecting empties what lies outside the shape, on other tiles too', () => {
    const editor = withTool('ellipse', 1200, 600);
    editor.invertMask();
    editor.setOptions({ mode: 'intersect' });
    drive(editor).down(10, 10).move(110, 60).up();
    expect(editor.getState().maskBounds).toEqual({ x: 10, y: 10, width: 100, height: 50 });
    editor.undo();
    expect(maskSum(editor)).toBe(1200 * 600);
  });
});

describe('shapes', () => {
  test('an ellipse has the area of one, and soft edges', () => {
    const editor = withTool('ellipse');
    drive(editor).down(400, 400).move(640, 560).up();
    expect(maskSum(editor)).toBeCloseTo(Math.PI * 120 * 80, -2);
    const values = new Set(editor.readMask()?.data);
    expect(values.size).toBeGreaterThan(50);
  });

  test('a rectangle and an ellipse in numbers, reaching beyond the canvas', () => {
    const editor = withTool('hand');
    editor.paintShape('rectangle', { x: -50, y: 590, width: 100, height: 100 });
    expect(editor.getState().maskBounds).toEqual({ x: 0, y: 590, width: 50, height: 10 });
    editor.undo();
    editor.paintShape('ellipse', { x: 100, y: 100, width: 1, height: 1 });
    expect(maskSum(editor)).toBeGreaterThan(0.7);
  });

  test('a lasso closes when it is lifted and holds what it has gone around', () => {
    const editor = withTool('lasso');
    const pointer = drive(editor).down(100, 100).move(300, 100).move(300, 300).move(100, 300);
    expect(editor.getState().maskBounds).toBeNull();
    pointer.up();
    expect(maskSum(editor)).toBeCloseTo(200 * 200, -2);
    expect(editor.getState().maskBounds).toEqual({ x: 100, y: 100, width: 200, height: 200 });
  });

  test('going round twice is still inside', () => {
    const editor = withTool('lasso');
    const pointer = drive(editor).down(100, 100);
    for (let round = 0; round < 2; round++) {
      pointer.move(300, 100).move(300, 300).move(100, 300).move(100, 100);
    }
    pointer.up();
    expect(valueAt(editor, 200, 200)).toBe(255);
  });

  test('a cancelled lasso, or a mere click, leaves nothing', () => {
    const editor = withTool('lasso');
    drive(editor).down(100, 100).move(300, 100).move(300, 300).cancel();
    drive(editor).down(100, 100).up();
    expect(editor.getState()).toMatchObject({ maskBounds: null, canUndo: false });
  });
});

describe('polygon', () => {
  test('corners by presses; a press near the first one closes it as one undo entry', () => {
    const editor = withTool('polygon');
    drive(editor).click(100, 100).click(300, 100).click(300, 300);
    expect(editor.getState().maskBounds).toBeNull();
    drive(editor).click(103, 98);
    expect(maskSum(editor)).toBeCloseTo((200 * 200) / 2, -3);
    editor.undo();
    expect(editor.getState()).toMatchObject({ maskBounds: null, canUndo: false });
  });

  test('a double click closes it, and so does Enter; Backspace takes a corner back', () => {
    for (const end of ['double', 'enter'] as const) {
      const editor = withTool('polygon');
      drive(editor).click(100, 100).click(300, 100).click(600, 500);
      editor.dispatch({ type: 'back' });
      drive(editor).click(300, 300).click(100, 300);
      if (end === 'double') drive(editor).click(100, 300);
      else editor.dispatch({ type: 'finish' });
      expect(editor.getState().maskBounds, end).toEqual({ x: 100, y: 100, width: 200, height: 200 });
    }
  });

  test('undo takes corners back one by one, Escape all of them', () => {
    const editor = withTool('polygon');
    drive(editor).click(100, 100).click(300, 100).click(300, 300);
    editor.undo();
    drive(editor).click(100, 300);
    editor.dispatch({ type: 'finish' });
    expect(valueAt(editor, 150, 150)).toBe(255);
    expect(valueAt(editor, 290, 250)).toBe(0);
    editor.clearMask();
    drive(editor).click(100, 100).click(300, 100).click(300, 300).cancel();
    drive(editor).click(10, 10);
    expect(editor.getState().maskBounds).toBeNull();
  });

  test('a second finger drops the corner in the making, not the others', () => {
    const editor = withTool('polygon');
    drive(editor).click(100, 100).click(300, 100).click(300, 300).down(50, 50);
    editor.dispatch({ type: 'drop' });
    editor.dispatch({ type: 'finish' });
    expect(editor.getState().maskBounds).toEqual({ x: 100, y: 100, width: 200, height: 200 });
  });

  test('Shift keeps edges at multiples of 45 degrees', () => {
    const editor = withTool('polygon');
    drive(editor).click(100, 100).click(300, 112, { shift: true }).click(312, 300, { shift: true });
    editor.dispatch({ type: 'finish' });
    expect(editor.getState().maskBounds).toEqual({ x: 100, y: 100, width: 200, height: 200 });
  });
});

describe('brush', () => {
  test('opacity is the most that a stroke reaches, and does not build up', () => {
    const editor = withTool('brush');
    editor.setBrush({ size: 40, hardness: 1, opacity: 0.4 });
    drive(editor).down(100, 100).move(200, 100).move(100, 100).up();
    drive(editor).down(100, 100).up();
    expect(valueAt(editor, 150, 100)).toBe(102);
    editor.setBrush({ opacity: 1 });
    drive(editor).down(100, 100).up();
    editor.setTool('eraser');
    editor.setBrush({ opacity: 0.5 });
    drive(editor).down(100, 100).up();
    expect(valueAt(editor, 100, 100)).toBe(127);
  });

  test('pressure changes size and opacity where that is asked for', () => {
    const wide = (pressureSize: boolean, pressureOpacity: boolean) => {
      const editor = withTool('brush');
      editor.setBrush({ size: 100, hardness: 1, pressureSize, pressureOpacity });
      drive(editor).down(200, 200, { pressure: 0.1 }).move(500, 200, { pressure: 1 }).up({ pressure: 1 });
      const column = (x: number) => {
        const mask = editor.readMask();
        return Array.from({ length: 600 }, (_, y) => mask?.data[y * 700 + x] ?? 0);
      };
      const [thin, thick] = [column(210), column(490)];
      return {
        thin: thin.filter((value) => value > 0).length,
        thick: thick.filter((value) => value > 0).length,
        faint: Math.max(...thin),
        strong: Math.max(...thick),
      };
    };
    expect(wide(false, false)).toMatchObject({ strong: 255, faint: 255 });
    expect(wide(false, false).thin).toBeGreaterThan(90);
    const tapered = wide(true, false);
    expect(tapered.thin).toBeLessThan(30);
    expect(tapered.thick).toBeGreaterThan(90);
    expect(tapered.faint).toBe(255);
    expect(wide(false, true).faint).toBeLessThan(120);
    expect(wide(false, true).strong).toBeGreaterThan(230);
  });

  test('Shift and a click draw a straight line from where the last stroke has ended', () => {
    const editor = withTool('brush');
    editor.setBrush({ size: 10, hardness: 1 });
    drive(editor).down(100, 100).up();
    drive(editor).down(300, 200, { shift: true }).up({ shift: true });
    expect(valueAt(editor, 200, 150)).toBe(255);
    editor.undo();
    expect(valueAt(editor, 200, 150), 'one entry').toBe(0);
    expect(valueAt(editor, 100, 100)).toBe(255);
  });

  test('Shift during a stroke keeps it straight, across or down', () => {
    const editor = withTool('brush');
    editor.setBrush({ size: 10, hardness: 1 });
    drive(editor)
      .down(100, 100)
      .move(200, 130, { shift: true })
      .move(300, 160, { shift: true })
      .up({ shift: true });
    expect(editor.getState().maskBounds).toEqual({ x: 95, y: 95, width: 210, height: 10 });
  });
});

describe('zoom tool', () => {
  test('a click zooms in, Alt out, and neither is an edit', () => {
    const editor = withTool('zoom');
    drive(editor).click(10, 10);
    expect(editor.getState().zoom).toBe(2);
    drive(editor).click(10, 10, { alt: true });
    expect(editor.getState()).toMatchObject({ zoom: 1, canUndo: false });
  });
});

test('what is painted in slices is all there for who asks, and undo takes it back whole', () => {
  const editor = withTool('ellipse', 2000, 1500);
  drive(editor).down(0, 0).move(2000, 1500).up();
  editor.invertMask();
  expect(valueAt(editor, 1000, 750)).toBe(0);
  expect(valueAt(editor, 1, 1)).toBe(255);
  editor.undo();
  expect(valueAt(editor, 1000, 750)).toBe(255);
  editor.undo();
  expect(editor.getState().maskBounds).toBeNull();
});
