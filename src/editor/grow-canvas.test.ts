import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LacunaError } from '../../workers/shared/errors.ts';
import type { Sides } from '../../workers/shared/geometry/growth.ts';
import type { Editor } from './editor.ts';
import { firstDifference } from './testing/bytes.ts';
import { drive } from './testing/drive.ts';
import { editorWith, TEST_JOB, testFill, testPixels, valueAt } from './testing/pictures.ts';

const NONE: Sides = { left: 0, top: 0, right: 0, bottom: 0 };
const sides = (some: Partial<Sides>): Sides => ({ ...NONE, ...some });

function canvas(editor: Editor) {
  const { document } = editor.getState();
  if (!document) throw new Error('nothing is open');
  return document;
}

function whole(editor: Editor) {
  const { width, height } = canvas(editor);
  return editor.readWindow({ x: 0, y: 0, width, height });
}

describe('growCanvas', () => {
  test('paints exactly the new area, in canvas coordinates, and leaves it transparent', () => {
    const editor = editorWith(530, 40);
    editor.setBrush({ size: 10, hardness: 1 });
    drive(editor).down(20, 20).move(50, 20).up();
    editor.growCanvas(sides({ left: 7, bottom: 5 }));
    expect(canvas(editor)).toMatchObject({
      width: 537,
      height: 45,
      frame: { x: -7, y: 0, width: 537, height: 45 },
    });
    expect(editor.getState().maskBounds).toEqual({ x: 0, y: 0, width: 537, height: 45 });
    const { image, mask } = whole(editor);
    let wrong = 0;
    for (let y = 0; y < 45; y++) {
      for (let x = 0; x < 537; x++) {
        const isNew = x < 7 || y >= 40;
        const at = y * 537 + x;
        if (mask.data[at] !== (isNew ? 255 : 0)) wrong++;
        for (let c = 0; c < 4; c++) {
          if (image.data[at * 4 + c] !== (isNew ? 0 : valueAt(x - 7, y, c))) wrong++;
        }
      }
    }
    expect(wrong).toBe(0);
    expect(firstDifference(editor.readMask()?.data, mask.data)).toBe(-1);
  });

  test('is one undo entry: size and earlier mask come back together', () => {
    const editor = editorWith(100, 80);
    drive(editor).down(20, 20).move(50, 20).up();
    const before = editor.readMask();
    editor.growCanvas(sides({ right: 25 }));
    editor.undo();
    expect(canvas(editor)).toMatchObject({ width: 100, height: 80 });
    expect(firstDifference(editor.readMask()?.data, before?.data)).toBe(-1);
    editor.redo();
    expect(canvas(editor)).toMatchObject({ width: 125, height: 80 });
    expect(editor.getState().maskBounds).toEqual({ x: 100, y: 0, width: 25, height: 80 });
  });

  test('what was painted before comes back once all that is new is filled, and not sooner', () => {
    const editor = editorWith(100, 60);
    drive(editor).down(20, 20).move(50, 20).up();
    const { maskBounds } = editor.getState();
    editor.growCanvas(sides({ left: 10, right: 20 }));
    const fillOf = (x: number, width: number) => {
      const stitch = { width, height: 60, data: new Uint8Array(width * 60).fill(255) };
      return { ...testFill({ x, y: 0, width, height: 60 }, 9), stitch };
    };
    editor.acceptFill(fillOf(0, 10), { ...TEST_JOB, intent: 'expand' });
    expect(editor.getState().maskBounds).toMatchObject({ x: 110, width: 20 });
    editor.acceptFill(fillOf(110, 20), { ...TEST_JOB, intent: 'expand' });
    expect(editor.getState().maskBounds).toEqual(maskBounds && { ...maskBounds, x: maskBounds.x + 10 });
    editor.undo();
    expect(editor.getState().maskBounds).toMatchObject({ x: 110, width: 20 });
  });

  test('what is painted rests while the edges are on offer; a growth that is not filled yet does not', () => {
    const editor = editorWith(100, 80);
    drive(editor).down(20, 20).move(50, 20).up();
    expect(editor.getState().maskRests).toBe(false);
    editor.setExtent(NONE);
    expect(editor.getState().maskRests).toBe(true);
    editor.setExtent(sides({ right: 5 }));
    expect(editor.getState().maskRests).toBe(true);
    editor.growCanvas(sides({ right: 25 }));
    expect(editor.getState().maskRests).toBe(false);
    editor.undo();
    editor.setExtent(null);
    expect(editor.getState().maskRests).toBe(false);
  });

  test('a fill that reaches only part of it leaves the rest painted, for the next one', () => {
    const editor = editorWith(100, 60);
    editor.growCanvas(sides({ left: 10, right: 20 }));
    const left = { x: 0, y: 0, width: 10, height: 60 };
    const stitch = { width: 10, height: 60, data: new Uint8Array(600).fill(255) };
    editor.acceptFill({ ...testFill(left, 9), stitch }, { ...TEST_JOB, intent: 'expand' });
    expect(editor.getState().maskBounds).toEqual({ x: 110, y: 0, width: 20, height: 60 });
    editor.undo();
    expect(editor.getState().maskBounds).toEqual({ x: 0, y: 0, width: 130, height: 60 });
  });

  test('earlier fills stay where they are in the picture when it grows to the left and the top', () => {
    const editor = editorWith(600, 50);
    editor.acceptFill(testFill({ x: 500, y: 10, width: 20, height: 20 }, 9), TEST_JOB);
    editor.growCanvas(sides({ left: 300, top: 11 }));
    expect(canvas(editor).fills[0]?.rect).toEqual({ x: 800, y: 21, width: 20, height: 20 });
    const { image } = editor.readWindow({ x: 801, y: 22, width: 18, height: 18 });
    expect(image.data.every((value) => value === 9)).toBe(true);
    // a fill over old and new area, in the coordinates of the canvas now
    editor.acceptFill(testFill({ x: 290, y: 0, width: 20, height: 30 }, 77), TEST_JOB);
    const joined = editor.readWindow({ x: 291, y: 1, width: 18, height: 28 }).image;
    expect(joined.data.every((value) => value === 77)).toBe(true);
    editor.undo();
    editor.undo();
    expect(canvas(editor).fills[0]?.rect).toEqual({ x: 500, y: 10, width: 20, height: 20 });
    const around = editor.readWindow({ x: 0, y: 0, width: 499, height: 50 }).image;
    expect(firstDifference(around.data, testPixels({ x: 0, y: 0, width: 499, height: 50 }).data)).toBe(-1);
  });

  test('tools paint in the canvas’s coordinates, into the new area and not beyond it', () => {
    const editor = editorWith(60, 40);
    editor.growCanvas(sides({ left: 30, top: 10 }));
    editor.clearMask();
    editor.setTool('rectangle');
    drive(editor).down(-50, -50).move(40, 20).up();
    expect(editor.getState().maskBounds).toEqual({ x: 0, y: 0, width: 40, height: 20 });
    editor.invertMask();
    editor.invertMask();
    expect(editor.getState().maskBounds).toEqual({ x: 0, y: 0, width: 40, height: 20 });
    editor.setTool('brush');
    editor.setBrush({ size: 30, hardness: 1 });
    drive(editor).down(0, 0).move(89, 49).up();
    expect(editor.getState().maskBounds).toEqual({ x: 0, y: 0, width: 90, height: 50 });
    editor.undo();
    editor.undo();
    editor.undo();
    editor.undo();
    editor.undo();
    expect(canvas(editor)).toMatchObject({ width: 90, height: 50 });
    editor.undo();
    expect(editor.getState()).toMatchObject({ canUndo: false, maskBounds: null });
  });

  test('a mask of the canvas’s size is taken and given back', () => {
    const editor = editorWith(60, 40);
    editor.growCanvas(sides({ left: 3, top: 2, right: 1 }));
    const mask = {
      width: 64,
      height: 42,
      data: Uint8Array.from({ length: 64 * 42 }, (_, i) => (i * 7) & 255),
    };
    editor.setMask(mask);
    expect(firstDifference(editor.readMask()?.data, mask.data)).toBe(-1);
    expect(() => editor.setMask({ ...mask, width: 60, height: 40 })).toThrow(RangeError);
  });

  test('can be taken back without a trace until something else is done', () => {
    const editor = editorWith(60, 40);
    const first = editor.growCanvas(sides({ right: 10 }));
    expect(first()).toBe(true);
    expect(editor.getState()).toMatchObject({ canUndo: false, canRedo: false });
    expect(canvas(editor).width).toBe(60);
    expect(first()).toBe(false);
    const second = editor.growCanvas(sides({ right: 10 }));
    drive(editor).down(20, 20).move(50, 20).up();
    expect(second()).toBe(false);
    expect(canvas(editor).width).toBe(70);
  });

  test('refuses more than can be opened again, and numbers that are none', () => {
    const editor = editorWith(600, 40, true);
    const code = (some: Partial<Sides>) => {
      try {
        editor.growCanvas(sides(some));
      } catch (error) {
        return error instanceof LacunaError ? error.code : error;
      }
      return null;
    };
    expect(code({ left: 15_785 })).toBe('image-too-large');
    expect(code({ left: 9_900, bottom: 15_000 })).toBe('image-too-large');
    expect(code({ left: -600 })).toBeInstanceOf(RangeError);
    expect(code({ top: 0.5 })).toBeInstanceOf(RangeError);
    expect(editor.getState()).toMatchObject({ canUndo: false, document: { width: 600, height: 40 } });
    expect(code({ left: 15_784 })).toBeNull();
  });
});

type Step =
  | { readonly kind: 'grow'; readonly by: Sides }
  | { readonly kind: 'accept' | 'stroke'; readonly x: number; readonly y: number; readonly value: number }
  | { readonly kind: 'undo' | 'redo' | 'invert' };

const amount = fc.integer({ min: 0, max: 40 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('grow' as const),
    by: fc.record({ left: amount, top: amount, right: amount, bottom: amount }),
  }),
  fc.record({
    kind: fc.constantFrom('accept' as const, 'stroke' as const),
    x: fc.integer({ min: 0, max: 500 }),
    y: fc.integer({ min: 0, max: 20 }),
    value: fc.integer({ min: 0, max: 255 }),
  }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'invert' as const) }),
);

/** Everything a document holds, in source coordinates, so that growth alone must not change what was there. */
function look(editor: Editor): string {
  const { image, mask } = whole(editor);
  const { frame, fills } = canvas(editor);
  const hash = (bytes: Uint8Array | Uint8ClampedArray) => {
    let h = 0;
    for (const byte of bytes) h = (Math.imul(h, 31) + byte) | 0;
    return h;
  };
  const places = fills.map(({ id, rect }) => [id, rect.x + frame.x, rect.y + frame.y]);
  return JSON.stringify([frame, hash(image.data), hash(mask.data), places]);
}

/** The pixels of the opened file's own area. */
function own(editor: Editor) {
  const { frame } = canvas(editor);
  return editor.readWindow({ x: -frame.x, y: -frame.y, width: 530, height: 30 }).image.data;
}

test('random growths, fills, strokes and undos end where they should, and growth moves nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 10 }), (steps) => {
      const editor = editorWith(530, 30);
      editor.setBrush({ size: 12, hardness: 0.5 });
      let looks = [look(editor)];
      let at = 0;
      for (const step of steps) {
        const before = own(editor);
        switch (step.kind) {
          case 'grow':
            editor.growCanvas(step.by);
            expect(firstDifference(own(editor), before)).toBe(-1);
            break;
          case 'accept':
            editor.acceptFill(testFill({ x: step.x, y: step.y, width: 9, height: 8 }, step.value), TEST_JOB);
            break;
          case 'stroke':
            drive(editor)
              .down(step.x, step.y)
              .move(step.x + 20, step.y)
              .up();
            break;
          default:
            if (step.kind === 'invert') editor.invertMask();
            else editor[step.kind]();
        }
        if (step.kind === 'undo') at = Math.max(0, at - 1);
        else if (step.kind === 'redo') at = Math.min(looks.length - 1, at + 1);
        else if (look(editor) !== looks[at]) looks = [...looks.slice(0, ++at), look(editor)];
        expect(look(editor)).toBe(looks[at]);
      }
      while (editor.getState().canUndo) editor.undo();
      expect(look(editor)).toBe(looks[0]);
    }),
    { numRuns: 40 },
  );
}, 20_000);
