import { Keyboard } from 'lucide-react';
import { ZoomControls } from '../features/canvas/ZoomControls.tsx';
import { CompareButton } from '../features/compare/CompareButton.tsx';
import { ExportButton } from '../features/export/ExportButton.tsx';
import { HistoryButtons } from '../features/history/HistoryButtons.tsx';
import { SettingsButton } from '../features/settings/SettingsButton.tsx';
import { OpenButton } from '../features/start/OpenButton.tsx';
import { SamplesButton } from '../features/start/SamplesButton.tsx';
import { t } from '../i18n/t.ts';
import { useEditor } from '../stores/use-services.ts';
import { showShortcuts } from '../stores/view-store.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Mark } from '../ui/Mark.tsx';

/** Open, history, zoom, compare, export: what concerns the picture as a whole. */
export function TopBar() {
  const name = useEditor((state) => state.document?.name ?? null);
  return (
    <header className="top">
      <div className="brand">
        <Mark size={22} />
        <h1 className="brand-name">{t('app.name')}</h1>
      </div>
      {name !== null && (
        <>
          <OpenButton />
          <div className="wide-only">
            <SamplesButton />
          </div>
          <div className="top-group">
            <HistoryButtons />
          </div>
          <p className="top-name roomy-only" title={name}>
            {name}
          </p>
        </>
      )}
      <div className="top-space" />
      {name !== null && <CompareButton />}
      <div className="wide-only">
        <ZoomControls />
      </div>
      <div className="wide-only top-keys">
        <IconButton
          label={t('help.button')}
          shortcut="?"
          icon={Keyboard}
          onClick={() => showShortcuts(true)}
        />
      </div>
      <SettingsButton />
      {name !== null && <ExportButton />}
    </header>
  );
}
