/**
 * `npm run bench`: what a fill costs on this machine, as tables and in docs/benchmarks.md. About a quarter of an hour.
 *
 *   --only A,B   only these parts: fills, methods, graphs, sizes, memory, visit, tasks, editor
 *   --dry        print, write nothing
 */
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { requireChromium } from './lib/chromium.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { table, writeSection } from './lib/markdown.mjs';
import { root } from './lib/project.mjs';

const { values: flags } = parseArgs({ options: { only: { type: 'string' }, dry: { type: 'boolean' } } });
const MEGABITS = 20;
const HOLE = 300;
const TITLE = '# Benchmarks\n\nWritten by `npm run bench`; run it on a machine that does nothing else.\n';

requireNode();
ensureInstalled();
if (!ensureBuilt()) process.exit(1);
const { givePicture, withPage } = await import('./lib/bench-page.mjs');
const { measureDefaults, measureMethods, ownShare, packIds, WARMING } = await import('./lib/bench-fills.mjs');
const { editorSection, tasksSection } = await import('./lib/bench-editor-text.mjs');
const { measureGraphs } = await import('./lib/bench-graphs.mjs');
const { CHANGES, FILLS, measureMemory } = await import('./lib/bench-memory.mjs');
const { measureSizes } = await import('./lib/bench-size.mjs');
const { measureFirstVisit } = await import('./lib/bench-visit.mjs');

const cores = cpus();
const threads = Math.min(2, cores.length);
const browser = { executablePath: await requireChromium(), threads };
const file = readFileSync(join(root, 'e2e/fixtures/held-out.jpg'));
const seconds = (/** @type {number} */ ms) => (ms / 1000).toFixed(2);
const millions = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)} %`;
const machine = `${cores[0]?.model.trim()}, ${cores.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;

/** @type {Readonly<Record<string, () => Promise<string>>>} */
const PARTS = {
  fills,
  methods,
  graphs,
  sizes,
  memory,
  visit,
  tasks: () => tasksSection(browser, machine),
  editor: () => editorSection(browser, machine),
};
for (const [name, part] of Object.entries(PARTS)) {
  if (!(flags.only?.split(',').includes(name) ?? true)) continue;
  const text = await part();
  console.log(`\n${text}`);
  if (!flags.dry) writeSection(join(root, 'docs', 'benchmarks.md'), name, text, TITLE);
}
console.log('Sharpness, seams and colour on photographs: npm run bench:photos (docs/quality/README.md).');

function fills() {
  return withPage(browser, async ({ page, browser: program }) => {
    const picture = await givePicture(page, 'photograph', { file });
    const rows = await measureDefaults(page, 'photograph');
    const cells = rows.map(({ pack, method, hole, timings: t }) => {
      const stages = [
        t.totalMs,
        t.textMs,
        t.encodeMs,
        t.denoiseMs,
        t.decodeMs,
        t.stitchMs,
        t.detailMs,
        t.sessionRunMs,
      ];
      const own = method === 'exemplar' ? '' : percent(ownShare(t));
      return [pack, method, hole, t.steps, ...stages.map(seconds), own];
    });
    return [
      '## A fill as it comes',
      '',
      `Machine: ${machine}; Chromium ${program.version()}, WASM with ${threads} threads. Picture: ${picture}, a square hole in its middle, sessions loaded, after ${WARMING} fills; seconds.`,
      '',
      table(
        [
          'pack',
          'method',
          'hole (px)',
          'steps',
          'total',
          'text',
          'encode',
          'denoise',
          'decode',
          'stitch',
          'own pixels',
          'inside the graphs',
          'own share',
        ],
        cells,
      ),
      '',
      "Own share: all of the fill but own pixels, loading and the time inside the graphs, over the time inside the graphs. Own pixels: everything made of the picture's own pixels, which no model has a part in.",
    ].join('\n');
  });
}

function methods() {
  return withPage(browser, async ({ page }) => {
    await givePicture(page, 'photograph', { file });
    const rows = await measureMethods(page, 'photograph', HOLE);
    const cells = rows.map(({ pack, method, timings: t }) => {
      const stages = [t.totalMs - t.detailMs, t.encodeMs, t.denoiseMs, t.decodeMs, t.sessionRunMs];
      return [pack, method, t.steps, ...stages.map(seconds), percent(ownShare(t))];
    });
    return [
      '## Every method',
      '',
      `A hole of ${HOLE} px, full strength, no guidance, nothing from own pixels; in 20 and in 4 steps, each method after ${WARMING} fills by it. Bars: own share up to 3 % at 20 steps and 10 % at 4.`,
      '',
      table(
        ['pack', 'method', 'steps', 'total', 'encode', 'denoise', 'decode', 'inside the graphs', 'own share'],
        cells,
      ),
    ].join('\n');
  });
}

async function graphs() {
  const found = await measureGraphs({ ...browser, pack: 'lacuna-small' });
  const fill = (/** @type {import('./lib/bench-graphs.mjs').GraphTimes} */ t, /** @type {number} */ steps) =>
    t.encodeMs + steps * t.unetMs + t.decodeMs;
  const rows = [{ name: 'ONNX Runtime Web, WASM', times: found.browser }];
  if (found.torch) rows.push({ name: `PyTorch ${found.torch.version}, CPU`, times: found.torch });
  const cells = rows.map(({ name, times: t }) => [
    name,
    ...[t.encodeMs, t.unetMs, t.decodeMs].map((ms) => ms.toFixed(1)),
    seconds(fill(t, 20)),
    seconds(fill(t, 4)),
  ]);
  const ratio = found.torch ? fill(found.browser, 20) / fill(found.torch, 20) : null;
  return [
    '## The graphs alone',
    '',
    `The graphs of \`lacuna-small\` called in a loop, nothing else, 256 px, ${threads} threads, float32; milliseconds, the fastest call. With one encode and one decode that makes a fill of so many seconds:`,
    '',
    table(['runtime', 'encoder', 'U-Net', 'decoder', '20 steps (s)', '4 steps (s)'], cells),
    '',
    ratio === null
      ? 'PyTorch was not there to compare with.'
      : `In the browser the same loop takes ${ratio.toFixed(2)} times as long as in PyTorch, measured in one run.`,
  ].join('\n');
}

function sizes() {
  return withPage(browser, async ({ page }) => {
    const rows = await measureSizes(page, HOLE);
    const cells = rows.map(({ megapixels, totalMs, ratio }) => [
      megapixels,
      seconds(totalMs),
      ratio.toFixed(2),
    ]);
    return [
      '## The same hole in a larger picture',
      '',
      `A hole of ${HOLE} px, the fill alone (no opening, no export), fastest of three. Bar: 1.1.`,
      '',
      table(['megapixels', 'fill (s)', 'times the smallest'], cells),
    ].join('\n');
  });
}

function memory() {
  return withPage(browser, async ({ page }) => {
    const small = await givePicture(page, 'small', { width: 400, height: 300 });
    const large = await givePicture(page, 'photograph', { file });
    const packs = await packIds(page);
    const {
      fills: same,
      changes,
      peak,
    } = await measureMemory(page, { small: 'small', large: 'photograph', packs });
    /** @type {readonly (readonly ['inference' | 'codec' | 'page' | 'resident', string])[]} */
    const whose = [
      ['inference', 'inference worker: objects and array buffers'],
      ['codec', 'codec worker: the same'],
      ['page', 'page: the same'],
      ['resident', "the page's process, with workers and runtime: resident"],
    ];
    const row = (
      /** @type {import('./lib/bench-memory.mjs').Course} */ course,
      /** @type {typeof whose[number][0]} */ key,
    ) => course.map((held) => ((held[key] ?? Number.NaN) / 1e6).toFixed(1)).join(', ');
    return [
      '## Memory',
      '',
      `Between jobs, in MB, after a collection: before, meanwhile and at the end. One step and a hole of 64 px in a picture of ${small}; every job opens, fills and exports.`,
      '',
      table(
        ['what', `${FILLS} fills, one model`, `${CHANGES} fills, the models in turn`],
        whose.map(([key, name]) => [name, row(same, key), row(changes, key)]),
      ),
      '',
      `Most while a job runs, a hole of 600 px in a picture of ${large} among them: objects and array buffers of the inference worker ${millions(peak.inference)}${peak.resident === null ? '' : `, resident in the page's process ${millions(peak.resident)}`}.`,
    ].join('\n');
  });
}

async function visit() {
  const { usableMs, coldFillMs, bytes } = await measureFirstVisit({ ...browser, megabits: MEGABITS });
  return [
    '## A first visit',
    '',
    `Over ${MEGABITS} Mbit/s (same machine, files as they lie, without the compression that hosts add): editor usable after ${seconds(usableMs)} s, first fill there ${seconds(coldFillMs)} s after the click, ${(bytes / 1e6).toFixed(1)} MB in all by then.`,
  ].join('\n');
}
