/**
 * `npm run eval`: the judge. Fills in held-out photographs through the page's own engine, measured against the truth
 * and against fills without a model.
 *
 *   --data DIR       the pictures, as training/README.md lays them out (LACUNA_DATA)
 *   --limit N        the first N of the 200 cases
 *   --out DIR        where pictures and figures go (test-results/eval); what is there already is not done again
 *   --only A,B       only these methods
 *   --pack ID        the pack to judge (the first embedded one)
 *   --minutes N      stop after so long; the next run goes on
 *   --site DIR       serve this build instead of dist
 *   --write          write the table to docs/evaluation.md
 *
 * Python with OpenCV (Telea, Navier-Stokes) and G'MIC are used where they are.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { requireChromium } from './lib/chromium.mjs';
import { prepareCases } from './lib/eval-cases.mjs';
import { fillWithEngine, fillWithGmic, fillWithOpenCv } from './lib/eval-fills.mjs';
import { engineMethods } from './lib/eval-methods.mjs';
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
    site: { type: 'string' },
    write: { type: 'boolean' },
  },
});
const data = flags.data ?? process.env.LACUNA_DATA;
if (!data || !existsSync(data)) {
  console.error(
    'The photographs are missing: name their folder with --data or LACUNA_DATA (training/README.md).',
  );
  process.exit(1);
}
if (!flags.site && !ensureBuilt()) process.exit(1);
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
const record = join(out, 'results.jsonl');
/** @type {import('../tools/evaluation/summary.ts').EvaluationResult[]} */
const results = existsSync(record)
  ? readFileSync(record, 'utf8')
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  : [];
const done = new Set(results.map(({ index, method }) => `${index} ${method}`));
const threads = Math.min(2, cpus().length);
const opened = await openPage({
  executablePath: await requireChromium(),
  directory: flags.site,
  threads,
  pack: undefined,
});
let failed = 0;
try {
  const count = Math.min(CASES, Number(flags.limit ?? CASES));
  const cases = await prepareCases(opened.page, { data, out, count });
  const packs = await opened.page.evaluate(() => /** @type {any} */ (window).lacuna.models());
  const engine = engineMethods([flags.pack ?? packs[0].id], SEED);
  if (!fillWithOpenCv(out)) console.log('No Python with OpenCV: no Telea, no Navier-Stokes.');
  const names = [...engine.map((method) => method.name), 'ring-mean', 'telea', 'navier-stokes', 'gmic'];
  const end = Date.now() + 60_000 * Number(flags.minutes ?? Number.POSITIVE_INFINITY);
  for (const one of cases) {
    if (Date.now() > end) break;
    for (const name of names) {
      if (Date.now() > end) break;
      if (done.has(`${one.index} ${name}`) || !(flags.only?.split(',').includes(name) ?? true)) continue;
      await judge(one, name, engine).catch((error) => {
        failed++;
        console.log(`case ${one.index}, ${name}: ${error instanceof Error ? error.message : error}`);
      });
    }
    console.log(`case ${one.index} (${one.kind}) of ${cases.length}`);
  }
} finally {
  await opened.close();
}
const text = `Machine: ${cpus()[0]?.model.trim()}, ${cpus().length} cores; Chromium ${opened.version}, WASM with ${threads} threads; seed ${SEED}; ${new Set(results.map(({ index }) => index)).size} cases${failed > 0 ? `, ${failed} fills failed` : ''}.\n\n${evaluationTables(results)}`;
console.log(`\n${text}`);
if (flags.write) writeSection(join(root, 'docs', 'evaluation.md'), 'figures', text, '# Evaluation\n');

/**
 * Fills a case in one way and writes down its figures.
 *
 * @param {import('./lib/eval-fills.mjs').Case} one
 * @param {string} name
 * @param {import('./lib/eval-methods.mjs').EngineMethod[]} engine
 */
async function judge(one, name, engine) {
  const truth = readPixels(join(one.folder, 'truth.png'));
  const hole = one.mask.data;
  const target = join(one.folder, `${name}.png`);
  const method = engine.find((candidate) => candidate.name === name);
  /** @type {number | null} */
  let seconds = null;
  if (method) {
    const options = method.options(one.kept !== null);
    seconds = await fillWithEngine(opened.page, one, { name, options });
  }
  if (name === 'ring-mean') writePixels(target, ringMean(truth, hole));
  else if (name === 'gmic') seconds = await fillWithGmic(one, name);
  if (!existsSync(target)) return;
  const figures = measureFill({ filled: readPixels(target), truth, hole });
  const result = { index: one.index, kind: one.kind, method: name, figures, seconds };
  results.push(result);
  appendFileSync(record, `${JSON.stringify(result)}\n`);
}
