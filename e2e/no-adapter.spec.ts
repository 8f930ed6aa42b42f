import { expect } from '@playwright/test';
import { CHROMIUM_ARGS, requireChromium } from '../scripts/lib/chromium.mjs';
import { en } from '../src/i18n/en.ts';
import { test } from './support/nano-test.ts';
import { PHOTO } from './support/work.ts';

// Also where the machine has a graphics card.
test.use({
  launchOptions: { executablePath: await requireChromium(), args: [...CHROMIUM_ARGS, '--disable-gpu'] },
});

test('without a graphics card the processor fills, and the status line says why', async ({ editor }) => {
  await editor.goto();
  await editor.open(PHOTO);
  const said = `${en['status.processor']} (${en['status.reason.no-adapter']})`;
  await expect(editor.status).toContainText(said, { timeout: 30_000 });
  await editor.number('Steps', 2);
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  await editor.fill();
  await editor.pick('model');
  await expect(editor.status).toContainText(said);
});
