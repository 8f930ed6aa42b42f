import { Brush, Sparkles } from 'lucide-react';
import { useEffect } from 'react';
import { isNoGrowth } from '../../../workers/shared/geometry/growth.ts';
import { t } from '../../i18n/t.ts';
import { isCrop } from '../../stores/expand-store.ts';
import { rememberFirstFill, useFirstRun } from '../../stores/first-run-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { useEditor } from '../../stores/use-services.ts';
import './first-hint.css';

/** Over the first picture: what to do next, one thing at a time. The first fill takes it away for good. */
export function FirstHint() {
  const filled = useFirstRun((state) => state.filled);
  const open = useEditor((state) => state.document !== null);
  const masked = useEditor((state) => state.maskBounds !== null);
  const grows = useEditor(
    (state) => state.extent !== null && !isNoGrowth(state.extent) && !isCrop(state.extent),
  );
  const intent = useSettings((state) => state.intent);
  const expanding = intent === 'expand';
  const running = useJob((state) => state.running);
  useEffect(() => {
    if (running && !filled) rememberFirstFill();
  }, [running, filled]);
  const ready = expanding ? grows : masked;
  // To expand there is nothing to paint: the sides beside the picture say what to do.
  if (filled || !open || (expanding && !ready)) return null;
  const Icon = ready ? Sparkles : Brush;
  return (
    <p className="first-hint" key={String(ready)}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      {ready ? t('hint.fill', { button: t(`intent.${intent}`) }) : t('hint.paint')}
    </p>
  );
}
