import { describe, expect, it } from 'vitest';
import { fixtureBytes } from '../../../e2e/fixtures/read.ts';
import { DISPLAY_P3, greyProfile, matrixProfile, SRGB } from '../../../scripts/fixtures/icc.mjs';
import { chunk, png } from '../../../scripts/fixtures/png.mjs';
import { readHeader } from '../header/read-header.ts';
import { classifyIcc } from './icc.ts';
import { readSourceColour } from './source-colour.ts';

const p3 = new Uint8Array(matrixProfile('Display P3', DISPLAY_P3));
const colourOf = (bytes: Uint8Array<ArrayBuffer>) => readSourceColour(bytes, readHeader(bytes));
const tiny = (...extra: Buffer[]) =>
  new Uint8Array(png({ width: 1, height: 1, depth: 8, colourType: 2, rows: [Buffer.of(1, 2, 3)], extra }));

describe('readSourceColour', () => {
  it.each(['p3.png', 'p3.jpg', 'p3-alpha.webp'])('finds the whole profile of %s', async (name) => {
    const colour = await colourOf(fixtureBytes(name));
    expect(colour.colorSpace).toBe('display-p3');
    expect(colour.icc).toEqual(p3);
  });

  it.each(['plain.png', 'photo.jpg', 'alpha.webp', 'plain.bmp', 'animated.gif'])(
    'finds none in %s',
    async (name) => {
      expect(await colourOf(fixtureBytes(name))).toEqual({ icc: null, colorSpace: 'srgb', chunks: [] });
    },
  );

  it('keeps a grey profile and an sRGB one', async () => {
    expect(await colourOf(fixtureBytes('grey.png'))).toMatchObject({ colorSpace: 'other' });
    expect((await colourOf(fixtureBytes('grey.jpg'))).icc).toEqual(new Uint8Array(greyProfile()));
    expect(await colourOf(fixtureBytes('srgb-profile.png'))).toMatchObject({ colorSpace: 'srgb' });
  });

  it('reads code points of AVIF and PNG and carries them over', async () => {
    const avif = await colourOf(fixtureBytes('alpha.avif'));
    expect(avif.colorSpace).toBe('srgb');
    expect(avif.chunks).toEqual([{ type: 'cICP', data: Uint8Array.of(1, 13, 0, 1) }]);
    const points = await colourOf(tiny(chunk('cICP', Buffer.of(12, 13, 0, 1))));
    expect(points.colorSpace).toBe('display-p3');
    expect(points.chunks.map(({ type }) => type)).toEqual(['cICP']);
  });

  it('keeps gAMA, and calls an unusual one "other"', async () => {
    const linear = await colourOf(tiny(chunk('gAMA', Buffer.of(0, 1, 0x86, 0xa0))));
    expect(linear.colorSpace).toBe('other');
    expect(linear.chunks.map(({ type }) => type)).toEqual(['gAMA']);
    expect((await colourOf(tiny(chunk('gAMA', Buffer.of(0, 0, 0xb1, 0x8f))))).colorSpace).toBe('srgb');
  });

  it('takes a broken profile for none', async () => {
    const broken = tiny(chunk('iCCP', Buffer.from('x\0\0not zlib')));
    expect(await colourOf(broken)).toEqual({ icc: null, colorSpace: 'srgb', chunks: [] });
  });
});

describe('classifyIcc', () => {
  it('judges by numbers, not by names', () => {
    expect(classifyIcc(new Uint8Array(matrixProfile('sRGB', DISPLAY_P3)))).toBe('display-p3');
    expect(classifyIcc(new Uint8Array(matrixProfile('Display P3', SRGB)))).toBe('srgb');
    const adobe = [
      [0.6097, 0.3111, 0.0195],
      [0.2053, 0.6257, 0.0609],
      [0.1492, 0.0632, 0.7446],
    ];
    expect(classifyIcc(new Uint8Array(matrixProfile('sRGB', adobe)))).toBe('other');
    expect(classifyIcc(p3.slice(0, 300))).toBe('other');
  });
});
