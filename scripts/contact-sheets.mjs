/**
 * `node scripts/contact-sheets.mjs [NAME ...]`: what every method makes of held-out pictures with the embedded packs, as
 * JPEGs in docs/sheets, cut at 100 %. Good and bad alike: nothing is picked.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { requireChromium } from './lib/chromium.mjs';
import { openPage } from './lib/photo-run.mjs';
import { root } from './lib/project.mjs';
import { installSheets } from './lib/sheet-page.mjs';

const WIDE = 'lacuna-small';
const SLIM = 'lacuna-small-4ch';
const HELD_OUT = 'e2e/fixtures/held-out.jpg';
const QUALITY = 0.82;
/** The model alone: full strength, nothing from the picture's own pixels, enlarged as it is. */
const BARE = { seed: 1, strength: 1, start: 'smooth', detail: false };
/** As a person gets it. */
const DEFAULT = { seed: 1, intent: 'remove' };

/** @typedef {{ label: string, options: object | null }} Cell a null shows the picture with its hole */

/** @type {readonly Cell[]} */
const METHODS = [
  { label: 'hole', options: null },
  { label: 'own pixels (exemplar)', options: { ...DEFAULT, method: 'exemplar' } },
  { label: 'finetuned, as it comes', options: { ...DEFAULT, model: WIDE } },
  { label: 'replace, as it comes', options: { ...DEFAULT, model: SLIM } },
  { label: 'finetuned, bare', options: { ...BARE, model: WIDE } },
  { label: 'multiscale, bare', options: { ...BARE, model: WIDE, method: 'multiscale' } },
  { label: 'replace, bare', options: { ...BARE, model: SLIM, method: 'replace' } },
  { label: 'soft, bare', options: { ...BARE, model: SLIM, method: 'soft' } },
  {
    label: 'RePaint without jumps, bare',
    options: { ...BARE, model: SLIM, method: 'repaint', resampling: 1 },
  },
  { label: 'RePaint with jumps, bare', options: { ...BARE, model: SLIM, method: 'repaint', resampling: 5 } },
  { label: 'Langevin, bare', options: { ...BARE, model: SLIM, method: 'langevin' } },
  { label: 'finetuned, 4 steps, bare', options: { ...BARE, model: WIDE, steps: 4 } },
];

/** @type {Readonly<Record<string, (page: import('@playwright/test').Page) => Promise<string>>>} */
const SHEETS = {
  methods: (page) =>
    onPage(page, 'fills', {
      file: HELD_OUT,
      hole: { x: 600, y: 560, radius: 75 },
      side: 300,
      cells: METHODS,
      columns: 4,
    }),
  'methods-structure': (page) =>
    onPage(page, 'fills', {
      file: HELD_OUT,
      hole: { x: 700, y: 655, radius: 75 },
      side: 300,
      cells: METHODS,
      columns: 4,
    }),
  panorama: (page) =>
    onPage(page, 'panorama', {
      file: HELD_OUT,
      part: { x: 200, y: 250, width: 640, height: 480 },
      options: { seed: 1 },
    }),
  tileable: (page) =>
    onPage(page, 'tileable', {
      file: HELD_OUT,
      part: { x: 300, y: 700, width: 320, height: 240 },
      options: { seed: 1 },
    }),
  removal: (page) =>
    onPage(page, 'removal', {
      file: 'public/samples/kite.jpg',
      mask: 'public/samples/kite.mask.png',
      options: DEFAULT,
    }),
};

if (!ensureBuilt()) process.exit(1);
const wanted = process.argv.slice(2);
const folder = join(root, 'docs', 'sheets');
mkdirSync(folder, { recursive: true });
const opened = await openPage({
  executablePath: await requireChromium(),
  directory: undefined,
  threads: Math.min(2, cpus().length),
  pack: undefined,
});
try {
  await opened.page.evaluate(installSheets);
  for (const [name, make] of Object.entries(SHEETS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const jpeg = Buffer.from(await make(opened.page), 'base64');
    writeFileSync(join(folder, `${name}.jpg`), jpeg);
    console.log(`docs/sheets/${name}.jpg, ${Math.round(jpeg.length / 1000)} kB`);
  }
} finally {
  await opened.close();
}

/**
 * Makes one sheet in the page; files go there as text.
 *
 * @param {import('@playwright/test').Page} page
 * @param {'fills' | 'panorama' | 'tileable' | 'removal'} kind
 * @param {{ file: string, mask?: string, [more: string]: unknown }} job
 */
function onPage(page, kind, { file, mask, ...job }) {
  const base64 = (/** @type {string} */ path) => readFileSync(join(root, path)).toString('base64');
  const whole = { ...job, quality: QUALITY, file: base64(file), ...(mask ? { mask: base64(mask) } : {}) };
  return page.evaluate(
    ([name, sheet]) => /** @type {any} */ (window).sheets[name](sheet),
    /** @type {const} */ ([kind, whole]),
  );
}
