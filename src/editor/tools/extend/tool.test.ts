import { expect, test } from 'vitest';
import { NO_SIDES } from '../../../../workers/shared/geometry/growth.ts';
import { drive } from '../../testing/drive.ts';
import { editorWith } from '../../testing/pictures.ts';
import { handleAt } from './handles.ts';

function extending() {
  const editor = editorWith(1000, 700);
  editor.setTool('extend');
  editor.setExtent(NO_SIDES);
  return editor;
}

test('drags an edge outward and back, makes nothing, and leaves no undo entry', () => {
  const editor = extending();
  drive(editor).down(1003, 300).move(1103, 310).move(1153, 320).up();
  expect(editor.getState()).toMatchObject({ extent: { ...NO_SIDES, right: 152 }, canUndo: false });
  expect(editor.getState().document?.width).toBe(1000);
  drive(editor).down(1150, 20).move(1000, 20).up();
  expect(editor.getState().extent).toEqual(NO_SIDES);
});

test('a corner moves two sides; Alt mirrors, Ctrl does not snap', () => {
  const editor = extending();
  drive(editor).down(0, 0).move(-80, -40).up();
  expect(editor.getState().extent).toEqual({ left: 80, top: 40, right: 0, bottom: 0 });
  editor.setExtent(NO_SIDES);
  drive(editor).down(500, 700).move(500, 803, { alt: true }).up({ alt: true });
  expect(editor.getState().extent).toEqual({ ...NO_SIDES, top: 104, bottom: 104 });
  editor.setExtent(NO_SIDES);
  drive(editor).down(500, 700).move(500, 703, { ctrl: true }).up({ ctrl: true });
  expect(editor.getState().extent).toEqual({ ...NO_SIDES, bottom: 3 });
});

test('cancel puts the edge back; away from the edges the view moves', () => {
  const editor = extending();
  drive(editor).down(1000, 300).move(1100, 300).cancel();
  expect(editor.getState().extent).toEqual(NO_SIDES);
  const before = editor.getState().view;
  drive(editor).down(500, 300).move(540, 310).up();
  expect(editor.getState().extent).toEqual(NO_SIDES);
  expect(editor.getState().view).toEqual({ ...before, x: before.x + 40, y: before.y + 10 });
});

test('nothing is dragged where the canvas cannot change', () => {
  const editor = extending();
  editor.setExtent(null);
  drive(editor).down(1000, 300).move(1100, 300).up();
  expect(editor.getState().extent).toBeNull();
});

test('follows the pointer after the canvas has grown to the left', () => {
  const editor = extending();
  editor.growCanvas({ ...NO_SIDES, left: 40 });
  expect(editor.getState().extent).toEqual(NO_SIDES);
  drive(editor).down(0, 300).move(-64, 300).up();
  expect(editor.getState().extent).toEqual({ ...NO_SIDES, left: 64 });
});

test('a small frame offers the nearer of two edges', () => {
  const frame = { x: 0, y: 0, width: 10, height: 10 };
  expect(handleAt({ x: 3, y: 8 }, frame, 22)).toEqual({ across: 'left', down: 'bottom' });
  expect(handleAt({ x: 40, y: 5 }, frame, 22)).toBeNull();
  expect(handleAt({ x: 100, y: 50 }, { x: 0, y: 0, width: 100, height: 100 }, 10)).toEqual({
    across: 'right',
    down: null,
  });
});
