import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finePass } from './fine-pass.ts';
import { tileStarts } from './geometry/tiles.ts';

describe('tiles of an axis', () => {
  it('cover every cell, the last flush with the end, for every length', () => {
    for (let cells = 64; cells <= 400; cells++) {
      const starts = tileStarts(0, cells, 64, 16, 1);
      const count = new Uint8Array(cells);
      for (const start of starts) for (let i = start; i < start + 64; i++) count[i] = (count[i] ?? 0) + 1;
      expect(count.every((n) => n >= 1)).toBe(true);
      expect(count).toHaveLength(cells);
      expect(starts.at(-1)).toBe(cells - 64);
      for (let i = 1; i < starts.length; i++) {
        expect((starts[i] as number) - (starts[i - 1] as number)).toBeLessThanOrEqual(48);
      }
    }
  });

  it('are one where it fits, and start where they are told', () => {
    expect(tileStarts(24, 256, 256, 64, 8)).toEqual([24]);
    expect(tileStarts(24, 512, 256, 64, 8)).toEqual([24, 152, 280]);
  });
});

const choice = {
  method: 'multiscale',
  refine: 'none',
  nativeSize: 256,
  maskGrow: 8,
  window: { width: 1024, height: 1024 },
  bounds: { x: 300, y: 300, width: 400, height: 400 },
} as const;

describe('a second pass', () => {
  it('of multiscale is at twice the native size, in native tiles around the hole', () => {
    const pass = finePass(choice);
    expect(pass).toMatchObject({ factor: 2, working: { width: 512, height: 512 }, strength: 0.5 });
    for (const tile of pass?.tiles ?? []) expect(tile).toMatchObject({ width: 256, height: 256 });
    expect(pass?.tiles.length).toBe(4);
  });

  it('is none where the first is at the picture’s own resolution, or nobody asked', () => {
    expect(finePass({ ...choice, window: { width: 256, height: 256 } })).toBeNull();
    expect(finePass({ ...choice, window: { width: 300, height: 300 }, refine: 'tiles' })).toBeNull();
    expect(finePass({ ...choice, method: 'auto' })).toBeNull();
    expect(finePass({ ...choice, method: 'exemplar', refine: 'tiles' })).toBeNull();
  });

  it('of tiled refinement is at the picture’s own resolution, or halves of it that 36 tiles cover', () => {
    expect(finePass({ ...choice, refine: 'tiles' })?.factor).toBe(4);
    const large = { width: 4096, height: 4096 };
    const bounds = { x: 1000, y: 1000, width: 2200, height: 2200 };
    const pass = finePass({ ...choice, refine: 'tiles', window: large, bounds });
    expect(pass?.factor).toBe(4);
    expect(pass?.tiles.length).toBeLessThanOrEqual(36);
  });

  it('covers hole and growth with tiles inside the canvas, whatever the sizes', () => {
    const side = fc.integer({ min: 20, max: 3000 });
    const share = fc.double({ min: 0, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(
        side,
        side,
        share,
        share,
        fc.constantFrom('none', 'tiles'),
        (width, height, left, top, refine) => {
          const bounds = {
            x: Math.floor(left * width),
            y: Math.floor(top * height),
            width: Math.ceil((width * (1 - left)) / 2),
            height: Math.ceil((height * (1 - top)) / 2),
          };
          const pass = finePass({ ...choice, window: { width, height }, bounds, refine });
          if (!pass) return;
          const { canvas, working, tiles } = pass;
          const right = ((bounds.x + bounds.width) * working.width) / width + 8 * pass.factor;
          const below = ((bounds.y + bounds.height) * working.height) / height + 8 * pass.factor;
          expect(Math.min(...tiles.map((tile) => tile.x))).toBeLessThanOrEqual(
            (bounds.x * working.width) / width,
          );
          expect(Math.max(...tiles.map((tile) => tile.x + tile.width))).toBeGreaterThanOrEqual(
            Math.min(right, canvas.width),
          );
          expect(Math.max(...tiles.map((tile) => tile.y + tile.height))).toBeGreaterThanOrEqual(
            Math.min(below, canvas.height),
          );
          for (const tile of tiles) {
            expect(tile.x >= 0 && tile.y >= 0).toBe(true);
            expect(tile.x + tile.width <= canvas.width && tile.y + tile.height <= canvas.height).toBe(true);
            expect([tile.x % 8, tile.y % 8, tile.width % 64, tile.height % 64]).toEqual([0, 0, 0, 0]);
          }
        },
      ),
    );
  });
});
