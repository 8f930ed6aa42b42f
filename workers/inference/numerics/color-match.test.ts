import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchColor } from './color-match.ts';
import { labToRgb, rgbToLab } from './lab.ts';
import { correctMembrane } from './membrane.ts';
import { makePlanes, type Planes } from './planes.ts';

const SIDE = 64;
const CELLS = SIDE * SIDE;
const hole = Uint8Array.from({ length: CELLS }, (_, i) => {
  const x = i % SIDE;
  const y = Math.floor(i / SIDE);
  return x > 20 && x < 48 && y > 16 && y < 40 ? 1 : 0;
});
const ring = hole.map((value) => 1 - value);

/** A texture with some structure in every channel. */
function texture(): Planes {
  const planes = makePlanes(3, SIDE, SIDE);
  for (let i = 0; i < planes.data.length; i++) {
    const x = i % SIDE;
    const y = Math.floor((i % CELLS) / SIDE);
    planes.data[i] = 0.3 * Math.sin(0.7 * x + i / CELLS) * Math.cos(0.5 * y) + 0.1 * Math.sin(37.7 * i);
  }
  return planes;
}

function lightnessRange({ data }: Planes): number {
  const lab = new Float32Array(3);
  const lightness = Array.from({ length: CELLS }, (_, i) => {
    lab.set([0, 1, 2].map((c) => data[c * CELLS + i] as number));
    rgbToLab(lab);
    return lab[0] as number;
  });
  return Math.max(...lightness) - Math.min(...lightness);
}

function worstInHole(a: Planes, b: Planes): number {
  return a.data.reduce(
    (worst, value, i) => (hole[i % CELLS] ? Math.max(worst, Math.abs(value - (b.data[i] as number))) : worst),
    0,
  );
}

describe('Lab', () => {
  const code = fc.double({ min: -1, max: 1, noNaN: true });
  it('goes there and back', () => {
    fc.assert(
      fc.property(code, code, code, (r, g, b) => {
        const out = [r, g, b];
        rgbToLab(out);
        labToRgb(out);
        [r, g, b].forEach((value, c) => {
          expect(out[c]).toBeCloseTo(value, 4);
        });
      }),
    );
  });

  it('has the known values of white and of pure red', () => {
    const white = [1, 1, 1];
    rgbToLab(white);
    expect(white.map((value) => Math.round(Math.abs(value) * 100) / 100)).toEqual([100, 0, 0]);
    const red = [1, -1, -1];
    rgbToLab(red);
    expect(red.map((value) => Math.round(value * 10) / 10)).toEqual([53.2, 80.1, 67.2]);
  });
});

describe('matchColor', () => {
  it('leaves equal pictures as they are', () => {
    const generated = texture();
    matchColor(generated, texture(), hole, ring);
    expect(worstInHole(generated, texture())).toBeLessThan(1e-4);
  });

  it('takes the ring statistics from the ring alone, and carries them into the hole', () => {
    const original = texture();
    const generated = texture();
    for (let i = 0; i < CELLS; i++) {
      const colour = [0, 1, 2].map((c) => generated.data[c * CELLS + i] as number);
      rgbToLab(colour);
      const [l, a, b] = colour as [number, number, number];
      const shifted = [0.85 * l + 4, a - 5, b + 3];
      labToRgb(shifted);
      for (let c = 0; c < 3; c++) generated.data[c * CELLS + i] = shifted[c] as number;
      // What the picture shows inside the hole must not matter.
      for (let c = 0; c < 3; c++) if (hole[i]) original.data[c * CELLS + i] = 1;
    }
    matchColor(generated, original, hole, ring);
    expect(worstInHole(generated, texture())).toBeLessThan(5e-3);
  });

  it('never stretches contrast beyond 1.4 times', () => {
    const flat = texture();
    for (let i = 0; i < flat.data.length; i++) flat.data[i] = 0.1 * (flat.data[i] as number);
    const before = lightnessRange(flat);
    matchColor(flat, texture(), hole, ring);
    expect(lightnessRange(flat) / before).toBeCloseTo(1.4, 3);
  });

  it('does nothing with too few known pixels', () => {
    const generated = texture();
    matchColor(generated, makePlanes(3, SIDE, SIDE), hole, new Uint8Array(CELLS).fill(1, 0, 20));
    expect([...generated.data]).toEqual([...texture().data]);
  });
});

describe('correctMembrane', () => {
  it('removes a constant offset to within one grey level, and leaves known pixels alone', () => {
    const original = texture();
    const generated = texture();
    [10, -6, 3].forEach((offset, c) => {
      for (let i = 0; i < CELLS; i++) {
        generated.data[c * CELLS + i] = (generated.data[c * CELLS + i] as number) + offset / 127.5;
      }
    });
    const known = generated.data[0];
    correctMembrane(generated, original, hole, ring);
    expect(worstInHole(generated, original)).toBeLessThan(1 / 127.5);
    expect(generated.data[0]).toBe(known);
  });

  it('does not carry the texture of the edge into the hole', () => {
    const original = makePlanes(3, SIDE, SIDE);
    const noise = makePlanes(3, SIDE, SIDE);
    // White noise with a deviation of 12 grey levels.
    noise.data.forEach((_, i) => {
      const random = Math.sin(i * 12.9898) * 43758.5453;
      noise.data[i] = ((random - Math.floor(random) - 0.5) * Math.sqrt(12) * 12) / 127.5;
    });
    correctMembrane(original, noise, hole, ring);
    expect(worstInHole(original, makePlanes(3, SIDE, SIDE))).toBeLessThan(3.5 / 127.5);
  });
});
