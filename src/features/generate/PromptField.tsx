import { useDeferredValue, useId, useMemo } from 'react';
import { t } from '../../i18n/t.ts';
import { usesPrompt } from '../../lib/sampling.ts';
import { applySuggestion, suggestWords } from '../../lib/words.ts';
import { useCurrentPack } from '../../stores/packs-store.ts';
import { setSettings, useSettings } from '../../stores/settings-store.ts';
import { PromptNotes } from './PromptNotes.tsx';

const SUGGESTIONS = 6;
const NO_WORDS: readonly string[] = [];

/** The prompt, with what the model will not take from it named below and words that it knows offered. */
export function PromptField() {
  const intent = useSettings((state) => state.intent);
  const prompt = useSettings((state) => state.prompt);
  const words = useCurrentPack()?.words ?? NO_WORDS;
  const deferred = useDeferredValue(prompt);
  const suggestions = useMemo(() => suggestWords(deferred, words, SUGGESTIONS), [deferred, words]);
  const noteId = useId();
  if (!usesPrompt(intent)) return null;
  const placeholder =
    intent === 'add'
      ? t('prompt.addPlaceholder', { example: t('prompt.exampleFallback') })
      : t('prompt.fillPlaceholder');
  return (
    <div className="prompt">
      <textarea
        rows={2}
        aria-label={t('prompt.label')}
        aria-describedby={noteId}
        placeholder={placeholder}
        value={prompt}
        onChange={(event) => setSettings({ prompt: event.target.value })}
      />
      <PromptNotes id={noteId} prompt={prompt} />
      {suggestions.length > 0 && (
        <ul className="chips" aria-label={t('prompt.suggestions')}>
          {suggestions.map((word) => (
            <li key={word}>
              <button
                type="button"
                aria-label={t('prompt.useWord', { word })}
                onClick={() => setSettings({ prompt: applySuggestion(prompt, word, words) })}
              >
                {word}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
