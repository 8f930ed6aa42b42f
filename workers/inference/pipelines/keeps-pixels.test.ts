import { describe, expect, it } from 'vitest';
import { composeFill } from '../../shared/compose.ts';
import { contextWindow } from '../../shared/geometry/context.ts';
import { maskBounds } from '../../shared/geometry/mask-bounds.ts';
import type { Rect, Size } from '../../shared/geometry/rect.ts';
import type { FillCandidate, FillJob, MethodId } from '../../shared/job.ts';
import { runFill } from './fill.ts';
import { gaussianPack } from './gaussian-pack.test-support.ts';
import { testJob, wavyPicture } from './job.test-support.ts';

const NATIVE = 64;

/** What is asked of each method: the pack it runs with, and what it needs to do anything. */
const METHODS: readonly (readonly [name: string, channels: 4 | 9, more: Partial<FillJob>])[] = [
  ['finetuned', 9, {}],
  ['finetuned from a soft start', 9, { strength: 0.5, start: 'exemplar' }],
  ['replace', 4, {}],
  ['repaint', 4, { method: 'repaint', jumpLength: 1, resampling: 2 }],
  ['soft', 4, { method: 'soft' }],
  ['langevin', 4, { method: 'langevin', innerSteps: 1 }],
  ['multiscale', 4, { method: 'multiscale' }],
  ['a second pass in tiles', 9, { refine: 'tiles' }],
  ['exemplar', 4, { method: 'exemplar' as MethodId }],
];

interface Picture extends Size {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** A picture in part transparent: alpha is a value like any other. */
function picture(width: number, height: number): Picture {
  return wavyPicture(width, height, 0) as Picture;
}

/** Fills what `mask` (of the picture's size) paints, in place. Returns the candidate. */
async function fill(
  { data, width, height }: Picture,
  mask: Uint8Array<ArrayBuffer>,
  channels: 4 | 9,
  more: Partial<FillJob>,
): Promise<FillCandidate> {
  const size = { width, height };
  const bounds = maskBounds({ data: mask, ...size }) as Rect;
  const rect =
    more.intent === 'expand'
      ? { x: 0, y: 0, ...size }
      : contextWindow({ bounds, picture: size, nativeSize: NATIVE });
  const cut = (from: Uint8Array | Uint8ClampedArray, to: Uint8Array | Uint8ClampedArray, each: number) => {
    for (let y = 0; y < rect.height; y++) {
      const at = ((rect.y + y) * width + rect.x) * each;
      to.set(from.subarray(at, at + rect.width * each), y * rect.width * each);
    }
  };
  const image = new Uint8ClampedArray(rect.width * rect.height * 4);
  const painted = new Uint8Array(rect.width * rect.height);
  cut(data, image, 4);
  cut(mask, painted, 1);
  const made: FillCandidate[] = [];
  const job: FillJob = {
    ...testJob([8, 8], [0, 0, 8, 8], { steps: 2, nativeSize: NATIVE, detail: false, ...more }),
    picture: size,
    window: {
      rect,
      image: { width: rect.width, height: rect.height, data: image },
      mask: { width: rect.width, height: rect.height, data: painted },
    },
  };
  await runFill(async () => ({ kind: 'diffusion' as const, ...gaussianPack({ channels }) }), job, {
    onProgress: () => undefined,
    onCandidate: (candidate) => made.push(candidate),
    cancelled: () => false,
    now: () => 0,
  });
  const candidate = made.at(-1) as FillCandidate;
  composeFill(data, { x: 0, y: 0, ...size }, candidate);
  return candidate;
}

/** Largest difference of a channel, alpha too, where the stitch mask is 0: PSNR is infinite where it is 0. */
function largestChange(before: Picture, after: Picture, stitched: Uint8Array): number {
  let largest = 0;
  for (let i = 0; i < stitched.length; i++) {
    if (stitched[i]) continue;
    for (let k = 4 * i; k < 4 * i + 4; k++) {
      largest = Math.max(largest, Math.abs((before.data[k] as number) - (after.data[k] as number)));
    }
  }
  return largest;
}

function markStitched(marks: Uint8Array, width: number, { rect, stitch }: FillCandidate): void {
  for (let i = 0; i < stitch.data.length; i++) {
    const at = (rect.y + Math.floor(i / rect.width)) * width + rect.x + (i % rect.width);
    if (stitch.data[i]) marks[at] = 1;
  }
}

function box(width: number, height: number, [left, top, right, bottom]: readonly number[], value = 255) {
  const mask = new Uint8Array(width * height);
  for (let y = top as number; y < (bottom as number); y++) {
    mask.fill(value, y * width + (left as number), y * width + (right as number));
  }
  return mask;
}

/** Where the hole lies decides how the window is cut. */
const PLACES: readonly (readonly [name: string, size: readonly [number, number], box: readonly number[]])[] =
  [
    ['inside a picture of odd sides', [157, 131], [60, 50, 85, 73]],
    ['in a corner, the window cut off there', [157, 131], [0, 0, 23, 19]],
    ['across the whole width', [97, 75], [0, 30, 97, 44]],
    ['in a picture smaller than the model', [41, 29], [11, 7, 23, 18]],
    ['larger than the model', [211, 173], [20, 30, 171, 140]],
  ];

describe.each(METHODS)('%s changes no pixel outside its mask and fade', (_name, channels, more) => {
  it.each(PLACES)('%s', async (_place, [width, height], hole) => {
    const before = picture(width, height);
    const after = picture(width, height);
    const marks = new Uint8Array(width * height);
    markStitched(marks, width, await fill(after, box(width, height, hole), channels, more));
    expect(largestChange(before, after, marks)).toBe(0);
    // The fade is 8 pixels of the model: no more of the picture than that is stitched.
    const reach = Math.ceil((8 * Math.max(width, height)) / NATIVE) + 1;
    const [left, top, right, bottom] = hole as [number, number, number, number];
    const outside = marks.findIndex((mark, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      return mark === 1 && (x < left - reach || x >= right + reach || y < top - reach || y >= bottom + reach);
    });
    expect(outside).toBe(-1);
    // Not by doing nothing.
    expect(largestChange(before, after, new Uint8Array(marks.length))).toBeGreaterThan(0);
  });

  it('nor in ten fills one after another, however soft the mask', async () => {
    const [width, height] = [119, 93];
    const before = picture(width, height);
    const after = picture(width, height);
    const marks = new Uint8Array(width * height);
    for (let k = 0; k < 10; k++) {
      const [x, y] = [(k * 37) % 60, (k * 23) % 40];
      const mask = box(width, height, [x, y, x + 17, y + 15], k % 3 === 0 ? 90 : 255);
      markStitched(marks, width, await fill(after, mask, channels, { ...more, seed: k }));
    }
    expect(marks.filter((mark) => mark === 0).length).toBeGreaterThan(0.1 * marks.length);
    expect(largestChange(before, after, marks)).toBe(0);
  });

  it('nor when the picture grows, in one pass or in steps', async () => {
    const [width, height] = [71, 53];
    for (const [left, top, right, bottom] of [
      [0, 0, 21, 0],
      [13, 9, 17, 5],
      [0, 0, 90, 0],
    ] as const) {
      const [wide, tall] = [width + left + right, height + top + bottom];
      const old = picture(width, height);
      const grown = { width: wide, height: tall, data: new Uint8ClampedArray(wide * tall * 4) };
      for (let y = 0; y < height; y++) {
        const row = old.data.subarray(y * width * 4, (y + 1) * width * 4);
        grown.data.set(row, ((y + top) * wide + left) * 4);
      }
      const mask = new Uint8Array(wide * tall).fill(255);
      for (let y = 0; y < height; y++) mask.fill(0, (y + top) * wide + left, (y + top) * wide + left + width);
      await fill(grown, mask, channels, { ...more, intent: 'expand', feather: 0 });
      let changed = 0;
      let empty = 0;
      for (let i = 0; i < wide * tall; i++) {
        const [x, y] = [(i % wide) - left, Math.floor(i / wide) - top];
        const inside = x >= 0 && y >= 0 && x < width && y < height;
        for (let c = 0; c < 4 && inside; c++) {
          if (grown.data[4 * i + c] !== old.data[4 * (y * width + x) + c]) changed++;
        }
        if (!inside && grown.data[4 * i + 3] !== 255) empty++;
      }
      expect({ changed, empty }).toEqual({ changed: 0, empty: 0 });
    }
  });
});
