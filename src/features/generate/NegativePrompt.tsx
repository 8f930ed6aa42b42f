import { useId } from 'react';
import { t } from '../../i18n/t.ts';
import { usesPrompt } from '../../lib/sampling.ts';
import { setSettings, useSettings } from '../../stores/settings-store.ts';
import { PromptMarks } from './PromptMarks.tsx';
import { PromptNotes } from './PromptNotes.tsx';

/** What the result should not show; only where words count. */
export function NegativePrompt() {
  const intent = useSettings((state) => state.intent);
  const value = useSettings((state) => state.negativePrompt);
  const noteId = useId();
  if (!usesPrompt(intent)) return null;
  return (
    <div className="prompt">
      <PromptMarks
        rows={1}
        aria-label={t('prompt.negative')}
        aria-describedby={noteId}
        placeholder={t('prompt.negativePlaceholder')}
        value={value}
        onChange={(event) => setSettings({ negativePrompt: event.target.value })}
      />
      <PromptNotes id={noteId} prompt={value} />
    </div>
  );
}
