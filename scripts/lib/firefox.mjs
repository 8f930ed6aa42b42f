import { aptInstall, findProgram, isDebian, runnable } from './programs.mjs';

const MAC = ['/Applications/Firefox.app/Contents/MacOS/firefox'];

/** What to run where there is no Firefox. */
export const FIREFOX_ADVICE = `No Firefox found. Run: ${isDebian() ? 'sudo apt-get install firefox-esr' : 'an installer from firefox.com'}   (or set FIREFOX_PATH)`;

/** Path of a Firefox: `FIREFOX_PATH`, then the system's; null when there is none. */
export function findFirefox() {
  const given = process.env.FIREFOX_PATH;
  if (!given) return findProgram(['firefox-esr', 'firefox'], MAC);
  if (runnable(given)) return given;
  throw new Error(`FIREFOX_PATH names "${given}", which is not a program`);
}

/** As `findFirefox`; on Debian, as root, it installs the package first where there is none. */
export function obtainFirefox() {
  const found = findFirefox();
  if (found) return found;
  aptInstall('firefox-esr');
  return findFirefox();
}
