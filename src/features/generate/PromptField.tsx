import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { applySuggestion, suggestWords } from '../../lib/words.ts';
import { useCurrentPack } from '../../stores/packs-store.ts';
import { setSettings, useSettings } from '../../stores/settings-store.ts';
import { PromptMarks } from './PromptMarks.tsx';
import { PromptNotes } from './PromptNotes.tsx';
import { WordList } from './WordList.tsx';

const SUGGESTIONS = 6;
const NO_WORDS: readonly string[] = [];

/**
 * The prompt, with words that the model knows below it. Arrow down at the end of the text goes through them, Enter takes
 * one, Escape or typing goes back.
 */
export function PromptField() {
  const intent = useSettings((state) => state.intent);
  const prompt = useSettings((state) => state.prompt);
  const words = useCurrentPack()?.words ?? NO_WORDS;
  const deferred = useDeferredValue(prompt);
  // Without a letter to go by only Add, which needs words, is offered some.
  const offers = intent === 'add' || deferred.trim() !== '';
  const suggestions = useMemo(
    () => (offers ? suggestWords(deferred, words, SUGGESTIONS) : []),
    [deferred, words, offers],
  );
  const [chosen, setChosen] = useState<number | null>(null);
  const base = useId();

  const take = (word: string) => {
    setSettings({ prompt: applySuggestion(prompt, word, words) });
    setChosen(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || suggestions.length === 0) return;
    const next = nextChoice(event, chosen, suggestions.length);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const word = chosen === null ? undefined : suggestions[chosen];
    if (next === 'take') word !== undefined && take(word);
    else setChosen(next);
  };
  const placeholder =
    intent === 'add'
      ? t('prompt.addPlaceholder', { example: t('prompt.exampleFallback') })
      : t('prompt.fillPlaceholder');
  return (
    <div className="prompt">
      <PromptMarks
        rows={2}
        aria-label={t('prompt.label')}
        aria-describedby={`${base}-notes`}
        aria-autocomplete="list"
        aria-controls={`${base}-words`}
        aria-activedescendant={chosen === null ? undefined : `${base}-words-${chosen}`}
        placeholder={placeholder}
        value={prompt}
        onChange={(event) => {
          setChosen(null);
          setSettings({ prompt: event.target.value });
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setChosen(null)}
      />
      <PromptNotes id={`${base}-notes`} prompt={prompt} />
      <WordList id={`${base}-words`} words={suggestions} chosen={chosen} onTake={take} />
    </div>
  );
}

/** Where a key leads among `count` suggestions: another one, none, `take` for this one; undefined leaves the key alone. */
function nextChoice(
  { key, currentTarget, shiftKey }: KeyboardEvent<HTMLTextAreaElement>,
  chosen: number | null,
  count: number,
): number | null | 'take' | undefined {
  if (shiftKey) return undefined;
  if (chosen === null) {
    const atEnd = currentTarget.selectionStart === currentTarget.value.length;
    return key === 'ArrowDown' && atEnd ? 0 : undefined;
  }
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return (chosen + 1) % count;
    case 'ArrowUp':
    case 'ArrowLeft':
      return chosen === 0 ? null : chosen - 1;
    case 'Escape':
      return null;
    case 'Enter':
    case 'Tab':
      return 'take';
    default:
      return undefined;
  }
}
