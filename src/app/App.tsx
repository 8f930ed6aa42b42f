import { lazy, Suspense } from 'react';
import { Canvas } from '../features/canvas/Canvas.tsx';
import { Toolbar } from '../features/canvas/Toolbar.tsx';
import { ToolOptions } from '../features/canvas/ToolOptions.tsx';
import { Notices } from '../features/notices/Notices.tsx';
import { EmptyState } from '../features/start/EmptyState.tsx';
import { FirstHint } from '../features/start/FirstHint.tsx';
import { OpenInput } from '../features/start/OpenButton.tsx';
import { useDropOpen } from '../features/start/use-drop-open.ts';
import { StatusLine } from '../features/status/StatusLine.tsx';
import { t } from '../i18n/t.ts';
import { useOpening } from '../stores/open-store.ts';
import { useEditor } from '../stores/use-services.ts';
import { useView } from '../stores/view-store.ts';
import { PanelBoundary } from '../ui/PanelBoundary.tsx';
import { Panel } from './Panel.tsx';
import { TopBar } from './TopBar.tsx';
import './shell.css';
import './phone.css';
import './forced-colors.css';

const CompareViews = lazy(() =>
  import('../features/compare/CompareViews.tsx').then((module) => ({ default: module.CompareViews })),
);
const ExtendOverlay = lazy(() =>
  import('../features/extend/ExtendOverlay.tsx').then((module) => ({ default: module.ExtendOverlay })),
);
const ShortcutsDialog = lazy(() =>
  import('../features/settings/ShortcutsDialog.tsx').then((module) => ({ default: module.ShortcutsDialog })),
);
const SettingsDialog = lazy(() =>
  import('../features/settings/SettingsDialog.tsx').then((module) => ({ default: module.SettingsDialog })),
);
const ModelsDialog = lazy(() =>
  import('../features/models/ModelsDialog.tsx').then((module) => ({ default: module.ModelsDialog })),
);
const ExportDialog = lazy(() =>
  import('../features/export/ExportDialog.tsx').then((module) => ({ default: module.ExportDialog })),
);
const QuestionDialog = lazy(() =>
  import('../features/settings/QuestionDialog.tsx').then((module) => ({ default: module.QuestionDialog })),
);

/** The page: a picture in the middle, and what is done to it around. */
export function App() {
  const empty = useEditor((state) => state.document === null);
  const comparing = useEditor((state) => state.compareMode !== 'off');
  const extending = useEditor((state) => state.extent !== null);
  const opening = useOpening((state) => state.name);
  const shortcuts = useView((state) => state.shortcutsOpen);
  const settings = useView((state) => state.settingsOpen);
  const models = useView((state) => state.modelsOpen);
  const exporting = useView((state) => state.exportOpen);
  const question = useView((state) => state.question);
  const dropping = useDropOpen();
  return (
    <div className="shell" data-empty={empty}>
      <TopBar />
      <main className="work" aria-busy={opening !== null}>
        <Toolbar />
        <ToolOptions />
        <div className="stage">
          <PanelBoundary>
            <Canvas />
            <Suspense fallback={null}>{extending && <ExtendOverlay />}</Suspense>
            <Suspense fallback={null}>{comparing && <CompareViews />}</Suspense>
            {empty ? <EmptyState /> : <FirstHint />}
          </PanelBoundary>
          {opening !== null && <p className="stage-busy">{t('open.opening', { name: opening })}</p>}
          {dropping && <p className="stage-drop">{t('open.drop')}</p>}
          <Notices />
        </div>
      </main>
      <Panel />
      <StatusLine />
      <OpenInput />
      <Suspense fallback={null}>
        {shortcuts && <ShortcutsDialog />}
        {settings && <SettingsDialog />}
        {models && <ModelsDialog />}
        {exporting && <ExportDialog />}
        {question && <QuestionDialog question={question} />}
      </Suspense>
    </div>
  );
}
