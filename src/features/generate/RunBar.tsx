import { WandSparkles, X } from 'lucide-react';
import type { MouseEvent } from 'react';
import { withKeys } from '../../i18n/keys-text.ts';
import { t } from '../../i18n/t.ts';
import { cancelFill, runFill } from '../../stores/fill-actions.ts';
import { useJob } from '../../stores/job-store.ts';
import { useEditor } from '../../stores/use-services.ts';
import { closeSheet } from '../../stores/view-store.ts';
import { RunEstimate } from './RunEstimate.tsx';
import { RunProgress } from './RunProgress.tsx';
import './generate.css';

/** Fill, or while one runs its progress and Cancel. One and the same button, so that the keyboard's focus stays. */
export function RunBar() {
  const running = useJob((state) => state.running);
  const staged = useJob((state) => state.candidates.length > 0);
  const open = useEditor((state) => state.document !== null);
  const accent = running || staged ? '' : 'button-accent';
  const Icon = running ? X : WandSparkles;
  return (
    <div className="run" data-running={running || undefined}>
      {running ? <RunProgress /> : <RunEstimate />}
      <button
        type="button"
        className={`button run-button ${accent}`}
        disabled={!open}
        title={running ? withKeys(t('run.cancel'), 'Escape') : withKeys(t('run.fill'), 'Ctrl+Enter')}
        onClick={running ? cancel : start}
      >
        <Icon size={16} strokeWidth={2} aria-hidden="true" />
        {t(running ? 'run.cancel' : 'run.fill')}
      </button>
    </div>
  );
}

function start(): void {
  closeSheet();
  void runFill();
}

/** The second press of a double click on Fill is no Cancel. */
function cancel(event: MouseEvent): void {
  if (event.detail < 2) cancelFill();
}
