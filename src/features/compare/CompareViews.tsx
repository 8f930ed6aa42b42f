import { X } from 'lucide-react';
import type { CompareMode } from '../../editor/ports.ts';
import { t } from '../../i18n/t.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { ChangeProof } from './ChangeProof.tsx';
import { WipeDivider } from './WipeDivider.tsx';
import './compare.css';

const MODES = ['wipe', 'side-by-side', 'difference'] as const satisfies readonly CompareMode[];

/** Over the canvas while before and after are on show together: which view, its labels, and what has changed. */
export function CompareViews() {
  const mode = useEditor((state) => state.compareMode);
  const held = useEditor((state) => state.comparing);
  if (mode === 'off') return null;
  const { editor } = services();
  return (
    <div className="compare-views">
      {mode === 'wipe' && !held && <WipeDivider />}
      {mode !== 'difference' && !held && <SideLabels />}
      {mode === 'difference' && <ChangeProof />}
      <div className="compare-bar">
        <div role="radiogroup" aria-label={t('compare.views')} className="choices compare-modes">
          {MODES.map((id) => (
            <label key={id}>
              <input
                type="radio"
                name="compare-mode"
                checked={mode === id}
                onChange={() => editor.setCompareMode(id)}
              />
              <span>{t(`compare.${id}`)}</span>
            </label>
          ))}
        </div>
        <IconButton label={t('compare.close')} icon={X} onClick={() => editor.setCompareMode('off')} />
      </div>
    </div>
  );
}

function SideLabels() {
  const split = useEditor((state) => state.split);
  return (
    <>
      {split && <span className="compare-seam" data-split={split} />}
      <span className="compare-label compare-label-before">{t('compare.before')}</span>
      <span className="compare-label compare-label-after" data-split={split ?? undefined}>
        {t('compare.after')}
      </span>
    </>
  );
}
