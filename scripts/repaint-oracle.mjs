/** `npm run docs:repaint`: what each way to constrain a sample reaches on a problem with an exact answer; renews `docs/repaint.md`. */
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { writeSection } from './lib/markdown.mjs';
import { root } from './lib/project.mjs';

const SAMPLES = 20_000;

/** @param {string} path */
const load = async (path) =>
  (await runnerImport(join(root, 'workers/inference', path), { configFile: false, logLevel: 'error' }))
    .module;

const oracle =
  /** @type {typeof import('../workers/inference/pipelines/gaussian-oracle.test-support.ts')} */ (
    await load('pipelines/gaussian-oracle.test-support.ts')
  );
const { tutorialOracle } =
  /** @type {typeof import('../workers/inference/pipelines/tutorial-repaint.test-support.ts')} */ (
    await load('pipelines/tutorial-repaint.test-support.ts')
  );
const { repaint } = /** @type {typeof import('../workers/inference/conditioning/repaint.ts')} */ (
  await load('conditioning/repaint.ts')
);
const { langevin } = /** @type {typeof import('../workers/inference/conditioning/langevin.ts')} */ (
  await load('conditioning/langevin.ts')
);
const { repaintWalk } = /** @type {typeof import('../workers/inference/numerics/walk.ts')} */ (
  await load('numerics/walk.ts')
);

/** @param {number} steps @param {number} length @param {number} times @param {number} eta */
const right = (steps, length, times, eta = 1) =>
  oracle.solveOracle({
    walk: repaintWalk(oracle.oracleMoves(steps), length, times),
    ...{ condition: repaint, eta, samples: SAMPLES },
  });
/** @param {number} rounds */
const tutorial = (rounds) => tutorialOracle({ steps: 50, jumpLength: 10, rounds, samples: SAMPLES });
/** @param {number} steps @param {number} inner @param {number} stepSize */
const settled = (steps, inner, stepSize) =>
  oracle.solveOracle({
    walk: oracle.oracleMoves(steps),
    condition: (given) => langevin({ ...given, steps: inner, stepSize }),
    ...{ eta: 0, samples: SAMPLES },
  });

/** @type {readonly (readonly [string, () => unknown])[]} */
const ROWS = [
  ['circulated form, 50 steps, jumps of 10, 10 rounds', () => tutorial(10)],
  ['circulated form, one round', () => tutorial(1)],
  ['RePaint without jumps, 50 steps', () => right(50, 10, 1)],
  ['**RePaint, 50 steps, jumps of 10, 10 walks**', () => right(50, 10, 10)],
  ['the same without fresh noise (eta 0)', () => right(50, 10, 10, 0)],
  ['RePaint without jumps, 20 steps', () => right(20, 5, 1)],
  ['RePaint, 20 steps, jumps of 5, 2 walks', () => right(20, 5, 2)],
  ['RePaint, 20 steps, jumps of 5, 5 walks', () => right(20, 5, 5)],
  ['RePaint, 30 steps, jumps of 5, 5 walks', () => right(30, 5, 5)],
  ['Langevin, 20 steps, 2 inner steps of 0.5', () => settled(20, 2, 0.5)],
  ['Langevin, 20 steps, 3 inner steps of 0.2 (the default)', () => settled(20, 3, 0.2)],
  ['**Langevin, 20 steps, 5 inner steps of 0.2**', () => settled(20, 5, 0.2)],
];

const lines = ['| method | model calls | mean | variance |', '| --- | --- | --- | --- |'];
for (const [name, run] of ROWS) {
  const { calls, mean, variance } = /** @type {{ calls: number, mean: number, variance: number }} */ (
    await run()
  );
  lines.push(`| ${name} | ${calls} | ${mean.toFixed(3)} | ${variance.toFixed(3)} |`);
  console.log(lines.at(-1));
}
lines.push(`| the answer | | ${oracle.ORACLE.mean.toFixed(3)} | ${oracle.ORACLE.variance.toFixed(3)} |`);
writeSection(join(root, 'docs', 'repaint.md'), 'oracle', lines.join('\n'), '# RePaint\n');
