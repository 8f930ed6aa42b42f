import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Flags for every launch: nothing in the browser may talk to the network on its own. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** On top of `CHROMIUM_ARGS`: WebGPU without a GPU. */
export const SOFTWARE_WEBGPU_ARGS = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

/**
 * Path of a Chromium: `CHROMIUM_PATH`, the system's, then the one Playwright keeps. Null when there is none.
 *
 * @returns {Promise<string | null>}
 */
export async function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (runnable(given)) return given;
    throw new Error(`CHROMIUM_PATH names "${given}", which is not a program`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const system = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC];
  const found = system.find(runnable);
  if (found) return found;
  const { chromium } = await import('@playwright/test');
  const kept = chromium.executablePath();
  return kept && existsSync(kept) ? kept : null;
}

/**
 * As `findChromium`; on Debian and its kin, as root, it installs the package first where there is none.
 *
 * @returns {Promise<string>} rejects with one line that says what to run
 */
export async function requireChromium() {
  const found = await findChromium();
  if (found) return found;
  if (isDebian() && process.getuid?.() === 0) {
    console.log('Installing Chromium (apt-get install chromium) ...');
    apt(['update', '-qq']);
    apt(['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    const installed = await findChromium();
    if (installed) return installed;
  }
  const how = isDebian() ? 'sudo apt-get install chromium' : 'npx playwright install chromium';
  throw new Error(`No Chromium found. Run: ${how}   (or set CHROMIUM_PATH)`);
}

/** @param {string} path */
function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebian() {
  return (
    existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

/** @param {string[]} args */
function apt(args) {
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
