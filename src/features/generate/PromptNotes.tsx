import { useDeferredValue, useMemo } from 'react';
import type { PackManifest } from '../../../workers/shared/catalog.ts';
import { t } from '../../i18n/t.ts';
import { unknownSymbols, unknownWords, unreadPieces } from '../../lib/words.ts';
import { useCurrentPack } from '../../stores/packs-store.ts';

/** What the model will not take from a prompt; `id` is for `aria-describedby` of the prompt's field. */
export function PromptNotes({ id, prompt }: { readonly id: string; readonly prompt: string }) {
  const pack = useCurrentPack();
  const deferred = useDeferredValue(prompt);
  const notes = useMemo(() => notesOn(deferred, pack), [deferred, pack]);
  return (
    <div id={id} className="prompt-notes">
      {notes.map((note) => (
        <p key={note} className="prompt-unknown">
          {note}
        </p>
      ))}
    </div>
  );
}

function notesOn(prompt: string, pack: PackManifest | null): readonly string[] {
  if (!pack) return [];
  if (!takesPrompt(pack)) return prompt.trim() === '' ? [] : [t('prompt.unheard', { name: pack.name })];
  const unknown = [...unknownWords(prompt, pack.words), ...unknownSymbols(prompt, pack.words)];
  const unread = unreadPieces(prompt, pack.maxWords);
  return [
    ...(unknown.length > 0 ? [t('prompt.unknown', { words: quoted(unknown) })] : []),
    ...(unread.length > 0 ? [t('prompt.tooLong', { count: pack.maxWords ?? 0, words: quoted(unread) })] : []),
  ];
}

/** Only models that people brought say which graphs they have; the embedded ones all read prompts. */
function takesPrompt({ graphs }: PackManifest): boolean {
  return graphs === undefined || graphs.text_encoder !== undefined;
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `‘${word}’`).join(', ');
}
