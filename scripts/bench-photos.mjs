/**
 * `npm run bench:photos`: fills on held-out photographs at 100 %, through the page's own engine.
 *
 *   --pictures DIR   the photographs (or LACUNA_DATA): at their paths in training/sources.json, or flat
 *   --out DIR        where the crops and results.json go (test-results/photos)
 *   --only TEXT      only holes whose name holds the text
 *   --site DIR       serve this build instead of dist
 *   --pack ID        another pack than the best one (see LACUNA_EXTRA_MODELS in scripts/serve.mjs)
 *   --grow SHARES    extend the photographs on the right as well, by these shares of their width, e.g. 0.25,1
 *   --no-fills       extend only
 *   --write          write what was run to docs/quality/README.md, and the sheets of fills beside it
 *
 * The figures need python with numpy and opencv; without it there are times only.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { requireChromium } from './lib/chromium.mjs';
import { heldOutHoles } from './lib/held-out.mjs';
import { writeSection } from './lib/markdown.mjs';
import { fillPhoto, growPhoto, openPage } from './lib/photo-run.mjs';
import { fillTable, growthTable } from './lib/photo-table.mjs';
import { root } from './lib/project.mjs';

const { values: flags } = parseArgs({
  options: {
    pictures: { type: 'string' },
    out: { type: 'string' },
    only: { type: 'string' },
    site: { type: 'string' },
    pack: { type: 'string' },
    grow: { type: 'string' },
    'no-fills': { type: 'boolean' },
    write: { type: 'boolean' },
  },
});
const PYTHON = process.platform === 'win32' ? 'python' : 'python3';
const SEED = 1;
const base = { seed: SEED, intent: 'remove', ...(flags.pack === undefined ? {} : { model: flags.pack }) };
/** The candidates of each run by name, in the order in which they come; the last run is the page's own. */
const RUNS = [
  { names: ['exemplar'], options: { ...base, method: 'exemplar' } },
  { names: ['bare'], options: { ...base, start: 'smooth', strength: 1, detail: false } },
  { names: ['detail'], options: { ...base, start: 'smooth', strength: 1 } },
  { names: ['first', 'drawn', 'default'], options: { ...base, eraser: 'mi-gan' } },
];

/** How a picture grows: by itself, and all in one pass. @type {[string, number | undefined][]} */
const WAYS = [
  ['auto', undefined],
  ['one pass', 0],
];

if (!flags.site && !ensureBuilt()) process.exit(1);
const out = flags.out ?? join(root, 'test-results', 'photos');
mkdirSync(out, { recursive: true });
const folder = flags.pictures ?? process.env.LACUNA_DATA;
const holes = heldOutHoles(folder).filter(({ name }) => name.includes(flags.only ?? ''));
const threads = Math.min(2, cpus().length);
const opened = await openPage({
  executablePath: await requireChromium(),
  directory: flags.site,
  threads,
  pack: flags.pack,
});
const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; Chromium ${opened.version}, WASM with ${threads} threads, sessions loaded; seed ${SEED}.`;
const results = [];
try {
  for (const hole of flags['no-fills'] ? [] : holes) {
    const place = join(out, hole.name);
    /** @type {Record<string, any>} */
    const runs = {};
    for (const { names, options } of RUNS) {
      Object.assign(runs, await fillPhoto(opened.page, hole, options, names, place));
    }
    Object.assign(results[results.push({ ...hole, runs }) - 1] ?? {}, { figures: figuresOf(place) });
    report(hole.name, runs);
  }
  for (const share of (flags.grow ?? '').split(',').filter(Boolean).map(Number)) {
    for (const { picture, file } of new Map(holes.map((hole) => [hole.picture, hole])).values()) {
      for (const [way, stepPx] of share > 0.5 ? WAYS : WAYS.slice(0, 1)) {
        const step = stepPx === undefined ? {} : { stepPx };
        // Where one side grows no erase model draws: own pixels are the first look.
        for (const [run, ways] of /** @type {const} */ ([
          ['first', { method: 'exemplar' }],
          ['default', {}],
        ])) {
          const path = join(out, `${picture}-right-${share}-${way}-${run}.png`);
          const options = { ...base, intent: 'expand', ...step, ...ways };
          const grown = await growPhoto(opened.page, file, { share, options }, path);
          const figures = growthFigures(path, grown);
          results.push({ name: picture, picture, share, way, run, grown, figures });
          report(`${picture} grown by ${share}, ${way} (${grown.changed} original pixels changed)`, {
            [run]: grown,
          });
        }
      }
    }
  }
} finally {
  // What was measured before a failure is kept.
  writeFileSync(join(out, 'results.json'), JSON.stringify({ machine, results }, null, 1));
  await opened.close();
}
const docs = join(root, 'docs', 'quality');
// Fills and extensions may be run apart: each keeps what the other wrote.
if (!flags['no-fills']) tell('figures', fillTable(results, machine));
if (flags.grow) tell('extensions', growthTable(results, machine));
if (flags.write && !flags['no-fills']) {
  spawnSync(PYTHON, [join(root, 'tools/quality/sheets.py'), out, docs], { stdio: 'inherit' });
}

/** @param {string} section @param {string} table */
function tell(section, table) {
  console.log(`\n${table}`);
  if (flags.write) writeSection(join(docs, 'README.md'), section, table, '# Quality\n');
}

/** The figures by name of the run and of Telea's method; null without python. @param {string} place */
function figuresOf(place) {
  const names = ['truth', 'mask', ...RUNS.flatMap(({ names }) => names)];
  const files = names.map((name) => join(place, `${name}.png`));
  const tool = join(root, 'tools/quality/fill_metrics.py');
  const done = spawnSync(PYTHON, [tool, ...files], { encoding: 'utf8' });
  if (done.status !== 0 || !existsSync(tool)) return null;
  /** @type {Record<string, Record<string, number>>} */
  const figures = {};
  for (const line of done.stdout.trim().split('\n')) {
    const [name = '', ...words] = line.split(/\s+/);
    figures[name.replace('.png', '')] = pairsOf(words);
  }
  return figures;
}

/**
 * Figures of a grown picture; null without python.
 *
 * @param {string} path
 * @param {{ added: number, chain: readonly { stage: string, note: string }[] }} grown
 */
function growthFigures(path, { added, chain }) {
  const steps = chain.find(({ stage }) => stage === 'steps')?.note ?? '1';
  const tool = join(root, 'tools/quality/grow_metrics.py');
  const done = spawnSync(PYTHON, [tool, path, String(added), steps], { encoding: 'utf8' });
  return done.status === 0 ? pairsOf(done.stdout.trim().split(/\s+/)) : null;
}

/** @param {readonly string[]} words names and numbers in turn */
function pairsOf(words) {
  const pairs = [];
  for (let k = 0; k < words.length; k += 2) pairs.push([words[k], Number(words[k + 1])]);
  return Object.fromEntries(pairs);
}

/** @param {string} name @param {Record<string, any>} runs */
function report(name, runs) {
  const parts = Object.entries(runs).map(
    ([run, { timings }]) => `${run} ${(timings.totalMs / 1000).toFixed(1)} s`,
  );
  console.log(`${name}: ${parts.join(', ')}`);
}
