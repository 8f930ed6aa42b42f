import { useId } from 'react';
import { t } from '../../i18n/t.ts';
import { setSettings, useSettings } from '../../stores/settings-store.ts';
import { PromptMarks } from './PromptMarks.tsx';
import { PromptNotes } from './PromptNotes.tsx';

/** What the result should not show; of a removal, the name of what goes away. */
export function NegativePrompt() {
  const field = useSettings(({ intent }) => (intent === 'remove' ? 'removed' : 'negativePrompt'));
  const value = useSettings((state) => state[field]);
  const noteId = useId();
  const removes = field === 'removed';
  return (
    <div className="prompt">
      <PromptMarks
        rows={1}
        aria-label={t(removes ? 'prompt.removed' : 'prompt.negative')}
        aria-describedby={noteId}
        placeholder={t(removes ? 'prompt.removedPlaceholder' : 'prompt.negativePlaceholder')}
        value={value}
        onChange={(event) => setSettings({ [field]: event.target.value })}
      />
      <PromptNotes id={noteId} prompt={value} />
    </div>
  );
}
