/** `npm run check:types`: the compiler over every world; each sees only the globals it really has. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './lib/project.mjs';

const WORLDS = ['workers/shared', 'workers', 'src', 'e2e', 'scripts', 'tools'];
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
let failed = false;
for (const world of WORLDS) {
  const run = spawnSync(process.execPath, [compiler, '--project', world], { cwd: root, stdio: 'inherit' });
  if (run.status !== 0) {
    console.error(`types: ${world} failed`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
