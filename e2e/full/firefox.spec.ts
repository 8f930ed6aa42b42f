import { expect, test } from '@playwright/test';
import { FIREFOX_ADVICE, findFirefox } from '../../scripts/lib/firefox.mjs';
import { serve } from '../../scripts/serve.mjs';
import { launchFirefox } from '../support/firefox/launch.ts';
import { FirefoxPage } from '../support/firefox/page.ts';
import { differingPixels, readPng } from '../support/pixels.ts';

// The system's own Firefox over WebDriver BiDi, with the embedded pack on WebAssembly.

const path = findFirefox();

test('Firefox: open a sample, paint, fill on WASM, accept, export, undo', async () => {
  test.skip(!path, FIREFOX_ADVICE);
  const site = await serve();
  const firefox = await launchFirefox(path ?? '');
  try {
    const page = await FirefoxPage.open(firefox, `${site.url}?provider=wasm&sample=mountain-meadow`);
    await page.find('button', 'Export');
    await page.until('the sample and its mask', () => {
      const clear = document.querySelector<HTMLButtonElement>('button[aria-label="Clear mask"]');
      return clear !== null && !clear.disabled;
    });
    const before = readPng(await page.download('Export'));
    const unpainted = () =>
      document.querySelector<HTMLButtonElement>('button[aria-label="Clear mask"]')?.disabled === true;
    await page.click('button', 'Clear mask');
    await page.until('nothing painted', unpainted);
    await page.click('button', 'Brush');
    await page.stroke('application', 'Image canvas', 60);
    await page.until('a stroke', () => {
      const clear = document.querySelector<HTMLButtonElement>('button[aria-label="Clear mask"]');
      return clear !== null && !clear.disabled;
    });
    await page.evaluate(() => document.querySelector<HTMLElement>('.panel-advanced summary')?.click());
    await page.type('spinbutton', 'Steps', '4');
    await page.click('button', 'Remove');
    await page.find('progressbar', 'Fill progress');
    await page.find('button', 'Remove', 150_000);
    expect(await page.all('option', 'Candidate 2'), 'own pixels, then the model').toHaveLength(1);
    const status = await page.evaluate(
      () => document.querySelector('footer [role=status]')?.textContent ?? '',
    );
    expect(status).toContain('On the processor');
    await page.click('option', 'Candidate 2');
    await page.click('button', 'Accept');
    const after = readPng(await page.download('Export'));
    const changed = differingPixels(before, after).length;
    expect(changed).toBeGreaterThan(0);
    expect(changed).toBeLessThan(before.width * before.height * 0.5);
    await page.click('button', 'Undo');
    expect(differingPixels(before, readPng(await page.download('Export')))).toEqual([]);
    expect(page.problems).toEqual([]);
  } finally {
    await firefox.close();
    await site.close();
  }
});
