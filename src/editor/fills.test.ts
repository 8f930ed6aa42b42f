import { describe, expect, test } from 'vitest';
import type { Editor } from './editor.ts';
import { drive } from './testing/drive.ts';
import { editorWith, TEST_JOB, testFill, valueAt } from './testing/pictures.ts';

const RECT = { x: 10, y: 10, width: 20, height: 20 };

function fills(editor: Editor) {
  return editor.getState().document?.fills ?? [];
}

function idOf(editor: Editor, index: number): string {
  const fill = fills(editor)[index];
  if (!fill) throw new Error('no such fill');
  return fill.id;
}

/** The red value in the middle of `RECT`. */
function middle(editor: Editor): number | undefined {
  return editor.readWindow({ x: 20, y: 20, width: 1, height: 1 }).image.data[0];
}

function withTwoFills(): Editor {
  const editor = editorWith(100, 60);
  editor.acceptFill(testFill(RECT, 50), TEST_JOB);
  editor.acceptFill(testFill(RECT, 90), TEST_JOB);
  return editor;
}

describe('a fill that is there', () => {
  test('is hidden and shown, one undo entry each', () => {
    const editor = withTwoFills();
    editor.changeFill(idOf(editor, 1), { visible: false });
    expect(middle(editor)).toBe(50);
    editor.changeFill(idOf(editor, 0), { visible: false });
    expect(middle(editor)).toBe(valueAt(20, 20, 0));
    editor.undo();
    editor.undo();
    expect(middle(editor)).toBe(90);
    editor.redo();
    expect(middle(editor)).toBe(50);
  });

  test('is deleted, and undo brings it back to its place', () => {
    const editor = withTwoFills();
    const [first, second] = fills(editor);
    editor.changeFill(idOf(editor, 0), null);
    expect(fills(editor)).toEqual([second]);
    editor.undo();
    expect(fills(editor)).toEqual([first, second]);
  });

  test('is replaced in its place, and what is painted elsewhere stays', () => {
    const editor = withTwoFills();
    drive(editor).down(60, 40).move(80, 40).up();
    const painted = editor.getState().maskBounds;
    const replaced = idOf(editor, 0);
    editor.acceptFill(testFill(RECT, 70), { ...TEST_JOB, seed: 8 }, replaced);
    expect(fills(editor).map(({ seed }) => seed)).toEqual([70, 90]);
    expect(middle(editor)).toBe(90);
    editor.changeFill(idOf(editor, 1), { visible: false });
    expect(middle(editor)).toBe(70);
    expect(editor.getState().maskBounds).toEqual(painted);
    editor.undo();
    editor.undo();
    expect(idOf(editor, 0)).toBe(replaced);
  });

  test('gives what lies under it, without it and those above', () => {
    const editor = withTwoFills();
    const spot = { x: 20, y: 20, width: 1, height: 1 };
    expect(editor.readUnder(idOf(editor, 1), spot).data[0]).toBe(50);
    expect(editor.readUnder(idOf(editor, 0), spot).data[0]).toBe(valueAt(20, 20, 0));
    editor.changeFill(idOf(editor, 0), { visible: false });
    expect(editor.readUnder(idOf(editor, 1), spot).data[0]).toBe(valueAt(20, 20, 0));
  });

  test('takes another stitch mask', () => {
    const editor = withTwoFills();
    const { stitch } = testFill(RECT, 1);
    const empty = { ...stitch, data: new Uint8Array(stitch.data.length) };
    editor.changeFill(idOf(editor, 1), { stitch: empty, edge: { feather: 0, grow: 0 } });
    expect(middle(editor)).toBe(50);
    expect(fills(editor)[1]?.made).not.toBe(fills(editor)[1]?.stitch);
  });
});

test('showing the picture without a fill, or a candidate in its place, changes nothing', () => {
  const editor = withTwoFills();
  const before = editor.getState().document;
  editor.showWithout(idOf(editor, 1));
  expect(editor.getState().without).toBe(idOf(editor, 1));
  drive(editor).down(20, 20).move(40, 20).up();
  expect(editor.getState().maskBounds).toBeNull();
  editor.showStaged(testFill(RECT, 7), idOf(editor, 0));
  editor.showWithout(null);
  expect(editor.getState().document).toBe(before);
  expect(middle(editor)).toBe(90);
});

test('undo ends a look at the picture without a fill', () => {
  const editor = withTwoFills();
  editor.showWithout(idOf(editor, 0));
  editor.undo();
  expect(editor.getState().without).toBeNull();
  drive(editor).down(20, 20).move(40, 20).up();
  expect(editor.getState().maskBounds).not.toBeNull();
});

test('edits replayed on the same picture give the same document, with its history', () => {
  const editor = editorWith(100, 60);
  const edits: Parameters<Parameters<Editor['onEdit']>[0]>[0][] = [];
  editor.onEdit((edit) => edits.push(edit));
  drive(editor).down(20, 20).move(40, 20).up();
  const takeBack = editor.growCanvas({ left: 5, top: 0, right: 0, bottom: 0 });
  takeBack();
  editor.acceptFill(testFill(RECT, 50), TEST_JOB);
  editor.changeFill(idOf(editor, 0), { visible: false });
  editor.undo();
  editor.cropCanvas({ x: 5, y: 5, width: 60, height: 50 });
  const copy = editorWith(100, 60, false, edits);
  const state = ({ getState }: Editor) => {
    const { document, maskBounds, canUndo, canRedo } = getState();
    return { fills: document?.fills, frame: document?.frame, maskBounds, canUndo, canRedo };
  };
  expect(state(copy)).toEqual(state(editor));
  for (const each of [editor, copy]) {
    each.undo();
    each.undo();
  }
  expect(state(copy)).toEqual(state(editor));
  expect(state(copy).maskBounds).not.toBeNull();

  const ground = editor.ground();
  const fresh = editorWith(100, 60, false, ground ? [ground] : []);
  expect(state(fresh)).toEqual({ ...state(editor), canUndo: false, canRedo: false });
});
