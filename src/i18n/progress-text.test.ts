import { expect, it } from 'vitest';
import type { JobProgress } from '../../workers/shared/job.ts';
import { phaseText } from './progress-text.ts';

it('tells bytes while something is on its way, steps while the model paints', () => {
  const fetch = { what: 'pack', pack: 'p', loadedBytes: 4_200_000, totalBytes: 21_000_000 } as const;
  expect(phaseText(null, null, false)).toBe('Getting ready');
  expect(phaseText(null, null, true)).toBe('Looking at the picture');
  expect(phaseText(null, fetch, true)).toBe('Getting the model: 4.2 MB of 21 MB');
  const denoise = { phase: 'denoise', step: 3, steps: 20 } as JobProgress;
  expect(phaseText(denoise, null, true)).toBe('Step 3 of 20');
  const area = { index: 1, count: 4 };
  expect(phaseText({ ...denoise, area }, null, true)).toBe('Area 2 of 4, step 3 of 20');
});
