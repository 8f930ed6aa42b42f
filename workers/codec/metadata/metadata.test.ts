import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { fixture } from '../../../e2e/fixtures/read.ts';
import { png } from '../../../scripts/fixtures/png.mjs';
import { exportPng } from '../export-png.ts';
import { readHeader } from '../header/read-header.ts';
import { webpChunks } from '../header/riff.ts';
import { PNG_SIGNATURE, pngChunks, writeChunk } from '../png/chunks.ts';
import { concat } from '../streams.ts';
import { embedInJpeg, embedInWebp } from './embed.ts';
import { keptExif } from './exif-fields.ts';
import { parametersChunk, readParameters } from './png-text.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const latin1 = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const read = async (name: string) => new Uint8Array(await fixture(name).arrayBuffer()) as Bytes;

/** An Exif block as a phone writes it: camera, orientation, author, an exposure, maker notes, and where it was. */
function phoneExif(): Bytes {
  const out = new Uint8Array(400);
  const view = new DataView(out.buffer);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    view.setUint32(at + 8, value, true);
  };
  out.set([0x49, 0x49, 42, 0, 8, 0, 0, 0]);
  view.setUint16(8, 5, true);
  entry(10, 0x010f, 2, 9, 200); // Make
  entry(22, 0x0112, 3, 1, 6); // Orientation
  entry(34, 0x013b, 2, 4, 0x00004941); // Artist "AI", in place
  entry(46, 0x8769, 4, 1, 100); // Exif directory
  entry(58, 0x8825, 4, 1, 150); // GPS directory
  view.setUint16(100, 2, true);
  entry(102, 0x829a, 5, 1, 220); // ExposureTime
  entry(114, 0x927c, 7, 20, 240); // MakerNote
  view.setUint16(150, 1, true);
  entry(152, 0x0002, 5, 3, 300); // Latitude
  out.set(bytesOf('TestPhone\0'), 200);
  view.setUint32(220, 1, true);
  view.setUint32(224, 250, true);
  out.set(bytesOf('secret serial number'), 240);
  out.set(bytesOf('48 deg 51 min north'), 300);
  return out;
}

/** A PNG of one pixel with these chunks. */
function pngWith(chunks: readonly { type: string; data: Uint8Array }[]): Bytes {
  const plain = png({ width: 1, height: 1, depth: 8, colourType: 2, rows: [Buffer.from([9, 8, 7])] });
  const at = PNG_SIGNATURE.length + 25;
  const added = chunks.flatMap(({ type, data }) => writeChunk(type, [data]));
  return concat([plain.subarray(0, at), ...added, plain.subarray(at)]);
}

describe('metadata', () => {
  test('is gone from an export unless it was asked for', async () => {
    const source = pngWith([
      { type: 'eXIf', data: phoneExif() },
      parametersChunk('a private prompt\nSteps: 20'),
      { type: 'tEXt', data: bytesOf('Comment\0made at home') },
    ]);
    const { bytes } = await exportPng(new Blob([source]), []);
    expect([...pngChunks(bytes)].map(({ type }) => type)).toEqual(['IHDR', 'IDAT']);
  });

  test('of the camera can be kept: never the place, serial numbers or the orientation', async () => {
    const source = pngWith([{ type: 'eXIf', data: phoneExif() }]);
    const { bytes } = await exportPng(new Blob([source]), [], undefined, { camera: true });
    const exif = [...pngChunks(bytes)].find(({ type }) => type === 'eXIf')?.data as Bytes;
    const text = latin1(exif);
    expect(text).toContain('TestPhon');
    expect(text).toContain('AI');
    for (const secret of ['secret', 'north', 'deg']) expect(text).not.toContain(secret);
    const kept = new DataView(exif.slice().buffer);
    const tags = Array.from({ length: kept.getUint16(8, true) }, (_, k) => kept.getUint16(10 + k * 12, true));
    expect(tags).toEqual([0x010f, 0x013b, 0x8769]);
    // What was kept can be read again, by the same reader and as the same fields.
    const again = pngWith([{ type: 'eXIf', data: exif }]);
    expect(keptExif(again, 'png')).toEqual(exif.slice());
  });

  test('that is broken counts as none', async () => {
    const whole = phoneExif();
    for (let length = 0; length < 260; length += 13) {
      const source = pngWith([{ type: 'eXIf', data: whole.slice(0, length) }]);
      await expect(exportPng(new Blob([source]), [], undefined, { camera: true })).resolves.toMatchObject({
        width: 1,
      });
    }
  });

  test('put into a JPEG is read by everybody, and the pixels stay where they are', async () => {
    const jpeg = await read('photo.jpg');
    const icc = Uint8Array.from({ length: 70_000 }, (_, k) => k & 255);
    const out = embedInJpeg(jpeg, { icc, exif: phoneExif() });
    expect(readHeader(out)).toMatchObject({ format: 'jpeg', orientation: 6 });
    expect(latin1(out).match(/ICC_PROFILE\0/g)).toHaveLength(2);
    const scan = (bytes: Uint8Array) => latin1(bytes).slice(latin1(bytes).indexOf('\xff\xdb'));
    expect(scan(out) === scan(jpeg)).toBe(true);
    const plain = embedInJpeg(out, { icc: null, exif: null });
    expect(latin1(plain)).not.toContain('Exif');
  });

  test('put into a WebP makes it an extended one with the same pixels', async () => {
    const webp = await read('alpha.webp');
    const { width, height } = readHeader(webp);
    const icc = Uint8Array.of(1, 2, 3);
    const out = embedInWebp(webp, { width, height }, { icc, exif: phoneExif() });
    expect(readHeader(out)).toMatchObject({ format: 'webp', width, height, alpha: true });
    const chunks = [...webpChunks(out)];
    expect(chunks.map(({ type }) => type)).toEqual(expect.arrayContaining(['VP8X', 'ICCP', 'EXIF']));
    expect(chunks.find(({ type }) => type === 'ICCP')?.data).toEqual(icc);
    const pixels = (bytes: Uint8Array) =>
      [...webpChunks(bytes)].filter(({ type }) => /^(VP8 |VP8L|ALPH)$/.test(type));
    expect(pixels(out)).toEqual(pixels(webp));
  });
});

describe('parameters in a PNG', () => {
  const texts = ['a red apple\nSteps: 20, Seed: 1', 'Äpfel\nSteps: 3', 'りんご 🍎\nSteps: 3'];

  test.each(texts)('come back as they were: %s', async (text) => {
    const { bytes } = await exportPng(new Blob([pngWith([])]), [], undefined, { parameters: text });
    expect(await readParameters(bytes)).toBe(text);
  });

  test('are read by other programs', async () => {
    const text = texts[0] as string;
    const { bytes } = await exportPng(new Blob([pngWith([])]), [], undefined, { parameters: text });
    expect(decode(bytes).text).toEqual({ parameters: text });
  });
});
