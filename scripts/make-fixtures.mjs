// Writes the small pictures of e2e/fixtures/images, good and bad, from formulas: the same bytes every time.
import { mkdirSync, writeFileSync } from 'node:fs';
import { ALPHA_AVIF } from './fixtures/avif.mjs';
import { bmp } from './fixtures/bmp.mjs';
import { gif } from './fixtures/gif.mjs';
import { DISPLAY_P3, greyProfile, matrixProfile, SRGB } from './fixtures/icc.mjs';
import { exif, iccSegments, jpeg } from './fixtures/jpeg.mjs';
import { blockAt, colourAt, colourWithAlphaAt, HEIGHT, WIDTH } from './fixtures/patterns.mjs';
import { phoneExif } from './fixtures/phone-exif.mjs';
import { chunk, iccp, png, rowsOf } from './fixtures/png.mjs';
import { webp } from './fixtures/webp.mjs';

const folder = new URL('../e2e/fixtures/images/', import.meta.url);
const size = { width: WIDTH, height: HEIGHT };
const p3 = matrixProfile('Display P3', DISPLAY_P3);
const rgbRows = rowsOf(WIDTH, HEIGHT, colourAt);
const plain = png({ ...size, depth: 8, colourType: 2, rows: rgbRows });
const blocks = Array.from({ length: 4 }, (_, row) =>
  Array.from({ length: 6 }, (_unused, column) => blockAt(column, row)),
);
const photo = jpeg(48, 32, blocks);
const palette = Buffer.from(
  Array.from({ length: 16 }, (_, k) => [k * 17, 255 - k * 9, (k * 53) & 255]).flat(),
);
const markup = '<script>document.title = "script ran"</script>';

const files = {
  'plain.png': plain,
  'semi-transparent.png': png({
    ...size,
    depth: 8,
    colourType: 6,
    rows: rowsOf(WIDTH, HEIGHT, colourWithAlphaAt),
  }),
  'p3.png': png({ ...size, depth: 8, colourType: 2, rows: rgbRows, extra: [iccp(p3)] }),
  'srgb-profile.png': png({
    ...size,
    depth: 8,
    colourType: 2,
    rows: rgbRows,
    extra: [iccp(matrixProfile('sRGB', SRGB))],
  }),
  'grey.png': png({
    ...size,
    depth: 8,
    colourType: 0,
    rows: rowsOf(WIDTH, HEIGHT, (x, y) => [(x * 3 + y) & 255]),
    extra: [iccp(greyProfile())],
  }),
  'palette.png': png({
    ...size,
    depth: 4,
    colourType: 3,
    rows: rowsOf(WIDTH / 2, HEIGHT, (x, y) => [(((x + y) & 15) << 4) | ((x * 3 + y) & 15)]),
    extra: [chunk('PLTE', palette), chunk('tRNS', Buffer.of(0, 64, 128, 200))],
  }),
  'sixteen-bit.png': png({
    ...size,
    depth: 16,
    colourType: 2,
    rows: rowsOf(WIDTH, HEIGHT, (x, y) => colourAt(x, y).flatMap((value) => [value, (x * 7 + y) & 255])),
  }),
  'photo.jpg': photo,
  'p3.jpg': jpeg(48, 32, blocks, iccSegments(p3, 200)),
  'rotated.jpg': jpeg(48, 32, blocks, [exif(6)]),
  'phone.jpg': jpeg(48, 32, blocks, [phoneExif(6)]),
  'cmyk.jpg': jpeg(
    48,
    32,
    blocks.map((row) => row.map((value) => [...value, 128])),
  ),
  'grey.jpg': jpeg(
    48,
    32,
    blocks.map((row) => row.map(([y]) => y)),
    iccSegments(greyProfile(), 65000),
  ),
  'alpha.webp': webp(WIDTH, HEIGHT, colourWithAlphaAt),
  'p3-alpha.webp': webp(WIDTH, HEIGHT, colourWithAlphaAt, p3),
  'alpha.avif': ALPHA_AVIF,
  'animated.gif': gif(
    16,
    16,
    Array.from({ length: 128 }, (_, k) => [k * 2, 255 - k, (k * 5) & 255]),
    [1, 60].map((first) => Array.from({ length: 256 }, (_, k) => (k % 16 === 0 ? 0 : first + (k % 60)))),
    0,
  ),
  'plain.bmp': bmp(WIDTH, HEIGHT, colourAt),
  'bad-empty.png': Buffer.alloc(0),
  'bad-text.png': Buffer.from('This is a letter, not a picture.\n'),
  'bad-page.html': Buffer.from(`<!doctype html><title>page</title>${markup}`),
  'bad-script.svg': Buffer.from(
    `<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${markup}` +
      '<image href="https://example.org/leak.png"/><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></svg>',
  ),
  'bad-svg-named.png': Buffer.from(`\ufeff <svg xmlns="http://www.w3.org/2000/svg">${markup}</svg>`),
  'bad-huge.png': png({ width: 30000, height: 30000, depth: 1, colourType: 0, rows: [Buffer.alloc(3750)] }),
  'bad-megapixels.png': png({
    width: 12000,
    height: 12000,
    depth: 1,
    colourType: 0,
    rows: [Buffer.alloc(1500)],
  }),
  'bad-zero-size.png': png({ width: 0, height: 5, depth: 8, colourType: 2, rows: [] }),
  'bad-truncated.png': plain.subarray(0, Math.floor(plain.length / 2)),
  'bad-checksum.png': Buffer.from(plain.map((byte, at) => (at === plain.length - 20 ? byte ^ 1 : byte))),
  'bad-lying.png': png({ width: 640, height: 480, depth: 8, colourType: 2, rows: rgbRows }),
  'bad-truncated.jpg': photo.subarray(0, photo.length - 40),
  'bad-headless.jpg': photo.subarray(0, 60),
  'bad-truncated.webp': webp(WIDTH, HEIGHT, colourWithAlphaAt).subarray(0, 4000),
};

mkdirSync(folder, { recursive: true });
for (const [name, bytes] of Object.entries(files)) writeFileSync(new URL(name, folder), bytes);
const total = Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0);
console.log(`${Object.keys(files).length} pictures, ${total} bytes`);
