import { existsSync } from 'node:fs';
import { aptInstall, findProgram, isDebian, runnable } from './programs.mjs';

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
  const found = findProgram(NAMES, MAC);
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
  aptInstall('chromium');
  const installed = await findChromium();
  if (installed) return installed;
  const how = isDebian() ? 'sudo apt-get install chromium' : 'npx playwright install chromium';
  throw new Error(`No Chromium found. Run: ${how}   (or set CHROMIUM_PATH)`);
}
