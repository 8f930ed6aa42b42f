/** Part of `npm run check:lint`: the rules of layout that the linter cannot express. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, root } from './lib/project.mjs';
import { fileProblems, lockProblems } from './lib/structure.mjs';

const FOLDERS = ['src', 'workers', 'scripts', 'e2e', 'training', 'tools', 'docs'];
const FILES = [
  'README.md',
  'CONTRIBUTING.md',
  'CREDITS.md',
  'index.html',
  'package.json',
  'vite.config.ts',
  'vitest.config.ts',
  'playwright.config.ts',
];
const CHECKED = /\.(ts|tsx|mjs|py|css|html|md)$/;
const GENERATED = /^training\/(data|runs|shards)\/|\/__pycache__\//;

const files = FOLDERS.flatMap((folder) => listFiles(join(root, folder)).map((file) => `${folder}/${file}`))
  .concat(FILES)
  .filter((file) => CHECKED.test(file) && !GENERATED.test(file));

const problems = files.flatMap((file) => {
  let source;
  try {
    source = readFileSync(join(root, file), 'utf8');
  } catch {
    return [];
  }
  return fileProblems(file, source).map((problem) => `${file}: ${problem}`);
});
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
problems.push(...lockProblems(lock).map((problem) => `package-lock.json: ${problem}`));
if (/registry\s*=/.test(readFileSync(join(root, '.npmrc'), 'utf8')))
  problems.push('.npmrc: names a registry');

for (const problem of problems) console.error(problem);
console.log(`structure: ${files.length} files, ${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
