import { t } from '../i18n/t.ts';
import { readParametersText } from '../lib/parameters-text.ts';
import { setAdvanced } from './advanced-store.ts';
import { notify } from './notices-store.ts';
import { setSettings, useSettings } from './settings-store.ts';

/** Takes over prompt, seed and numbers that a generator left in an opened picture. */
export function restoreParameters(text: string): void {
  const read = readParametersText(text);
  if (!read) return;
  const { prompt, negativePrompt, steps, guidance, strength, seed } = read;
  const intent = read.intent ?? (prompt ? 'add' : useSettings.getState().intent);
  const words = intent === 'remove' ? { removed: negativePrompt } : { negativePrompt };
  setSettings({ intent, prompt, ...words, ...(seed !== undefined && { seed, seedLocked: true }) });
  setAdvanced({
    ...(steps !== undefined && { steps }),
    ...(guidance !== undefined && { guidance }),
    ...(strength !== undefined && { strength }),
  });
  notify('info', t('open.settingsRestored'));
}
