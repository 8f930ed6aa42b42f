import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEditor, type Editor } from '../../editor.ts';
import { drive } from '../../testing/drive.ts';
import { TEST_JOB, testFill, testImage } from '../../testing/pictures.ts';

const WIDTH = 540;
const HEIGHT = 20;

/** A picture of some colours, drawn pixel by pixel. */
function open(colorAt: (x: number, y: number) => readonly [number, number, number, number]): Editor {
  const editor = createEditor({ canvasLabel: () => 'canvas', sliceMs: Number.POSITIVE_INFINITY });
  const image = testImage(WIDTH, HEIGHT, true);
  for (const { column, pixels } of image.tiles) {
    for (let i = 0; i < pixels.width * pixels.height; i++) {
      pixels.data.set(colorAt(column * 512 + (i % pixels.width), Math.floor(i / pixels.width)), 4 * i);
    }
  }
  editor.open(image, new Blob([]), 'test.png');
  editor.setTool('wand');
  return editor;
}

describe('magic wand', () => {
  test('selects what a brute-force flood selects, also across tiles', () => {
    const cell = fc.constantFrom(0, 0, 0, 20, 200);
    const cells = fc.array(cell, { minLength: 60 * HEIGHT, maxLength: 60 * HEIGHT });
    const start = fc.tuple(fc.integer({ min: 490, max: 539 }), fc.integer({ min: 0, max: HEIGHT - 1 }));
    fc.assert(
      fc.property(cells, start, fc.boolean(), (values, [x, y], contiguous) => {
        const grey = (px: number, py: number) => (px < 480 ? 120 : (values[py * 60 + px - 480] as number));
        const editor = open((px, py) => [grey(px, py), grey(px, py), 0, 255]);
        editor.setOptions({ contiguous, tolerance: 20 });
        drive(editor).click(x + 0.5, y + 0.5);
        const same = (px: number, py: number) => Math.abs(grey(px, py) - grey(x, y)) <= 20;
        const expected = new Set<number>();
        const waiting = contiguous ? [y * WIDTH + x] : Array.from({ length: WIDTH * HEIGHT }, (_, i) => i);
        for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
          const [px, py] = [at % WIDTH, Math.floor(at / WIDTH)];
          if (expected.has(at) || !same(px, py)) continue;
          expected.add(at);
          if (!contiguous) continue;
          if (px > 0) waiting.push(at - 1);
          if (px < WIDTH - 1) waiting.push(at + 1);
          if (py > 0) waiting.push(at - WIDTH);
          if (py < HEIGHT - 1) waiting.push(at + WIDTH);
        }
        const found = [...(editor.readMask()?.data ?? [])].flatMap((value, i) => (value ? [i] : []));
        expect(found).toEqual([...expected].sort((a, b) => a - b));
      }),
      { numRuns: 25 },
    );
  });

  test('goes by what is shown, fills included, and by the mode', () => {
    const editor = open(() => [10, 10, 10, 255]);
    // its outermost ring is not blended in
    editor.acceptFill(testFill({ x: 499, y: 0, width: 32, height: 20 }, 255), TEST_JOB);
    const inside = { x: 500, y: 1, width: 30, height: 18 };
    drive(editor).click(510, 5);
    expect(editor.getState().maskBounds).toEqual(inside);
    drive(editor).click(5, 5);
    drive(editor).click(510, 5, { alt: true });
    expect(editor.getState().maskBounds?.width).toBe(WIDTH);
    const mask = editor.readMask()?.data;
    const row = 5 * WIDTH;
    expect([mask?.[row + 499], mask?.[row + 500], mask?.[row + 529], mask?.[row + 530]]).toEqual([
      255, 0, 0, 255,
    ]);
  });

  test('what cannot be seen has one colour', () => {
    const editor = open((x) => (x < 100 ? [x, 255 - x, 7, 0] : [0, 0, 0, 255]));
    editor.setOptions({ tolerance: 0 });
    drive(editor).click(50, 5);
    expect(editor.getState().maskBounds).toEqual({ x: 0, y: 0, width: 100, height: HEIGHT });
  });

  test('outside the canvas it finds nothing', () => {
    const editor = open(() => [0, 0, 0, 255]);
    drive(editor).click(-5, 5);
    expect(editor.getState()).toMatchObject({ maskBounds: null, canUndo: false });
  });
});
