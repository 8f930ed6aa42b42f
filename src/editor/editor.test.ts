import { describe, expect, test, vi } from 'vitest';
import type { FillJob } from '../../workers/shared/job.ts';
import { firstDifference } from './testing/bytes.ts';
import { drive } from './testing/drive.ts';
import { editorWith, TEST_JOB, testFill, testImage, testPixels, valueAt } from './testing/pictures.ts';

describe('strokes', () => {
  test('a stroke of two points covers a capsule in one piece', () => {
    const editor = editorWith(600, 300);
    editor.setBrush({ size: 10, hardness: 1 });
    drive(editor).down(420, 60).move(580, 180).up();
    const mask = editor.readMask();
    if (!mask) throw new Error('no mask');
    const expected = 2 * 5 * 200 + 25 * Math.PI;
    expect(Math.abs(sum(mask.data) / 255 - expected) / expected).toBeLessThan(0.03);
    expect(components(mask.data, mask.width)).toBe(1);
  });

  test('overlapping dabs of one stroke do not build up', () => {
    const once = editorWith(100, 100);
    const often = editorWith(100, 100);
    for (const editor of [once, often]) editor.setBrush({ size: 40, hardness: 0 });
    drive(once).down(30, 50).move(70, 50).up();
    drive(often).down(30, 50).move(70, 50).move(30, 50).move(70, 50).move(50, 50).up();
    expect(firstDifference(often.readMask()?.data, once.readMask()?.data)).toBe(-1);
    expect(new Set(once.readMask()?.data).size).toBeGreaterThan(20);
  });

  test('the eraser takes away what the brush has painted, and the bounds follow', () => {
    const editor = editorWith(200, 100);
    editor.setBrush({ size: 20, hardness: 1 });
    drive(editor).down(30, 50).move(150, 50).up();
    expect(editor.getState().maskBounds).toEqual({ x: 20, y: 40, width: 140, height: 20 });
    editor.setTool('eraser');
    editor.setBrush({ size: 60 });
    drive(editor).down(30, 50).move(100, 50).up();
    expect(editor.getState().maskBounds?.x).toBeGreaterThanOrEqual(128);
    drive(editor).down(100, 50).move(190, 50).up();
    expect(editor.getState().maskBounds).toBeNull();
  });

  test('a stroke is one entry, and a cancelled one leaves nothing', () => {
    const editor = editorWith(200, 100);
    drive(editor).down(10, 10).move(50, 50).move(90, 10).up();
    const painted = editor.readMask();
    drive(editor).down(100, 50).move(190, 90).cancel();
    expect(firstDifference(editor.readMask()?.data, painted?.data)).toBe(-1);
    editor.undo();
    expect(editor.getState()).toMatchObject({ canUndo: false, canRedo: true, maskBounds: null });
    editor.redo();
    expect(firstDifference(editor.readMask()?.data, painted?.data)).toBe(-1);
  });

  test('undo during a stroke drops that stroke alone', () => {
    const editor = editorWith(200, 100);
    drive(editor).down(10, 10).up();
    const painted = editor.readMask();
    const second = drive(editor).down(100, 50).move(150, 50);
    editor.undo();
    second.move(180, 80).up();
    expect(firstDifference(editor.readMask()?.data, painted?.data)).toBe(-1);
    expect(editor.getState().canUndo).toBe(true);
  });

  test('a stroke that changes nothing makes no entry', () => {
    const editor = editorWith(64, 64);
    editor.setTool('eraser');
    drive(editor).down(10, 10).move(50, 50).up();
    expect(editor.getState().canUndo).toBe(false);
  });

  test('painting rests while a candidate or the original is on show', () => {
    const editor = editorWith(64, 64);
    editor.setComparing(true);
    drive(editor).down(10, 10).up();
    editor.setComparing(false);
    editor.showStaged(testFill({ x: 0, y: 0, width: 9, height: 9 }, 3));
    drive(editor).down(10, 10).up();
    expect(editor.getState().maskBounds).toBeNull();
    editor.showStaged(null);
    drive(editor).down(10, 10).up();
    expect(editor.getState().maskBounds).not.toBeNull();
  });
});

describe('rectangle', () => {
  test('adds whole pixels across tiles, Alt subtracts, Shift makes a square', () => {
    const editor = editorWith(700, 600);
    editor.setTool('rectangle');
    drive(editor).down(500.2, 500.4).move(620, 530).up();
    expect(editor.getState().maskBounds).toEqual({ x: 500, y: 500, width: 120, height: 30 });
    expect(sum(editor.readMask()?.data ?? []) / 255).toBe(120 * 30);
    drive(editor).down(510, 0, { alt: true }).move(700, 600).up();
    expect(editor.getState().maskBounds).toEqual({ x: 500, y: 500, width: 10, height: 30 });
    editor.clearMask();
    drive(editor).down(40, 40).move(10, 30).up({ shift: true });
    expect(editor.getState().maskBounds).toEqual({ x: 10, y: 10, width: 30, height: 30 });
  });
});

describe('whole masks', () => {
  test('invert on a picture of one pixel, twice, undone', () => {
    const editor = editorWith(1, 1);
    editor.invertMask();
    expect(editor.readMask()?.data).toEqual(Uint8Array.of(255));
    expect(editor.getState().maskBounds).toEqual({ x: 0, y: 0, width: 1, height: 1 });
    editor.invertMask();
    expect(editor.getState().maskBounds).toBeNull();
    editor.undo();
    expect(editor.readMask()?.data).toEqual(Uint8Array.of(255));
  });

  test('a mask that is set is read back, also at odd sizes', () => {
    for (const [width, height] of [
      [513, 1],
      [1, 1025],
      [777, 519],
    ] as const) {
      const editor = editorWith(width, height);
      const data = Uint8Array.from({ length: width * height }, (_, i) => (i * 31) & 255);
      editor.setMask({ width, height, data });
      expect(firstDifference(editor.readMask()?.data, data)).toBe(-1);
      editor.undo();
      expect(editor.getState().maskBounds).toBeNull();
    }
  });

  test('a silent mask makes no entry', () => {
    const editor = editorWith(4, 4);
    editor.setMask({ width: 4, height: 4, data: new Uint8Array(16).fill(9) }, 'silent');
    expect(editor.getState()).toMatchObject({ canUndo: false, maskBounds: { width: 4, height: 4 } });
    drive(editor).down(2, 2).up();
    editor.undo();
    expect(editor.readMask()?.data).toEqual(new Uint8Array(16).fill(9));
  });
});

describe('fills', () => {
  const rect = { x: 505, y: 10, width: 20, height: 12 };

  test('accepting is one entry: the fill is in, the mask is empty, undo brings both back', () => {
    const editor = editorWith(1100, 600);
    drive(editor).down(515, 15).up();
    const mask = editor.readMask();
    editor.acceptFill(testFill(rect, 200), TEST_JOB);
    expect(editor.getState()).toMatchObject({
      maskBounds: null,
      document: { fills: [{ rect, visible: true }] },
    });
    expect(editor.readWindow({ x: 510, y: 14, width: 1, height: 1 }).image.data[0]).toBe(200);
    editor.undo();
    expect(editor.getState().document?.fills).toEqual([]);
    expect(firstDifference(editor.readMask()?.data, mask?.data)).toBe(-1);
    expect(firstDifference(editor.readWindow(rect).image.data, testPixels(rect).data)).toBe(-1);
    editor.redo();
    expect(editor.readWindow({ x: 510, y: 14, width: 1, height: 1 }).image.data[0]).toBe(200);
  });

  test('every pixel outside the stitch mask keeps its value', () => {
    const editor = editorWith(1100, 600);
    editor.acceptFill(testFill(rect, 200), TEST_JOB);
    editor.acceptFill(testFill({ x: 500, y: 500, width: 30, height: 30 }, 90), TEST_JOB);
    const { image } = editor.readWindow({ x: 0, y: 0, width: 1100, height: 600 });
    let others = 0;
    for (let y = 0; y < 600; y++) {
      for (let x = 0; x < 1100; x++) {
        const isInside =
          (x > 505 && x < 524 && y > 10 && y < 21) || (x > 500 && x < 529 && y > 500 && y < 529);
        const value = image.data[(y * 1100 + x) * 4];
        if (isInside) expect(value).toBe(y < 100 ? 200 : 90);
        else if (value !== valueAt(x, y, 0)) others++;
      }
    }
    expect(others).toBe(0);
  });

  test('a job handed over whole is kept without its pixels', () => {
    const editor = editorWith(64, 64);
    const image = testPixels({ x: 0, y: 0, width: 8, height: 8 });
    const mask = { width: 8, height: 8, data: new Uint8Array(64) };
    const job: FillJob = { ...TEST_JOB, window: { rect: { x: 0, y: 0, width: 8, height: 8 }, image, mask } };
    editor.acceptFill(testFill({ x: 0, y: 0, width: 8, height: 8 }, 1), job);
    expect(editor.getState().document?.fills[0]?.job).toEqual(TEST_JOB);
  });
});

describe('windows', () => {
  test('are read across tiles', () => {
    const editor = editorWith(1100, 1100);
    const window = { x: 400, y: 500, width: 650, height: 540 };
    drive(editor).down(600, 600).up();
    const { image, mask } = editor.readWindow(window);
    expect(firstDifference(image.data, testPixels(window).data)).toBe(-1);
    expect(mask.data[(600 - 500) * 650 + (600 - 400)]).toBe(255);
    expect(mask.data[0]).toBe(0);
  });

  test('outside the picture are refused', () => {
    const editor = editorWith(64, 64);
    expect(() => editor.readWindow({ x: 60, y: 0, width: 5, height: 5 })).toThrow(RangeError);
    editor.close();
    expect(() => editor.readWindow({ x: 0, y: 0, width: 1, height: 1 })).toThrow(RangeError);
  });
});

describe('state', () => {
  test('is the same object until something changes, and listeners hear of it', () => {
    const editor = editorWith(64, 64);
    const listener = vi.fn();
    const stop = editor.subscribe(listener);
    const before = editor.getState();
    editor.setTool('brush');
    editor.clearMask();
    expect(editor.getState()).toBe(before);
    expect(listener).not.toHaveBeenCalled();
    editor.setTool('hand');
    expect(listener).toHaveBeenCalledTimes(1);
    expect(editor.getState().document).toBe(before.document);
    stop();
    editor.setTool('brush');
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('a picture with a tile missing is refused and the old one stays', () => {
    const editor = editorWith(64, 64);
    const image = testImage(600, 10);
    expect(() => editor.open({ ...image, tiles: image.tiles.slice(1) }, new Blob([]), 'x')).toThrow(
      RangeError,
    );
    expect(editor.getState().document?.name).toBe('test.png');
  });
});

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Number of 8-connected areas of values above 0. */
function components(data: Uint8Array, width: number): number {
  const seen = new Uint8Array(data.length);
  let count = 0;
  for (let start = 0; start < data.length; start++) {
    if (data[start] === 0 || seen[start]) continue;
    count++;
    const open = [start];
    seen[start] = 1;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const step of [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]) {
        const next = at + step;
        if (!data[next] || seen[next]) continue;
        seen[next] = 1;
        open.push(next);
      }
    }
  }
  return count;
}
