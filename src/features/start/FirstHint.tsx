import { Brush, WandSparkles } from 'lucide-react';
import { useEffect } from 'react';
import { t } from '../../i18n/t.ts';
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
  const expanding = useSettings((state) => state.intent === 'expand');
  const running = useJob((state) => state.running);
  useEffect(() => {
    if (running && !filled) rememberFirstFill();
  }, [running, filled]);
  if (filled || !open || (expanding && !masked)) return null;
  const Icon = masked ? WandSparkles : Brush;
  return (
    <p className="first-hint" key={String(masked)}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      {t(masked ? 'hint.fill' : 'hint.paint')}
    </p>
  );
}
