import { SquareSplitHorizontal } from 'lucide-react';
import { withKeys } from '../../i18n/keys-text.ts';
import { t } from '../../i18n/t.ts';
import { useJob } from '../../stores/job-store.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import './compare.css';

/** Shows the picture as it was for as long as it is held, by pointer or by key. */
export function CompareButton() {
  const comparing = useEditor((state) => state.comparing);
  const filled = useEditor((state) => (state.document?.fills.length ?? 0) > 0);
  const staged = useJob((state) => state.selected !== null);
  if (!filled && !staged) return null;
  const { editor } = services();
  const show = () => editor.setComparing(true);
  const hide = () => editor.setComparing(false);
  return (
    <button
      type="button"
      className="button compare"
      aria-label={t('compare.button')}
      aria-pressed={comparing}
      title={withKeys(t('compare.hint'), '\\')}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        show();
      }}
      onPointerUp={hide}
      onPointerCancel={hide}
      onKeyDown={(event) => (event.key === ' ' || event.key === 'Enter') && show()}
      onKeyUp={hide}
      onBlur={hide}
      onContextMenu={(event) => event.preventDefault()}
    >
      <SquareSplitHorizontal size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className="roomy-only">{t('compare.button')}</span>
    </button>
  );
}
