import { SquareSplitHorizontal } from 'lucide-react';
import { t } from '../../i18n/t.ts';
import { useJob } from '../../stores/job-store.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { useHoldOrTap } from '../../ui/use-hold-or-tap.ts';
import './compare.css';

/** Held, by pointer or by key, it shows the picture as it was; pressed briefly it opens and closes the other views. */
export function CompareButton() {
  const comparing = useEditor((state) => state.comparing);
  const mode = useEditor((state) => state.compareMode);
  const comparable = useComparable();
  const { editor } = services();
  const held = useHoldOrTap(
    (on) => editor.setComparing(on),
    () => editor.setCompareMode(mode === 'off' ? 'wipe' : 'off'),
  );
  if (!comparable) return null;
  return (
    <button
      type="button"
      className="button compare"
      aria-label={t('compare.button')}
      aria-pressed={comparing || mode !== 'off'}
      title={t('compare.hint')}
      {...held}
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
