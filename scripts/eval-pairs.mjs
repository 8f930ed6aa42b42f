/**
 * A blind forced choice between two methods of `npm run eval`, at 100 %.
 *
 *   node scripts/eval-pairs.mjs make --a lacuna-small --b telea [--count 60] [--seed 1] [--rows 3]
 *     writes 000.png, 003.png ... (so many pairs a sheet, one a row from that number on: the hole marked, then two
 *     fills, unlabelled and shuffled) and README.txt to test-results/choice/a-b/, and which side is which to
 *     test-results/choice-keys/a-b.json, where no rater looks; `--rows 1` for viewers that shrink what is large
 *   node scripts/eval-pairs.mjs tally --a lacuna-small --b telea --answers FILE
 *     counts lines of `pair,better,keep` (left or right; left, right, both or none)
 *
 *   --eval DIR   where the evaluation lies (test-results/eval)
 *   --out DIR    where pairs and keys go (test-results)
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPixels, writePixels } from './lib/png.mjs';
import { root } from './lib/project.mjs';
import { below, marked, sideBySide } from './lib/side-by-side.mjs';
import { importTypeScript } from './lib/typescript.mjs';

const INSTRUCTIONS = `Each row of a sheet is a pair; the sheet's name is the number of the first. A row shows the same place
three times: the part to be made up in red, then two results, left and right.
Look at them at 100 %. For every pair write one line: number,better,keep
better: left or right, whichever looks more like an untouched photograph (always choose)
keep:   left, right, both or none: which of the two would be kept as it is
`;

const { positionals, values: flags } = parseArgs({
  allowPositionals: true,
  options: {
    a: { type: 'string' },
    b: { type: 'string' },
    count: { type: 'string' },
    seed: { type: 'string' },
    rows: { type: 'string' },
    answers: { type: 'string' },
    eval: { type: 'string' },
    out: { type: 'string' },
  },
});
const { a, b } = flags;
if (!a || !b) throw new Error('name the two methods with --a and --b');
const choice = /** @type {typeof import('../tools/evaluation/forced-choice.ts')} */ (
  await importTypeScript('tools/evaluation/forced-choice.ts')
);
const evaluation = flags.eval ?? join(root, 'test-results', 'eval');
const out = flags.out ?? join(root, 'test-results');
const keyFile = join(out, 'choice-keys', `${a}-${b}.json`);

if (positionals[0] === 'make') make(a, b);
else if (positionals[0] === 'tally') count();
else throw new Error('make or tally?');

/** @param {string} first @param {string} second */
function make(first, second) {
  const cases = readdirSync(evaluation)
    .map((name) => join(evaluation, name))
    .filter((folder) => [first, second].every((fill) => existsSync(join(folder, `${fill}.png`))))
    .map((folder) => JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')));
  const key = choice.shuffledPairs(
    cases,
    [first, second],
    Number(flags.count ?? 60),
    Number(flags.seed ?? 1),
  );
  const folder = join(out, 'choice', `${first}-${second}`);
  for (const path of [folder, join(out, 'choice-keys')]) mkdirSync(path, { recursive: true });
  const rows = key.map(({ case: index, left, right }) => {
    const from = (/** @type {string} */ name) =>
      readPixels(join(evaluation, String(index).padStart(3, '0'), `${name}.png`));
    return sideBySide([marked(from('truth'), from('mask')), from(left), from(right)]);
  });
  const each = Math.max(1, Number(flags.rows ?? 3));
  for (let at = 0; at < rows.length; at += each) {
    writePixels(join(folder, `${String(at).padStart(3, '0')}.png`), below(rows.slice(at, at + each)));
  }
  writeFileSync(join(folder, 'README.txt'), INSTRUCTIONS);
  writeFileSync(keyFile, JSON.stringify(key, null, 1));
  console.log(`${key.length} pairs in ${folder}; the key is ${keyFile}`);
}

function count() {
  if (!flags.answers || !existsSync(flags.answers)) throw new Error('name the answers with --answers');
  const key = JSON.parse(readFileSync(keyFile, 'utf8'));
  const percent = (/** @type {number} */ share) => `${Math.round(100 * share)} %`;
  for (const line of choice.tally(key, choice.parseAnswers(readFileSync(flags.answers, 'utf8')))) {
    const [low, high] = line.interval.map(percent);
    console.log(
      `${line.method}: preferred in ${line.preferred} of ${line.shown} (${percent(line.share)}, ${low} to ${high}), would be kept in ${percent(line.kept / line.shown)}`,
    );
  }
}
