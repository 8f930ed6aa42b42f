import { t } from '../../i18n/t.ts';

interface Props {
  readonly id: string;
  readonly words: readonly string[];
  readonly chosen: number | null;
  readonly onTake: (word: string) => void;
}

/** Words that the model knows. The focus stays in the prompt, which also takes the keys. */
export function WordList({ id, words, chosen, onTake }: Props) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('prompt.suggestions')}
      className="chips"
      hidden={words.length === 0}
    >
      {words.map((word, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the prompt takes the keys for its options
        <div
          key={word}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          // the focus stays where it is
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(word)}
        >
          {word}
        </div>
      ))}
    </div>
  );
}
