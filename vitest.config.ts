import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'workers/**/*.test.ts', 'scripts/**/*.test.mjs', 'tools/**/*.test.ts'],
    environment: 'node',
    // Generous, for machines that do other things at the same time.
    testTimeout: 60_000,
  },
});
