import { t, tn } from '../../i18n/t.ts';
import { useEditor } from '../../stores/use-services.ts';
import { FillRow } from './FillRow.tsx';
import './fills.css';

/** The fills of the document, the topmost first: each can be hidden, compared, re-edged, rolled again, deleted. */
export function FillsPanel() {
  const fills = useEditor((state) => state.document?.fills);
  if (!fills || fills.length === 0) return null;
  return (
    <details className="disclosure fills" open>
      <summary>{tn('fills.label', fills.length)}</summary>
      <ul aria-label={t('fills.list')}>
        {fills.toReversed().map((fill, at) => (
          <FillRow key={fill.id} fill={fill} index={fills.length - at} />
        ))}
      </ul>
    </details>
  );
}
