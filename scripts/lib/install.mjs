import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

/** Stops with one clear line when this Node is not in `engines` of package.json. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24) return;
  console.error(
    `Lacuna needs Node 20.19 or newer (20.x), 22.13 or newer (22.x), or 24 and later; this is ${process.versions.node}.`,
  );
  process.exit(1);
}

/**
 * True when every package that the lockfile asks for is installed in its version. Packages for other platforms
 * (optional in the lockfile) may be missing.
 *
 * @param {string} [folder] the project, for tests
 */
export function isInstalled(folder = root) {
  const installedPath = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const wanted = readPackages(join(folder, 'package-lock.json'));
  const installed = readPackages(installedPath);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional) return true;
    return installed[path]?.version === entry.version && existsSync(join(folder, path, 'package.json'));
  });
}

/** Runs `npm ci` when something is missing or stale; stops the process when that fails. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing packages (npm ci) ...');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status === 0) return;
  console.error('npm ci failed: see its message above. Lacuna needs the npm registry once, to install.');
  process.exit(1);
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}
