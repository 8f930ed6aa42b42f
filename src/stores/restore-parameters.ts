import { withoutModel } from '../../workers/shared/sampling-values.ts';
import { t } from '../i18n/t.ts';
import { readParametersText } from '../lib/parameters-text.ts';
import { setAdvanced, setEdge } from './advanced-store.ts';
import { notify } from './notices-store.ts';
import { isPackThere } from './pack-there.ts';
import { setSettings, useSettings } from './settings-store.ts';

/**
 * What puts the prompt, seed and settings in force that a generator left in an opened picture, its model only where that is
 * there; null where the text is something else.
 */
export async function parametersRestorer(text: string): Promise<(() => void) | null> {
  const read = readParametersText(text);
  if (!read) return null;
  const { prompt, negativePrompt, seed, pack } = read;
  const isThere = pack !== undefined && (await isPackThere(pack));
  const { feather, ...sampling } = isThere ? read.sampling : withoutModel(read.sampling);
  return () => {
    const intent = read.intent ?? (prompt ? 'add' : useSettings.getState().intent);
    const words = intent === 'remove' ? { removed: negativePrompt } : { negativePrompt };
    setSettings({
      intent,
      prompt,
      ...words,
      ...(seed !== undefined && { seed, seedLocked: true }),
      ...(isThere && { pack }),
    });
    setAdvanced(sampling);
    // Other tools have no growth: the fade must stay within ours.
    if (feather !== undefined) setEdge({ feather });
    notify('info', t('open.settingsRestored'));
  };
}
