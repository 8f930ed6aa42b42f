import { type ComponentProps, useDeferredValue, useMemo, useRef } from 'react';
import { markPrompt } from '../../lib/words.ts';
import { useCurrentPack } from '../../stores/packs-store.ts';

interface Props extends ComponentProps<'textarea'> {
  readonly value: string;
}

const NO_WORDS: readonly string[] = [];

/** A field for words, in which those that the model does not know, or does not get to, are underlined. */
export function PromptMarks({ value, ...rest }: Props) {
  const pack = useCurrentPack();
  const deferred = useDeferredValue(value);
  const stretches = useMemo(
    () => markPrompt(deferred, pack?.words ?? NO_WORDS, pack?.maxWords),
    [deferred, pack],
  );
  const under = useRef<HTMLDivElement>(null);
  return (
    <div className="prompt-box">
      {/* The same text in the same places, unseen but for its marks. */}
      <div ref={under} className="prompt-marks" aria-hidden="true">
        {stretches.map(({ text, mark }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no other identity than their place
          <span key={index} data-mark={mark ?? undefined}>
            {text}
          </span>
        ))}
      </div>
      <textarea
        {...rest}
        value={value}
        spellCheck={false}
        onScroll={(event) => {
          if (under.current) under.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}
