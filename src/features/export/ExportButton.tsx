import { ChevronDown, Download, LoaderCircle } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { withKeys } from '../../i18n/keys-text.ts';
import { t } from '../../i18n/t.ts';
import { lossyKind } from '../../lib/files.ts';
import { dragPicture } from '../../stores/drag-out.ts';
import { FORMAT_NAMES, useExportSettings } from '../../stores/export-settings.ts';
import {
  differsFromSaved,
  exportAs,
  exportMask,
  exportPicture,
  useExport,
} from '../../stores/export-store.ts';
import { canShare, copyPicture, sharePicture } from '../../stores/handout-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { projectSaving } from '../../stores/project-store.ts';
import { useEditor } from '../../stores/use-services.ts';
import { showExport } from '../../stores/view-store.ts';
import './export.css';

/** Export, and beside it the other ways to save. */
export function ExportButton() {
  const open = useEditor((state) => state.document !== null);
  const kind = useEditor((state) => state.document && lossyKind(state.document.name));
  const format = useExportSettings((settings) => settings.format);
  const masked = useEditor((state) => state.maskBounds !== null);
  const exporting = useExport((state) => state.exporting);
  const accent = useKept() ? 'button-accent' : '';
  const Icon = exporting ? LoaderCircle : Download;
  const more = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (more.current) more.current.open = false;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDetailsElement>) => {
    if (event.key !== 'Escape' || !event.currentTarget.open) return;
    // This Escape is the menu's: a fill under way goes on.
    event.preventDefault();
    close();
    event.currentTarget.querySelector('summary')?.focus();
  };
  return (
    <div className="export">
      <button
        type="button"
        className={`button export-main ${accent}`}
        disabled={!open}
        aria-busy={exporting}
        title={t('export.hint', {
          export: withKeys(t('export.button'), 'Ctrl+S'),
          format: FORMAT_NAMES[format],
        })}
        draggable={open}
        onDragStart={(event) => dragPicture(event.nativeEvent)}
        onClick={() => void exportPicture()}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        {t('export.button')}
      </button>
      {open && (
        <details
          ref={more}
          className="export-more"
          onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
          onKeyDown={onKeyDown}
        >
          <summary className={`button ${accent}`} aria-label={t('export.more')} title={t('export.more')}>
            <ChevronDown size={16} aria-hidden="true" />
          </summary>
          {/* Takes a press between its items: closed in the middle of a press on it, Chromium 156 ends the page. */}
          <div className="menu" tabIndex={-1}>
            {kind && kind !== format && (
              <button
                type="button"
                onClick={() => {
                  close();
                  exportAs(kind);
                }}
              >
                {t('export.asOpened', { format: FORMAT_NAMES[kind] })}
              </button>
            )}
            <button
              type="button"
              onClick={() => {
                close();
                showExport(true);
              }}
            >
              {t('exportAs.button')}
            </button>
            <button
              type="button"
              onClick={() => {
                close();
                void projectSaving().then(({ saveProject }) => saveProject());
              }}
            >
              {t('project.save')}
            </button>
            <button
              type="button"
              onClick={() => {
                close();
                void projectSaving().then(({ exportOpenRaster }) => exportOpenRaster());
              }}
            >
              {t('export.layers')}
            </button>
            <button
              type="button"
              disabled={!masked}
              onClick={() => {
                close();
                void exportMask();
              }}
            >
              {t('export.mask')}
            </button>
            <button
              type="button"
              onClick={() => {
                close();
                void copyPicture();
              }}
            >
              {t('copy.button')}
            </button>
            {canShare() && (
              <button
                type="button"
                onClick={() => {
                  close();
                  void sharePicture();
                }}
              >
                {t('share.button')}
              </button>
            )}
          </div>
        </details>
      )}
    </div>
  );
}

/** True once a fill was kept that no file holds yet, and nothing else waits to be decided: exporting is next then. */
function useKept(): boolean {
  const saved = useExport((state) => state.saved);
  const kept = useEditor(({ document }) => document !== null && differsFromSaved(document, saved));
  const busy = useJob((state) => state.running || state.candidates.length > 0);
  const masked = useEditor((state) => state.maskBounds !== null && !state.maskRests);
  return kept && !busy && !masked;
}
