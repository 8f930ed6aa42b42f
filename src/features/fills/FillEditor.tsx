import { RefreshCw, Trash2 } from 'lucide-react';
import type { FillEntry } from '../../editor/ports.ts';
import { t } from '../../i18n/t.ts';
import { madeByHand } from '../../lib/made-by-hand.ts';
import { rollFillAgain } from '../../stores/fill-actions.ts';
import { setFillEdge } from '../../stores/fill-edge.ts';
import { useJob } from '../../stores/job-store.ts';
import { services } from '../../stores/services.ts';
import { EdgeSlider } from './EdgeSlider.tsx';

interface Props {
  readonly fill: FillEntry;
  /** Where its pixels come from, in words. */
  readonly made: string;
}

/** The edge of a fill, and rolling it again, unless it was painted by hand, or deleting it. */
export function FillEditor({ fill, made }: Props) {
  const running = useJob((state) => state.running);
  const { edge } = fill;
  return (
    <div className="fill-editor">
      <p className="field-note">{made}</p>
      <EdgeSlider
        label={t('fills.feather')}
        hint={t('fills.featherHint')}
        value={edge.feather}
        onCommit={(feather) => void setFillEdge(fill, { ...edge, feather })}
      />
      <EdgeSlider
        label={t('fills.grow')}
        hint={t('fills.growHint')}
        value={edge.grow}
        onCommit={(grow) => void setFillEdge(fill, { ...edge, grow })}
      />
      <div className="fill-actions">
        {!madeByHand(fill) && (
          <button
            type="button"
            className="button"
            disabled={running}
            title={t('fills.rollHint')}
            onClick={() => void rollFillAgain(fill.id)}
          >
            <RefreshCw size={15} strokeWidth={1.75} aria-hidden="true" />
            {t('fills.roll')}
          </button>
        )}
        <button type="button" className="button" onClick={() => services().editor.changeFill(fill.id, null)}>
          <Trash2 size={15} strokeWidth={1.75} aria-hidden="true" />
          {t('fills.delete')}
        </button>
      </div>
    </div>
  );
}
