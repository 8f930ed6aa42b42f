import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, requireChromium, SOFTWARE_WEBGPU_ARGS } from './scripts/lib/chromium.mjs';

const executablePath = await requireChromium();

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Fills keep all cores busy: two at a time would measure each other.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
    serviceWorkers: 'allow',
    trace: 'retain-on-failure',
  },
  projects: [
    {
      name: 'default',
      testIgnore: 'full/**',
      grepInvert: /@webgpu/,
      use: { launchOptions: { executablePath, args: CHROMIUM_ARGS } },
    },
    {
      name: 'webgpu',
      testIgnore: 'full/**',
      grep: /@webgpu/,
      use: { launchOptions: { executablePath, args: [...CHROMIUM_ARGS, ...SOFTWARE_WEBGPU_ARGS] } },
    },
    {
      name: 'full',
      testMatch: 'full/**/*.spec.ts',
      timeout: 300_000,
      use: { launchOptions: { executablePath, args: CHROMIUM_ARGS } },
    },
  ],
});
