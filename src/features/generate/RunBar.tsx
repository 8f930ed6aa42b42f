import { Sparkles, X } from 'lucide-react';
import type { MouseEvent } from 'react';
import { isNoGrowth } from '../../../workers/shared/geometry/growth.ts';
import { withKeys } from '../../i18n/keys-text.ts';
import { t } from '../../i18n/t.ts';
import { isCrop } from '../../stores/expand-store.ts';
import { cancelFill, runFill } from '../../stores/fill-actions.ts';
import { useJob } from '../../stores/job-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { useEditor } from '../../stores/use-services.ts';
import { closeSheet } from '../../stores/view-store.ts';
import { RunEstimate } from './RunEstimate.tsx';
import { RunProgress } from './RunProgress.tsx';
import './generate.css';

/**
 * The intent's own verb, or while a fill runs Cancel and its progress. One button in one place: neither focus nor pointer
 * has to move.
 */
export function RunBar() {
  const intent = useSettings((state) => state.intent);
  const running = useJob((state) => state.running);
  const staged = useJob((state) => state.candidates.length > 0);
  const open = useEditor((state) => state.document !== null);
  const crops = useEditor((state) => state.extent !== null && isCrop(state.extent));
  const ready = useReady();
  const accent = running || staged || crops || !ready ? '' : 'button-accent';
  const name = t(running ? 'run.cancel' : `intent.${intent}`);
  const Icon = running ? X : Sparkles;
  return (
    <div className="run" data-running={running || undefined}>
      <button
        type="button"
        className={`button run-button ${accent}`}
        disabled={!open || crops}
        title={withKeys(name, running ? 'Escape' : 'Ctrl+Enter')}
        onClick={running ? cancel : start}
      >
        <Icon size={16} strokeWidth={2} aria-hidden="true" />
        {name}
      </button>
      {running ? <RunProgress /> : <RunEstimate />}
    </div>
  );
}

/** Whether there is something to fill: the button calls for a press only then. */
function useReady(): boolean {
  const masked = useEditor((state) => state.maskBounds !== null && !state.maskRests);
  const grows = useEditor((state) => state.extent !== null && !isNoGrowth(state.extent));
  const expanding = useSettings((state) => state.intent === 'expand');
  return masked || (expanding && grows);
}

function start(): void {
  closeSheet();
  void runFill();
}

/** The second press of a double click on it is no Cancel. */
function cancel(event: MouseEvent): void {
  if (event.detail < 2) cancelFill();
}
