/**
 * `npm run eval`: the judge. Fills in held-out photographs through the page's own engine, measured against the truth
 * and against fills without a model.
 *
 *   --data DIR       the pictures, as training/README.md lays them out (LACUNA_DATA)
 *   --limit N        the first N of the 200 cases
 *   --out DIR        where pictures and figures go (test-results/eval); what is there already is not done again
 *   --only A,B       only these methods
 *   --pack ID        the pack to judge (the first embedded one)
 *   --fill           fill alone: what is missing is measured by a later run
 *   --measure        measure what is there alone, without a browser
 *   --minutes N      stop after so long; the next run goes on
 *   --site DIR       serve this build instead of dist
 *   --write          write the table to docs/evaluation.md
 *
 * Python with OpenCV (Telea, Navier-Stokes) and G'MIC are used where they are.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { requireChromium } from './lib/chromium.mjs';
import { fillsIn, prepareCases } from './lib/eval-cases.mjs';
import { fillWithEngine, fillWithGmic, fillWithOpenCv } from './lib/eval-fills.mjs';
import { engineMethods } from './lib/eval-methods.mjs';
import { appendLine, readLines } from './lib/json-lines.mjs';
import { writeSection } from './lib/markdown.mjs';
import { openPage } from './lib/photo-run.mjs';
import { readPixels, writePixels } from './lib/png.mjs';
import { root } from './lib/project.mjs';
import { importTypeScript } from './lib/typescript.mjs';

const CASES = 200;
const SEED = 1;

const { values: flags } = parseArgs({
  options: {
    data: { type: 'string' },
    limit: { type: 'string' },
    out: { type: 'string' },
    only: { type: 'string' },
    pack: { type: 'string' },
    minutes: { type: 'string' },
    fill: { type: 'boolean' },
    measure: { type: 'boolean' },
    site: { type: 'string' },
    write: { type: 'boolean' },
  },
});
const data = flags.data ?? process.env.LACUNA_DATA ?? '';
if (!existsSync(data)) {
  console.error(
    'The photographs are missing: name their folder with --data or LACUNA_DATA (training/README.md).',
  );
  process.exit(1);
}
if (!flags.site && !flags.measure && !ensureBuilt()) process.exit(1);
const [{ measureFill }, { ringMean }, { evaluationTables }] =
  /** @type {[typeof import('../tools/evaluation/metrics/measure-fill.ts'), typeof import('../tools/evaluation/ring-mean.ts'), typeof import('../tools/evaluation/summary.ts')]} */ (
    await Promise.all(
      ['metrics/measure-fill.ts', 'ring-mean.ts', 'summary.ts'].map((file) =>
        importTypeScript(`tools/evaluation/${file}`),
      ),
    )
  );

const out = flags.out ?? join(root, 'test-results', 'eval');
mkdirSync(out, { recursive: true });
const times = join(out, 'seconds.jsonl');
const record = join(out, 'results.jsonl');
const count = Math.min(CASES, Number(flags.limit ?? CASES));
const threads = Math.min(2, cpus().length);
const end = Date.now() + 60_000 * Number(flags.minutes ?? Number.POSITIVE_INFINITY);
const wanted = (/** @type {string} */ name) => flags.only?.split(',').includes(name) ?? true;
if (!flags.measure) await fillAll();
if (!flags.fill) await measureAll();

/** Fills every case in every way that is missing. */
async function fillAll() {
  const opened = await openPage({
    executablePath: await requireChromium(),
    directory: flags.site,
    threads,
    pack: undefined,
  });
  try {
    const cases = await prepareCases(opened.page, { data, out, count });
    const packs = await opened.page.evaluate(() => /** @type {any} */ (window).lacuna.models());
    const erasers = packs
      .filter((/** @type {any} */ { graphs }) => graphs?.eraser)
      .map((/** @type {any} */ { id }) => id);
    const engine = engineMethods([flags.pack ?? packs[0].id], erasers, SEED);
    if (!fillWithOpenCv(out)) console.log('No Python with OpenCV: no Telea, no Navier-Stokes.');
    for (const one of cases) {
      for (const name of [...engine.map((method) => method.name), 'ring-mean', 'gmic']) {
        if (Date.now() > end) return;
        if (!wanted(name) || existsSync(join(one.folder, `${name}.png`))) continue;
        await fill(opened.page, one, name, engine).catch((error) => {
          console.log(`case ${one.index}, ${name}: ${error instanceof Error ? error.message : error}`);
        });
      }
      console.log(`case ${one.index} (${one.kind}) of ${cases.length}`);
    }
  } finally {
    await opened.close();
  }
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {import('./lib/eval-fills.mjs').Case} one
 * @param {string} name
 * @param {import('./lib/eval-methods.mjs').EngineMethod[]} engine
 */
async function fill(page, one, name, engine) {
  const method = engine.find((candidate) => candidate.name === name);
  /** @type {number | null} */
  let seconds = null;
  if (method) {
    seconds = await fillWithEngine(page, one, { ...method, options: method.options(one.kept !== null) });
  } else if (name === 'gmic') seconds = await fillWithGmic(one, name);
  else {
    const truth = readPixels(join(one.folder, 'truth.png'));
    writePixels(join(one.folder, `${name}.png`), ringMean(truth, one.mask.data));
  }
  if (seconds !== null) appendLine(times, { index: one.index, method: name, seconds });
}

/** Measures every fill that was not measured yet, and shows the tables. */
async function measureAll() {
  /** @type {import('../tools/evaluation/summary.ts').EvaluationResult[]} */
  const results = readLines(record);
  const done = new Set(results.map(({ index, method }) => `${index} ${method}`));
  const seconds = new Map(
    readLines(times).map((line) => [`${line.index} ${line.method}`, Number(line.seconds)]),
  );
  for (const one of await prepareCases(null, { data, out, count })) {
    if (Date.now() > end) break;
    const truth = readPixels(join(one.folder, 'truth.png'));
    for (const method of fillsIn(one.folder)) {
      const key = `${one.index} ${method}`;
      if (done.has(key) || !wanted(method)) continue;
      const filled = readPixels(join(one.folder, `${method}.png`));
      const figures = measureFill({ filled, truth, hole: one.mask.data });
      const result = { index: one.index, kind: one.kind, method, figures, seconds: seconds.get(key) ?? null };
      results.push(result);
      appendLine(record, result);
    }
  }
  const shown = results.filter(({ method }) => wanted(method));
  const text = `${cpus()[0]?.model.trim()}, ${cpus().length} cores; WASM with ${threads} threads; seed ${SEED}; ${new Set(shown.map(({ index }) => index)).size} of ${CASES} cases.\n\n${evaluationTables(shown)}`;
  console.log(`\n${text}`);
  if (flags.write) writeSection(join(root, 'docs', 'evaluation.md'), 'figures', text, '# Evaluation\n');
}
