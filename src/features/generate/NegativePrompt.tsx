import { t } from '../../i18n/t.ts';
import { usesPrompt } from '../../lib/sampling.ts';
import { setSettings, useSettings } from '../../stores/settings-store.ts';

/** What the result should not show; only where words count. */
export function NegativePrompt() {
  const intent = useSettings((state) => state.intent);
  const value = useSettings((state) => state.negativePrompt);
  if (!usesPrompt(intent)) return null;
  return (
    <textarea
      rows={1}
      aria-label={t('prompt.negative')}
      placeholder={t('prompt.negativePlaceholder')}
      value={value}
      onChange={(event) => setSettings({ negativePrompt: event.target.value })}
    />
  );
}
