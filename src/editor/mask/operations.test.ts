import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Size } from '../../../workers/shared/geometry/rect.ts';
import { editorWith } from '../testing/pictures.ts';
import { feathered } from './feather.ts';
import { filledHoles } from './fill-holes.ts';
import { grown, shrunk } from './grow.ts';
import type { Reshape } from './reshape.ts';

function run(change: Reshape, values: Uint8Array, size: Size): Uint8Array {
  const steps = change(values, size);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const SIZE = { width: 23, height: 17 };
const mask = fc
  .array(fc.constantFrom(0, 0, 0, 0, 255), { minLength: 23 * 17, maxLength: 23 * 17 })
  .map((values) => Uint8Array.from(values));

describe('grow and shrink', () => {
  test('grow reaches exactly as far as it says, in every direction', () => {
    fc.assert(
      fc.property(mask, fc.integer({ min: 1, max: 9 }), (values, pixels) => {
        const out = run(grown(pixels), values, SIZE);
        for (let i = 0; i < out.length; i++) {
          let nearest = Number.POSITIVE_INFINITY;
          for (let j = 0; j < values.length; j++) {
            if (!values[j]) continue;
            const dx = (i % SIZE.width) - (j % SIZE.width);
            const dy = Math.floor(i / SIZE.width) - Math.floor(j / SIZE.width);
            nearest = Math.min(nearest, Math.hypot(dx, dy));
          }
          const cover = Math.max(0, Math.min(1, pixels + 1 - nearest));
          expect(Math.abs((out[i] as number) - 255 * cover)).toBeLessThanOrEqual(0.51);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('shrink takes from the edge of a shape and not from the picture’s border', () => {
    const values = new Uint8Array(20 * 10);
    for (let y = 0; y < 10; y++) values.fill(255, y * 20, y * 20 + 12);
    const out = run(shrunk(3), values, { width: 20, height: 10 });
    for (let y = 0; y < 10; y++) {
      expect([...out.subarray(y * 20, y * 20 + 13)], `row ${y}`).toEqual([
        ...new Array(9).fill(255),
        0,
        0,
        0,
        0,
      ]);
    }
  });

  test('a disc that is grown and shrunk again is the disc', () => {
    const editor = editorWith(1100, 700);
    editor.paintShape('ellipse', { x: 420, y: 400, width: 200, height: 200 });
    const before = editor.readMask()?.data ?? [];
    editor.operateMask({ kind: 'grow', pixels: 40 });
    expect(editor.getState().maskBounds).toMatchObject({ x: 380, width: 280 });
    editor.operateMask({ kind: 'shrink', pixels: 40 });
    const after = editor.readMask()?.data ?? [];
    let differing = 0;
    for (let i = 0; i < before.length; i++) {
      if ((before[i] as number) >= 128 !== (after[i] as number) >= 128) differing++;
    }
    expect(differing).toBeLessThan(150);
    editor.undo();
    editor.undo();
    expect(editor.readMask()?.data).toEqual(before);
  });
});

describe('feather', () => {
  test('keeps the middle of an edge where it was and fades to both sides', () => {
    const size = { width: 80, height: 80 };
    const values = new Uint8Array(80 * 80);
    for (let y = 0; y < 80; y++) values.fill(255, y * 80 + 40, y * 80 + 80);
    const row = run(feathered(10), values, size).subarray(40 * 80, 41 * 80);
    expect(((row[39] as number) + (row[40] as number)) / 2).toBeCloseTo(127.5, 0);
    expect(row[28]).toBeLessThan(4);
    expect(row[51]).toBeGreaterThan(251);
    expect(row[79], 'the border of the picture is no edge').toBe(255);
    for (let x = 1; x < 80; x++) expect(row[x]).toBeGreaterThanOrEqual(row[x - 1] as number);
  });

  test('spreads a point as a Gaussian does', () => {
    const values = new Uint8Array(61 * 61);
    values.fill(255, 27 * 61 + 27, 27 * 61 + 34);
    for (let y = 28; y < 34; y++) values.fill(255, y * 61 + 27, y * 61 + 34);
    const out = run(feathered(12), values, { width: 61, height: 61 });
    let [sum, variance] = [0, 0];
    for (let i = 0; i < out.length; i++) {
      sum += out[i] as number;
      variance += (out[i] as number) * ((i % 61) - 30) ** 2;
    }
    expect(sum / (49 * 255)).toBeCloseTo(1, 1);
    // the deviation of the Gaussian, and that of a row of seven pixels
    expect(variance / sum).toBeGreaterThan(36 + 4 - 5);
    expect(variance / sum).toBeLessThan(36 + 4 + 5);
  });
});

describe('fill holes', () => {
  test('fills what a shape goes around, and nothing that reaches the border', () => {
    const picture = ['.......', '.####..', '.#..#.#', '.#..#..', '.####..', '#......', '.#.....'];
    const values = Uint8Array.from(picture.join(''), (cell) => (cell === '#' ? 255 : 0));
    const out = run(filledHoles, values, { width: 7, height: 7 });
    const filled = picture.map((row) => row.replace('#..#', '####')).join('');
    expect([...out].map((value) => (value ? '#' : '.')).join('')).toBe(filled);
  });

  test('across tiles, as one undo entry', () => {
    const editor = editorWith(1200, 700);
    editor.paintShape('rectangle', { x: 100, y: 100, width: 900, height: 500 });
    editor.setOptions({ mode: 'subtract' });
    editor.paintShape('rectangle', { x: 200, y: 200, width: 700, height: 300 });
    editor.operateMask({ kind: 'fill-holes' });
    expect(editor.readMask()?.data.reduce((sum, value) => sum + value / 255, 0)).toBe(900 * 500);
    editor.undo();
    expect(editor.readMask()?.data.reduce((sum, value) => sum + value / 255, 0)).toBe(900 * 500 - 700 * 300);
  });
});

test('transparent pixels are selected as far as they are transparent', () => {
  const editor = editorWith(600, 40);
  editor.operateMask({ kind: 'from-transparency' });
  const { image, mask: values } = editor.readWindow({ x: 500, y: 10, width: 30, height: 5 });
  for (let i = 0; i < values.data.length; i++)
    expect(values.data[i]).toBe(255 - (image.data[4 * i + 3] as number));
});

test('nonsense is refused, and without a mask there is nothing to change', () => {
  const editor = editorWith(50, 50);
  editor.operateMask({ kind: 'grow', pixels: 5 });
  expect(editor.getState().canUndo).toBe(false);
  expect(() => editor.operateMask({ kind: 'grow', pixels: 0 })).toThrow(RangeError);
  expect(() => editor.operateMask({ kind: 'feather', pixels: Number.NaN })).toThrow(RangeError);
});
