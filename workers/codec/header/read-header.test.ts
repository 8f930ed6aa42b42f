import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failure, fixtureBytes } from '../../../e2e/fixtures/read.ts';
import { LacunaError } from '../../shared/errors.ts';
import { exifOrientation } from './exif.ts';
import { checkFileSize, MAX_FILE_BYTES } from './limits.ts';
import { readHeader } from './read-header.ts';
import { sniff } from './sniff.ts';

const names = readdirSync(new URL('../../../e2e/fixtures/images/', import.meta.url));
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const detailOf = async (bytes: Uint8Array) => (await failure(() => readHeader(bytes))).detail;
const codeOf = async (bytes: Uint8Array) => (await failure(() => readHeader(bytes))).code;

describe('readHeader', () => {
  it.each([
    ['plain.png', { format: 'png', width: 64, height: 48, bitDepth: 8, alpha: false, components: 3 }],
    ['semi-transparent.png', { format: 'png', width: 64, height: 48, alpha: true }],
    ['palette.png', { format: 'png', width: 64, height: 48, bitDepth: 4, alpha: true }],
    ['sixteen-bit.png', { format: 'png', bitDepth: 16 }],
    ['grey.png', { format: 'png', components: 1 }],
    ['photo.jpg', { format: 'jpeg', width: 48, height: 32, orientation: 1, components: 3 }],
    ['rotated.jpg', { format: 'jpeg', width: 32, height: 48, orientation: 6 }],
    ['phone.jpg', { format: 'jpeg', width: 32, height: 48, orientation: 6 }],
    ['grey.jpg', { format: 'jpeg', components: 1 }],
    ['alpha.webp', { format: 'webp', width: 64, height: 48, alpha: true, animated: false }],
    ['p3-alpha.webp', { format: 'webp', width: 64, height: 48, alpha: true, animated: false }],
    ['animated.gif', { format: 'gif', width: 16, height: 16, animated: true }],
    ['plain.bmp', { format: 'bmp', width: 64, height: 48, alpha: false }],
    ['alpha.avif', { format: 'avif', width: 16, height: 12, bitDepth: 8, alpha: true, animated: false }],
  ])('reads %s', (name, expected) => {
    expect(readHeader(fixtureBytes(name))).toMatchObject(expected);
  });

  it.each([
    ['bad-empty.png', 'image-empty'],
    ['bad-text.png', 'image-unsupported'],
    ['bad-page.html', 'image-svg'],
    ['bad-script.svg', 'image-svg'],
    ['bad-svg-named.png', 'image-svg'],
    ['bad-huge.png', 'image-too-large'],
    ['bad-megapixels.png', 'image-too-large'],
    ['bad-zero-size.png', 'image-damaged'],
    ['bad-headless.jpg', 'image-damaged'],
    ['bad-truncated.webp', 'image-damaged'],
  ])('refuses %s as %s', async (name, code) => {
    expect(await codeOf(fixtureBytes(name))).toBe(code);
  });

  it('gives the numbers of a picture that is too large', async () => {
    expect(await detailOf(fixtureBytes('bad-huge.png'))).toMatchObject({
      width: 30000,
      height: 30000,
      limitSide: 16384,
    });
    expect((await failure(() => checkFileSize(MAX_FILE_BYTES + 1))).detail).toMatchObject({
      bytes: MAX_FILE_BYTES + 1,
    });
    expect(() => checkFileSize(MAX_FILE_BYTES)).not.toThrow();
  });

  it('names formats that it cannot read', async () => {
    const heic = Uint8Array.of(0, 0, 0, 24, ...ascii('ftypheic\0\0\0\0mif1heic'));
    expect(await codeOf(heic)).toBe('image-unsupported');
    expect(await detailOf(heic)).toMatchObject({ format: 'heic' });
    expect(await detailOf(ascii('%PDF-1.7'))).toMatchObject({ format: 'pdf' });
  });

  it('recognises markup in UTF-16 and behind white space', async () => {
    expect((await failure(() => sniff(Uint8Array.of(0xff, 0xfe, 0x3c, 0, 0x73, 0, 0x76, 0)))).code).toBe(
      'image-svg',
    );
    expect((await failure(() => sniff(ascii('\n\t  <!-- x --><svg/>')))).code).toBe('image-svg');
    expect((await failure(() => sniff(ascii('< 3 hearts')))).code).toBe('image-unsupported');
  });

  it('throws nothing but LacunaError on any bytes', () => {
    const magics = [
      '\x89PNG\r\n\x1a\n',
      '\xff\xd8\xff\xe1',
      'RIFF\0\0\0\0WEBPVP8X',
      'GIF89a',
      'BM',
      '\0\0\0\x18ftypavif',
    ];
    const magic = fc.constantFrom('', ...magics).map(ascii);
    fc.assert(
      fc.property(magic, fc.uint8Array({ maxLength: 300 }), (head, tail) => survives([...head, ...tail])),
      {
        numRuns: 3000,
      },
    );
  });

  it('throws nothing but LacunaError on mutated and truncated pictures', () => {
    const files = names.map(fixtureBytes).filter((bytes) => bytes.length > 0);
    const mutation = fc.record({
      file: fc.constantFrom(...files),
      length: fc.double({ min: 0, max: 1, noNaN: true }),
      edits: fc.array(fc.tuple(fc.nat(600), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(mutation, ({ file, length, edits }) => {
        const bytes = file.slice(0, Math.ceil(file.length * length));
        for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
        survives(bytes);
      }),
      { numRuns: 3000 },
    );
  });
});

function survives(bytes: ArrayLike<number>): void {
  try {
    const header = readHeader(Uint8Array.from(bytes));
    expect(header.width * header.height).toBeGreaterThan(0);
  } catch (thrown) {
    if (!(thrown instanceof LacunaError)) throw thrown;
  }
}

describe('exifOrientation', () => {
  it('ignores broken metadata', () => {
    expect(exifOrientation(ascii('Exif\0\0MM\0*\0\0\xff\xff'))).toBeNull();
    expect(exifOrientation(ascii('http://ns.adobe.com/xap/1.0/'))).toBeNull();
  });
});
