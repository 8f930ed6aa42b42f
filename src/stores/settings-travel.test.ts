import { beforeEach, expect, it, vi } from 'vitest';
import { parametersText } from '../lib/parameters-text.ts';
import { replaceAdvanced, useOverrides } from './advanced-store.ts';
import { projectSettings, settingsRestorer } from './project-settings.ts';
import { parametersRestorer } from './restore-parameters.ts';
import { setSettings, useSettings } from './settings-store.ts';

vi.mock('./pack-there.ts', () => ({ isPackThere: async (id: string) => id === 'nano' }));

const SAMPLING = {
  steps: 7,
  guidance: 2.5,
  strength: 0.5,
  sampler: 'euler',
  method: 'finetuned',
  maskGrow: 12,
  feather: 6,
} as const;
const MINE = { intent: 'fill', prompt: 'mine', negativePrompt: '', removed: '', pack: null } as const;

/** Another visit, with settings of its own. */
function elsewhere(): void {
  setSettings({ ...MINE, seed: 5, seedLocked: false });
  replaceAdvanced('add', { candidates: 3 });
}

beforeEach(() => {
  const words = { intent: 'add', prompt: 'a red apple', negativePrompt: 'blur', removed: 'a kite' } as const;
  setSettings({ ...words, seed: 77, seedLocked: true, pack: 'nano' });
  replaceAdvanced('add', SAMPLING);
});

it('in a project file everything that was chosen comes back, and nothing else stays', async () => {
  const kept = projectSettings();
  const before = useSettings.getState();
  elsewhere();
  (await settingsRestorer(kept))();
  expect(useSettings.getState()).toEqual(before);
  expect(useOverrides.getState().add).toEqual(SAMPLING);
});

it('a seed that each run rolls is not kept', async () => {
  setSettings({ seedLocked: false });
  const kept = projectSettings();
  setSettings({ seed: 5, seedLocked: true });
  (await settingsRestorer(kept))();
  expect(useSettings.getState()).toMatchObject({ seedLocked: false });
});

it('a model that is not there is not taken, nor a method that was chosen for it', async () => {
  const kept = { ...projectSettings(), pack: 'elsewhere' };
  elsewhere();
  (await settingsRestorer(kept))();
  expect(useSettings.getState()).toMatchObject({ prompt: 'a red apple', pack: null });
  const { method: _method, ...others } = SAMPLING;
  expect(useOverrides.getState().add).toEqual(others);
});

it('a project of an earlier release changes only what it tells', async () => {
  elsewhere();
  (await settingsRestorer({ intent: 'add', prompt: 'old', negativePrompt: '' }))();
  expect(useSettings.getState()).toMatchObject({ intent: 'add', prompt: 'old', seed: 5, seedLocked: false });
  expect(useOverrides.getState().add).toEqual({ candidates: 3 });
});

it('in a PNG they come back too', async () => {
  const job = {
    id: 'job',
    pack: 'nano',
    intent: 'add',
    start: 'exemplar',
    instant: false,
    nativeSize: 256,
    prompt: 'a red apple',
    negativePrompt: 'blur',
    seed: 77,
    candidates: 1,
    picture: { width: 9, height: 9 },
    ...SAMPLING,
  } as const;
  elsewhere();
  (await parametersRestorer(parametersText(job, 77, null)))?.();
  expect(useSettings.getState()).toMatchObject({
    intent: 'add',
    prompt: 'a red apple',
    negativePrompt: 'blur',
    seed: 77,
    seedLocked: true,
    pack: 'nano',
  });
  expect(useOverrides.getState().add).toEqual({ candidates: 3, ...SAMPLING });
});

it('a fade that another tool left stays within the growth', async () => {
  replaceAdvanced('add', {});
  (await parametersRestorer('a cat\nSteps: 9, Mask blur: 20, Model: v1-5'))?.();
  expect(useOverrides.getState().add).toEqual({ steps: 9, feather: 20, maskGrow: 20 });
  expect(useSettings.getState().pack).toBe('nano');
});
