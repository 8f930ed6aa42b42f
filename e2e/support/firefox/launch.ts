import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bidi } from './bidi.ts';

export interface Firefox {
  readonly bidi: Bidi;
  /** Folder that downloads land in. */
  readonly downloads: string;
  close(): Promise<void>;
}

const START_LIMIT_MS = 60_000;

/** Starts a Firefox without a window, on a profile of its own that goes away with it. */
export async function launchFirefox(path: string): Promise<Firefox> {
  const folder = mkdtempSync(join(tmpdir(), 'lacuna-firefox-'));
  const downloads = join(folder, 'downloads');
  mkdirSync(downloads);
  const preferences = {
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    'browser.shell.checkDefaultBrowser': false,
    'app.update.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,none',
  };
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
  );
  writeFileSync(join(folder, 'user.js'), lines.join('\n'));
  const args = ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port', '0'];
  const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    setTimeout(() => reject(new Error(`Firefox did not start: ${said}`)), START_LIMIT_MS).unref();
    child.stderr.on('data', (data) => {
      said += data;
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
      if (found) resolve(`${found}/session`);
    });
    child.once('error', reject);
  });
  const bidi = await Bidi.connect(address);
  await bidi.send('session.new', { capabilities: {} });
  return {
    bidi,
    downloads,
    async close() {
      await bidi.send('browser.close', {}).catch(() => child.kill());
      bidi.close();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
