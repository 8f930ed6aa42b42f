import { expect, it } from 'vitest';
import type { JobProgress, Preview } from '../../shared/job.ts';
import { withoutHaste } from './without-haste.ts';

it('leaves out steps that follow another event too soon, but no phase and no preview', () => {
  let clock = 0;
  const sent: JobProgress[] = [];
  const tell = withoutHaste(
    (progress) => sent.push(progress),
    () => clock,
  );
  const common = { jobId: 'a', candidate: 0, candidates: 1, steps: 9, fraction: 0, preview: null };
  const preview: Preview = {
    rect: { x: 0, y: 0, width: 1, height: 1 },
    image: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
  };
  tell({ ...common, phase: 'encode', step: 0 });
  tell({ ...common, phase: 'denoise', step: 0 });
  for (let step = 1; step < 9; step++) {
    clock += 80;
    tell({ ...common, phase: 'denoise', step, ...(step === 4 && { preview }) });
  }
  tell({ ...common, phase: 'decode', step: 9 });
  expect(sent.map(({ phase, step }) => `${phase} ${step}`)).toEqual([
    'encode 0',
    'denoise 0',
    'denoise 3',
    'denoise 4',
    'denoise 7',
    'decode 9',
  ]);
});
