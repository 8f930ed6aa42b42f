import { type Browser, expect, type Page, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import { blockAt, colourAt, colourWithAlphaAt, HEIGHT, WIDTH } from '../scripts/fixtures/patterns.mjs';
import type { CodecHarness, Opened } from './harness/codec.ts';

// The real codec worker in a real browser, without the page around it: what only a browser can decode.

let server: ViteDevServer;

let page: Page;

test.beforeAll(async ({ browser }) => {
  server = await createServer({
    configFile: false,
    root: new URL('..', import.meta.url).pathname,
    cacheDir: 'node_modules/.vite-codec-harness',
    optimizeDeps: { entries: ['e2e/harness/codec.html'], include: ['birpc'] },
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    logLevel: 'error',
  });
  await server.listen();
  // One page and one worker for all tests: what a file leaves behind must not harm the next.
  page = await enterHarness(browser);
});

test.afterAll(async () => {
  await page.close();
  await server.close();
});

async function enterHarness(browser: Browser): Promise<Page> {
  const entered = await browser.newPage();
  await entered.goto(`${server.resolvedUrls?.local[0] ?? ''}e2e/harness/codec.html`);
  await entered.waitForFunction(() => 'codecHarness' in window);
  return entered;
}

function open(name: string, where = page): Promise<Opened> {
  return where.evaluate((file) => window.codecHarness.open(file), name);
}

function roundTrip(name: string): Promise<Awaited<ReturnType<CodecHarness['roundTrip']>>> {
  return page.evaluate((file) => window.codecHarness.roundTrip(file), name);
}

/** Pixels of the pattern, row by row. */
function pattern(pixel: (x: number, y: number) => readonly number[]): number[] {
  return Array.from({ length: WIDTH * HEIGHT }, (_, k) => pixel(k % WIDTH, Math.floor(k / WIDTH))).flat();
}

/** Colours under alpha 0 are invisible; decoders may drop them. */
function visible(pixels: readonly number[]): number[] {
  return pixels.map((value, k) => (pixels[k | 3] === 0 ? 0 : value));
}

for (const name of ['alpha.webp', 'p3-alpha.webp', 'semi-transparent.png']) {
  test(`${name}: colours under partial alpha are exact`, async () => {
    const opened = await open(name);
    expect(opened).toMatchObject({ width: WIDTH, height: HEIGHT, hasAlpha: true, notes: [] });
    expect(visible(opened.pixels)).toEqual(visible(pattern(colourWithAlphaAt)));
  });
}

test('a BMP is exact', async () => {
  const opened = await open('plain.bmp');
  expect(opened.pixels).toEqual(pattern((x, y) => [...colourAt(x, y), 255]));
});

test('a JPEG keeps its code values, with and without a wide profile', async () => {
  const plain = await open('photo.jpg');
  const tagged = await open('p3.jpg');
  expect(plain).toMatchObject({ width: 48, height: 32, colorSpace: 'srgb', iccBytes: 0, hasAlpha: false });
  expect(tagged).toMatchObject({ colorSpace: 'display-p3', notes: [] });
  expect(tagged.iccBytes).toBeGreaterThan(0);
  expect(tagged.pixels).toEqual(plain.pixels);
  for (const [column, row] of [
    [0, 0],
    [3, 1],
    [5, 3],
  ] as const) {
    const at = ((row * 8 + 4) * 48 + column * 8 + 4) * 4;
    const [y, cb, cr] = blockAt(column, row) as [number, number, number];
    const rgb = [
      y + 1.402 * (cr - 128),
      y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128),
      y + 1.772 * (cb - 128),
    ];
    rgb.forEach((value, c) => {
      const clamped = Math.min(255, Math.max(0, value));
      expect(Math.abs((plain.pixels[at + c] as number) - clamped)).toBeLessThanOrEqual(1.5);
    });
  }
});

test('a grey JPEG is exact and stays grey with its profile', async () => {
  const opened = await open('grey.jpg');
  expect(opened.pixels.slice(0, 4)).toEqual([40, 40, 40, 255]);
  expect(opened).toMatchObject({ colorSpace: 'other', notes: [] });
});

test('Exif orientation is applied, and no metadata survives the export', async () => {
  const upright = await open('photo.jpg');
  const { opened, text } = await roundTrip('rotated.jpg');
  expect(opened).toMatchObject({ width: 32, height: 48 });
  // Orientation 6: the stored left column, read upwards, is the shown top row.
  const stored = (x: number, y: number) => upright.pixels.slice((y * 48 + x) * 4, (y * 48 + x) * 4 + 4);
  const shown = (x: number, y: number) => opened.pixels.slice((y * 32 + x) * 4, (y * 32 + x) * 4 + 4);
  expect(shown(31, 0)).toEqual(stored(0, 0));
  expect(shown(0, 47)).toEqual(stored(47, 31));
  for (const trace of ['Exif', 'eXIf', 'GPS', 'xmp', 'tEXt', 'iTXt', 'zTXt', 'tIME']) {
    expect(text, trace).not.toContain(trace);
  }
});

test('an animated GIF opens with its first frame', async () => {
  const opened = await open('animated.gif');
  expect(opened).toMatchObject({ width: 16, height: 16, notes: ['first-frame-only'], hasAlpha: true });
  // Palette index 2 of the formula; column 0 is the hole.
  expect(opened.pixels.slice(4, 8)).toEqual([4, 253, 10, 255]);
  expect(opened.pixels[3]).toBe(0);
});

test('an AVIF with alpha keeps its colours under it', async () => {
  const opened = await open('alpha.avif');
  expect(opened).toMatchObject({ width: 16, height: 12, hasAlpha: true, colorSpace: 'srgb', notes: [] });
  for (let k = 0; k < 16 * 12; k++) {
    const [x, y] = [k % 16, Math.floor(k / 16)];
    [x * 16, y * 20, 128].forEach((value, c) => {
      expect(Math.abs((opened.pixels[k * 4 + c] as number) - value)).toBeLessThanOrEqual(2);
    });
    // Decoders disagree on the range of a lossy alpha plane; opaque is opaque in all of them.
    if (x < 8) expect(opened.pixels[k * 4 + 3]).toBe(255);
    else expect(opened.pixels[k * 4 + 3]).toBeLessThan(255);
  }
});

test('a CMYK JPEG opens with a note', async () => {
  const opened = await open('cmyk.jpg');
  expect(opened).toMatchObject({ width: 48, height: 32, notes: ['colour-converted'], iccBytes: 0 });
});

for (const name of [
  'photo.jpg',
  'p3.jpg',
  'grey.jpg',
  'alpha.webp',
  'p3-alpha.webp',
  'p3.png',
  'palette.png',
]) {
  test(`${name}: the export differs from the source inside the fill alone`, async () => {
    const source = await open(name);
    const { opened, otherPixels, otherPixelsChanged } = await roundTrip(name);
    expect(otherPixelsChanged).toBe(0);
    expect(otherPixels).toBe(source.width * source.height - 81);
    // The red square takes a grey profile away, nothing else takes a profile away.
    if (name !== 'grey.jpg')
      expect(opened).toMatchObject({ colorSpace: source.colorSpace, iccBytes: source.iccBytes });
    const changed = source.pixels.map((value, k) => {
      const [x, y] = [(k >> 2) % source.width, Math.floor((k >> 2) / source.width)];
      const inside = x >= 2 && x < 11 && y >= 3 && y < 12;
      return inside ? ([200, 10, 20, 255][k & 3] as number) : value;
    });
    expect(opened.pixels).toEqual(changed);
  });
}

const REFUSED = {
  'bad-empty.png': 'image-empty',
  'bad-text.png': 'image-unsupported',
  'bad-page.html': 'image-svg',
  'bad-script.svg': 'image-svg',
  'bad-svg-named.png': 'image-svg',
  'bad-huge.png': 'image-too-large',
  'bad-megapixels.png': 'image-too-large',
  'bad-zero-size.png': 'image-damaged',
  'bad-truncated.png': 'image-damaged',
  'bad-checksum.png': 'image-damaged',
  'bad-lying.png': 'image-damaged',
  'bad-truncated.jpg': 'image-damaged',
  'bad-headless.jpg': 'image-damaged',
  'bad-truncated.webp': 'image-damaged',
} as const;

test('bad files are refused by name, and the worker goes on', async () => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const answers: Record<string, string> = {};
  for (const name of Object.keys(REFUSED)) {
    answers[name] = await page.evaluate((file) => window.codecHarness.refuse(file), name);
  }
  expect(answers).toEqual(REFUSED);
  expect(requests.filter((url) => url.includes('example.org'))).toEqual([]);
  expect((await open('plain.png')).width).toBe(WIDTH);
});

test('without WebGL, colours under partial alpha are still exact', async ({ playwright }, info) => {
  const options = info.project.use.launchOptions ?? {};
  const args = [...(options.args ?? []), '--disable-gpu', '--disable-software-rasterizer'];
  const browser = await playwright.chromium.launch({ ...options, args });
  try {
    const software = await enterHarness(browser);
    const opened = await open('p3-alpha.webp', software);
    expect(opened).toMatchObject({ notes: [], colorSpace: 'display-p3' });
    expect(visible(opened.pixels)).toEqual(visible(pattern(colourWithAlphaAt)));
    expect((await open('p3.jpg', software)).notes).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('12 megapixels open and export in seconds', async () => {
  const { opened, exported } = await page.evaluate(() => window.codecHarness.big(4000, 3000, 'image/jpeg'));
  expect(opened).toMatchObject({ width: 4000, height: 3000, tiles: 48 });
  expect(exported).toMatchObject({ otherPixelsChanged: 0, otherPixels: 12_000_000 - 90_000 });
  expect(exported.exportMs).toBeLessThan(20_000);
});
