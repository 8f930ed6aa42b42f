import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, root } from './project.mjs';

const INPUT_FOLDERS = ['src', 'workers', 'public', 'scripts'];
const INPUT_FILES = ['index.html', 'vite.config.ts', 'package.json', 'package-lock.json'];
// Written by the build itself.
const GENERATED = ['public/runtime/'];
// Kept beside the packages, not in dist: dist holds only what a host serves.
const STAMP = join(root, 'node_modules', '.cache', 'lacuna-build');

/** Changes whenever a file that the build reads is added, removed or written. */
function inputsFingerprint() {
  const hash = createHash('sha256');
  const files = INPUT_FOLDERS.flatMap((folder) =>
    listFiles(join(root, folder)).map((file) => `${folder}/${file}`),
  );
  for (const file of [...files, ...INPUT_FILES]) {
    if (GENERATED.some((folder) => file.startsWith(folder))) continue;
    const info = statSync(join(root, file), { throwIfNoEntry: false });
    if (info) hash.update(`${file} ${info.size} ${info.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** True when `dist` is complete and newer than everything it is made from. */
export function isBuilt() {
  const complete = ['index.html', 'sw.js'].every((file) => existsSync(join(root, 'dist', file)));
  return complete && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputsFingerprint();
}

/** Builds `dist` with `npm run build` when it is missing or stale. Returns false when the build fails. */
export function ensureBuilt() {
  if (isBuilt()) return true;
  console.log('Building ...');
  const done = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  return done.status === 0;
}

/** Notes that `dist` is now made from the inputs as they are; the build's last step. */
export function markBuilt() {
  mkdirSync(join(STAMP, '..'), { recursive: true });
  writeFileSync(STAMP, inputsFingerprint());
}
