import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdSmooth } from './hold-smooth.ts';
import type { HoledPlane } from './plane.ts';

type Tone = (x: number, y: number) => number;

const [WIDTH, HEIGHT, EDGE] = [480, 240, 320];

/** A picture whose part right of `EDGE` was filled with `filled`; the channels lie 10 apart. */
function grown(known: Tone, filled: Tone): HoledPlane {
  const data = new Float32Array(WIDTH * HEIGHT * 3);
  const hole = new Uint8Array(WIDTH * HEIGHT);
  for (let i = 0; i < hole.length; i++) {
    const x = i % WIDTH;
    const y = (i - x) / WIDTH;
    hole[i] = x >= EDGE ? 1 : 0;
    for (let c = 0; c < 3; c++) data[i * 3 + c] = (hole[i] ? filled : known)(x, y) + 10 * c;
  }
  return { width: WIDTH, height: HEIGHT, channels: 3, data, hole };
}

/** A number of -1..1 that looks like chance, the same for the same place. */
function chance(x: number, y: number): number {
  const wave = Math.sin(x * 12.9898 + y * 78.233) * 43758.5453;
  return 2 * (wave - Math.floor(wave)) - 1;
}

const sky: Tone = (_, y) => 90 + 0.3 * y;
const blotch: Tone = (x, y) => 9 * Math.sin(x / 23) * Math.cos(y / 27);

function at({ data }: HoledPlane, x: number, y: number): number {
  return data[(y * WIDTH + x) * 3] as number;
}

/** Quicker than a matcher that may have to say where. */
function same(a: Float32Array, b: Float32Array): boolean {
  return a.every((value, i) => value === b[i]);
}

/** Largest difference of the hole's local means (7 x 7) to `tone`. */
function farthest(picture: HoledPlane, tone: Tone): number {
  let most = 0;
  for (let y = 6; y < HEIGHT - 6; y += 6) {
    for (let x = EDGE + 6; x < WIDTH - 4; x += 6) {
      let sum = 0;
      for (let k = 0; k < 49; k++) sum += at(picture, x - 3 + (k % 7), y - 3 + Math.floor(k / 7));
      most = Math.max(most, Math.abs(sum / 49 - tone(x, y)));
    }
  }
  return most;
}

describe('holding a fill to a smooth edge', () => {
  it('takes blotches out of a sky and goes on along its gradient', () => {
    const picture = grown(sky, (x, y) => sky(x, y) + blotch(x, y));
    expect(farthest(picture, sky)).toBeGreaterThan(6);
    expect(holdSmooth(picture)).toBeGreaterThan(0.9);
    expect(farthest(picture, sky)).toBeLessThan(2);
  });

  it('changes nothing right at the edge, where the fill meets the picture', () => {
    const filled: Tone = (x, y) => sky(x, y) + blotch(x - EDGE, y);
    const picture = grown(sky, filled);
    holdSmooth(picture);
    for (let y = 0; y < HEIGHT; y += 10) expect(at(picture, EDGE, y)).toBeCloseTo(filled(EDGE, y), 3);
  });

  it('keeps the grain of what was copied', () => {
    const grain: Tone = (x, y) => 4 * chance(x, y);
    const picture = grown(
      (x, y) => sky(x, y) + grain(x, y),
      (x, y) => sky(x, y) + blotch(x, y) + grain(x, y),
    );
    holdSmooth(picture);
    let own = 0;
    let left = 0;
    for (let y = 1; y < HEIGHT; y++) {
      for (let x = EDGE + 1; x < WIDTH; x++) {
        own += (grain(x, y) - grain(x - 1, y)) ** 2;
        left += (at(picture, x, y) - at(picture, x - 1, y)) ** 2;
      }
    }
    expect(left / own).toBeGreaterThan(0.85);
    expect(farthest(picture, sky)).toBeLessThan(3);
  });

  it('follows a gradient that runs into the new part for a while, then levels off', () => {
    const rising: Tone = (x) => 60 + 0.2 * x;
    const picture = grown(rising, () => rising(EDGE, 0) + 5);
    holdSmooth(picture);
    const edge = rising(EDGE, 0);
    expect(at(picture, EDGE + 16, 80)).toBeGreaterThan(edge + 1.2);
    expect(at(picture, WIDTH - 4, 80)).toBeGreaterThan(at(picture, EDGE + 16, 80));
    expect(at(picture, WIDTH - 4, 80)).toBeLessThan(rising(WIDTH - 4, 0) - 10);
  });

  it('leaves an edge that is busy or uneven as it was filled, to the bit', () => {
    for (const rough of [
      (x: number, y: number) => 110 + 60 * chance(x, y),
      (x: number, y: number) => 110 + 24 * Math.sin(x / 9) * Math.cos(y / 8),
    ]) {
      const picture = grown(rough, (x, y) => rough(x, y) + blotch(x, y));
      const before = picture.data.slice();
      expect(holdSmooth(picture)).toBe(0);
      expect(same(picture.data, before)).toBe(true);
    }
  });

  it('keeps what stands before the sky, and holds the sky right beside it', () => {
    const isMast = (x: number) => x >= 400 && x < 412;
    const picture = grown(sky, (x, y) => (isMast(x) ? 20 : sky(x, y) + 8));
    holdSmooth(picture);
    for (let y = 10; y < 230; y += 20) {
      expect(Math.abs(at(picture, 406, y) - 20)).toBeLessThan(1.5);
      for (const x of [360, 392, 420, 460]) {
        expect(Math.abs(at(picture, x, y) - sky(x, y))).toBeLessThan(2.5);
      }
    }
  });

  it('does not mix what lies above a horizon with what lies below', () => {
    const layers: Tone = (_, y) => (y < 120 ? 170 : 60);
    const picture = grown(layers, (x, y) => layers(x, y) + blotch(x, y));
    holdSmooth(picture);
    for (const y of [20, 80, 106, 134, 160, 220]) {
      for (const x of [340, 400, 472]) expect(Math.abs(at(picture, x, y) - layers(x, y))).toBeLessThan(2.5);
    }
  });

  it('leaves a hole that the picture surrounds alone', () => {
    const picture = grown(sky, (x, y) => sky(x, y) + blotch(x, y));
    for (let i = 0; i < picture.hole.length; i++) {
      const x = i % WIDTH;
      const y = (i - x) / WIDTH;
      if (x === WIDTH - 1 || y === 0 || y === HEIGHT - 1) picture.hole[i] = 0;
    }
    const before = picture.data.slice();
    expect(holdSmooth(picture)).toBe(0);
    expect(same(picture.data, before)).toBe(true);
  });

  it('never writes a known pixel, whatever the sizes, and makes the same of the same', () => {
    fc.assert(
      fc.property(
        ...[fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })],
        ...[
          fc.integer({ min: 0, max: 40 }),
          fc.integer({ min: 0, max: 40 }),
          fc.integer({ min: 1, max: 40 }),
        ],
        (width, height, left, top, side) => {
          const data = Float32Array.from({ length: width * height * 3 }, (_, i) => 100 + (i % 7));
          const hole = Uint8Array.from({ length: width * height }, (_, i) => {
            const x = i % width;
            const y = (i - x) / width;
            return x >= left && y >= top && x < left + side && y < top + side ? 0 : 1;
          });
          const picture = { width, height, channels: 3, data: data.slice(), hole };
          const again = { width, height, channels: 3, data: data.slice(), hole };
          holdSmooth(picture);
          holdSmooth(again);
          expect(same(again.data, picture.data)).toBe(true);
          for (let i = 0; i < hole.length; i++) {
            expect(Number.isFinite(picture.data[i * 3])).toBe(true);
            if (hole[i] === 0) expect(picture.data[i * 3]).toBe(data[i * 3]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
