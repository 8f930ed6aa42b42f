import { ChevronDown, ChevronUp } from 'lucide-react';
import { lazy, Suspense, useRef } from 'react';
import { IntentHint, IntentPicker } from '../features/generate/IntentPicker.tsx';
import { RemoveOptions } from '../features/generate/RemoveOptions.tsx';
import { RunBar } from '../features/generate/RunBar.tsx';
import { t } from '../i18n/t.ts';
import { usesPrompt } from '../lib/sampling.ts';
import { useJob } from '../stores/job-store.ts';
import { useSettings } from '../stores/settings-store.ts';
import { useEditor } from '../stores/use-services.ts';
import { toggleSheet, useView } from '../stores/view-store.ts';
import { PanelBoundary } from '../ui/PanelBoundary.tsx';
import { useSteadyTaps } from './use-steady-taps.ts';
// Not with the strip, which comes later: what a phone changes has to come after it.
import '../features/candidates/candidates.css';

const CandidateStrip = lazy(() =>
  import('../features/candidates/CandidateStrip.tsx').then((module) => ({ default: module.CandidateStrip })),
);

const PromptField = lazy(() =>
  import('../features/generate/PromptField.tsx').then((module) => ({ default: module.PromptField })),
);

const ExpandFields = lazy(() =>
  import('../features/generate/ExpandFields.tsx').then((module) => ({ default: module.ExpandFields })),
);

const AdvancedPanel = lazy(() =>
  import('./AdvancedPanel.tsx').then((module) => ({ default: module.AdvancedPanel })),
);

const FillsPanel = lazy(() =>
  import('../features/fills/FillsPanel.tsx').then((module) => ({ default: module.FillsPanel })),
);

/** Intent, prompt, Fill, candidates, and the rest folded away. On a phone a sheet whose foot is always in reach. */
export function Panel() {
  const panel = useRef<HTMLElement>(null);
  useSteadyTaps(panel);
  const sheetOpen = useView((state) => state.sheetOpen);
  const advancedOpen = useView((state) => state.advancedOpen);
  const intent = useSettings((state) => state.intent);
  const hasFills = useEditor((state) => (state.document?.fills.length ?? 0) > 0);
  const staging = useJob((state) => state.running || state.candidates.length > 0);
  const Chevron = sheetOpen ? ChevronDown : ChevronUp;
  return (
    <aside ref={panel} className="panel" aria-label={t('app.panel')} data-open={sheetOpen}>
      <PanelBoundary>
        <button
          type="button"
          className="sheet-handle"
          aria-expanded={sheetOpen}
          aria-label={t('app.sheet')}
          onClick={toggleSheet}
        >
          <Chevron size={18} aria-hidden="true" />
        </button>
        <div className="panel-main">
          <IntentPicker />
          <IntentHint />
          <Suspense fallback={null}>{intent === 'expand' && <ExpandFields />}</Suspense>
          <RemoveOptions />
          <Suspense fallback={null}>{usesPrompt(intent) && <PromptField />}</Suspense>
        </div>
        <div className="panel-run">
          <RunBar />
          <Suspense fallback={null}>{staging && <CandidateStrip />}</Suspense>
        </div>
        <Suspense fallback={null}>{hasFills && <FillsPanel />}</Suspense>
        <details
          className="disclosure panel-advanced"
          open={advancedOpen}
          onToggle={(event) => useView.setState({ advancedOpen: event.currentTarget.open })}
        >
          <summary>{t('advanced.label')}</summary>
          <Suspense fallback={null}>{advancedOpen && <AdvancedPanel />}</Suspense>
        </details>
      </PanelBoundary>
    </aside>
  );
}
