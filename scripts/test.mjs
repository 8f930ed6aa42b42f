/** `npm test`: every gate in order on a fresh clone; closes with `N passed, M failed`. `--full` adds the long tests. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireChromium } from './lib/chromium.mjs';
import { FIREFOX_ADVICE, obtainFirefox } from './lib/firefox.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { root } from './lib/project.mjs';
import { playwrightCounts, vitestCounts } from './lib/test-counts.mjs';

requireNode();
ensureInstalled();
const full = process.argv.includes('--full');
const reports = mkdtempSync(join(tmpdir(), 'lacuna-test-'));
const unitReport = join(reports, 'unit.json');
const e2eReport = join(reports, 'e2e.json');
/** @type {NodeJS.ProcessEnv} */
const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport, NO_COLOR: '1' };
delete env.FORCE_COLOR;

/** @type {{ passed: number, failed: number }} */
const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const failed = [];
/** @type {string[]} */
const skipped = [];

/** @param {string} name @param {boolean} ok @param {number} start @param {string} [note] */
function record(name, ok, start, note = '') {
  total[ok ? 'passed' : 'failed'] += 1;
  if (!ok) failed.push(name);
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${seconds} s  ${name}${note}`);
}

/**
 * Runs an npm script as a gate.
 *
 * @param {string} script
 * @param {string[]} [args]
 * @param {() => { passed: number, failed: number }} [counts] tests inside the gate
 */
function gate(script, args = [], counts) {
  const start = performance.now();
  console.log(`\n--- ${script}`);
  const run = spawnSync('npm', ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  const inside = counts?.();
  total.passed += inside?.passed ?? 0;
  total.failed += inside?.failed ?? 0;
  // A run without a single test is a failure of the gate itself.
  const ok = run.status === 0 && (inside === undefined || inside.passed > 0);
  record(script, ok, start, inside ? `  (${inside.passed} passed, ${inside.failed} failed)` : '');
  return ok;
}

gate('check:format');
gate('check:lint');
gate('check:types');
gate('check:cycles');
gate('check:unused');
gate('test:unit', ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`], () =>
  vitestCounts(unitReport),
);
if (gate('build')) {
  gate('check:size');
  const start = performance.now();
  try {
    env.CHROMIUM_PATH = await requireChromium();
    const more = full ? ['--project=full'] : [];
    // A browser that is not there is told below as a test that did not run.
    if (full && !obtainFirefox()) skipped.push(FIREFOX_ADVICE);
    gate('test:e2e', ['--reporter=list,json', ...more], () => playwrightCounts(e2eReport));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    record('test:e2e', false, start);
  }
} else {
  record('check:size (no build)', false, performance.now());
  record('test:e2e (no build)', false, performance.now());
}

rmSync(reports, { recursive: true, force: true });
for (const reason of skipped) console.log(`\nSkipped: ${reason}`);
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
