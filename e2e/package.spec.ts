import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { serve } from '../scripts/serve.mjs';
import { EditorPage } from './support/editor-page.ts';

/** Runs `npm run package` and gives the zip's bytes. */
function makePackage(): Uint8Array {
  execFileSync(process.execPath, ['scripts/package.mjs'], { stdio: 'pipe' });
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  return readFileSync(`packages/lacuna-${version}.zip`);
}

test('the package is reproducible, and works unzipped on a plain host under a sub-path', async ({ page }) => {
  const zip = makePackage();
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  expect(hash(makePackage())).toBe(hash(zip));

  const folder = mkdtempSync(join(tmpdir(), 'lacuna-package-'));
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  const site = await serve({ directory: folder, headers: false });
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const editor = new EditorPage(page, `${site.url}lacuna-${version}/`);
  await editor.goto();
  await editor.open('e2e/fixtures/images/photo.jpg');
  expect(new URL(page.url()).pathname).toBe(`/lacuna-${version}/`);
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  expect((await editor.exportPng()).length).toBeGreaterThan(100);
  await site.close();
  rmSync(folder, { recursive: true });
});
