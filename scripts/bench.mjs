/** `npm run bench`: seconds per fill on this machine, as a table and in docs/benchmarks.md. */
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { requireChromium } from './lib/chromium.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { writeSection } from './lib/markdown.mjs';
import { root } from './lib/project.mjs';

const HOLES = [100, 300, 600];
const MEGABITS = 20;
const TITLE = '# Benchmarks\n\nWritten by `npm run bench`; run it on a machine that does nothing else.\n';

requireNode();
ensureInstalled();
if (!ensureBuilt()) process.exit(1);
const { measureFills, measureFirstVisit, ownShare } = await import('./lib/bench-run.mjs');

const cores = cpus();
const threads = Math.min(2, cores.length);
const executablePath = await requireChromium();
const image = readFileSync(join(root, 'e2e/fixtures/held-out.jpg'));
const visit = await measureFirstVisit({ executablePath, megabits: MEGABITS });
const { rows, browser, picture } = await measureFills({ executablePath, image, holes: HOLES, threads });

const seconds = (/** @type {number} */ ms) => (ms / 1000).toFixed(2);
const lines = rows.map(({ pack, hole, timings: t }) => {
  const own = (100 * ownShare(t)).toFixed(1);
  const stages = [t.textMs, t.encodeMs, t.denoiseMs, t.decodeMs, t.stitchMs, t.detailMs];
  const parts = [t.totalMs, ...stages, t.sessionRunMs].map(seconds);
  return `| ${[pack, hole, t.steps, ...parts, `${own} %`].join(' | ')} |`;
});
const section = [
  `Machine: ${cores[0]?.model.trim()}, ${cores.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; Chromium ${browser}, WASM with ${threads} threads. Picture: ${picture}, a square hole in its middle, sessions loaded.`,
  '',
  '| pack | hole (px) | steps | total (s) | text | encode | denoise | decode | stitch | detail | inside the graphs | own share |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ...lines,
  '',
  'Own share: all of the fill but detail, loading and the time inside the graphs, over the time inside the graphs.',
  '',
  `First visit over ${MEGABITS} Mbit/s (same machine, files as they lie, without the compression that hosts add): editor usable after ${seconds(visit.usableMs)} s, first fill there ${seconds(visit.coldFillMs)} s after the click, ${(visit.bytes / 1e6).toFixed(1)} MB in all by then.`,
].join('\n');
console.log(`\n${section}\n`);
writeSection(join(root, 'docs', 'benchmarks.md'), 'fills', section, TITLE);
