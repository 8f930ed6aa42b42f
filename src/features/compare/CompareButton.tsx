import { SquareSplitHorizontal } from 'lucide-react';
import { useRef } from 'react';
import { t } from '../../i18n/t.ts';
import { useJob } from '../../stores/job-store.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import './compare.css';

/** A press shorter than this asks for the other views; a longer one was a look at the original. */
const TAP_MS = 300;

/** Held, by pointer or by key, it shows the picture as it was; pressed briefly it opens and closes the other views. */
export function CompareButton() {
  const comparing = useEditor((state) => state.comparing);
  const mode = useEditor((state) => state.compareMode);
  const comparable = useComparable();
  const since = useRef<number | null>(null);
  if (!comparable) return null;
  const { editor } = services();
  const press = () => {
    if (since.current !== null) return;
    since.current = performance.now();
    editor.setComparing(true);
  };
  const lift = () => {
    if (since.current === null) return;
    const isTap = performance.now() - since.current < TAP_MS;
    letGo();
    if (isTap) editor.setCompareMode(mode === 'off' ? 'wipe' : 'off');
  };
  const letGo = () => {
    since.current = null;
    editor.setComparing(false);
  };
  return (
    <button
      type="button"
      className="button compare"
      aria-label={t('compare.button')}
      aria-pressed={comparing || mode !== 'off'}
      title={t('compare.hint')}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        press();
      }}
      onPointerUp={lift}
      onPointerCancel={letGo}
      onKeyDown={(event) => (event.key === ' ' || event.key === 'Enter') && press()}
      onKeyUp={(event) => (event.key === ' ' || event.key === 'Enter') && lift()}
      onBlur={letGo}
      onContextMenu={(event) => event.preventDefault()}
    >
      <SquareSplitHorizontal size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className="roomy-only">{t('compare.button')}</span>
    </button>
  );
}

/** True when what is on show differs from the opened file. */
function useComparable(): boolean {
  const filled = useEditor((state) => (state.document?.fills.length ?? 0) > 0);
  const staged = useJob((state) => state.selected !== null);
  return filled || staged;
}
