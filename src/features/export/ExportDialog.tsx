import { useEffect, useState } from 'react';
import { formatBytes, formatPercent } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { lossyKind, writesWebp } from '../../lib/files.ts';
import {
  chooseFormat,
  FORMAT_NAMES,
  QUALITY_RANGE,
  setExportSettings,
  useExportSettings,
} from '../../stores/export-settings.ts';
import { estimateBytes } from '../../stores/export-size.ts';
import { exportPicture } from '../../stores/export-store.ts';
import { useEditor } from '../../stores/use-services.ts';
import { showExport } from '../../stores/view-store.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Segments } from '../../ui/Segments.tsx';
import './export-dialog.css';

const FORMATS = (['png', 'jpeg', 'webp'] as const)
  .filter((id) => id !== 'webp' || writesWebp())
  .map((id) => ({ id, name: FORMAT_NAMES[id] }));

/** Format, quality and what goes along with the pixels. */
export function ExportDialog() {
  const settings = useExportSettings();
  const document = useEditor((state) => state.document);
  const bytes = useEstimate();
  const close = () => showExport(false);
  if (!document) return null;
  const { format, quality, camera, parameters } = settings;
  const kind = lossyKind(document.name);
  const isLossless = format === 'png';
  const size = { width: String(document.width), height: String(document.height) };
  return (
    <Dialog title={t('exportAs.title')} onClose={close}>
      <div className="export-dialog">
        <Segments label={t('exportAs.format')} value={format} options={FORMATS} onChange={chooseFormat} />
        <p className="export-note">{t(isLossless ? 'exportAs.lossless' : 'exportAs.lossy')}</p>
        {isLossless && kind && (
          <p className="export-note">{t('exportAs.why', { format: FORMAT_NAMES[kind] })}</p>
        )}
        {!isLossless && (
          <label className="export-quality">
            <span>{t('exportAs.quality')}</span>
            <input
              type="range"
              min={QUALITY_RANGE.min * 100}
              max={QUALITY_RANGE.max * 100}
              value={Math.round(quality * 100)}
              aria-valuetext={formatPercent(quality)}
              onChange={(event) => setExportSettings({ quality: Number(event.target.value) / 100 })}
            />
            <output>{formatPercent(quality)}</output>
          </label>
        )}
        <fieldset className="export-along">
          <legend>{t('exportAs.along')}</legend>
          <Check
            label={t('exportAs.camera')}
            hint={t('exportAs.cameraHint')}
            checked={camera}
            onChange={(on) => setExportSettings({ camera: on })}
          />
          {isLossless && (
            <Check
              label={t('exportAs.parameters')}
              hint={t('exportAs.parametersHint')}
              checked={parameters}
              onChange={(on) => setExportSettings({ parameters: on })}
            />
          )}
          <p className="export-note">{t('exportAs.profile')}</p>
          {document.notes.includes('sixteen-bit') && (
            <p className="export-note export-warn">{t('exportAs.sixteenBit')}</p>
          )}
        </fieldset>
        <footer>
          <p>
            {t('status.size', size)}
            {bytes !== null && <> · {t('exportAs.about', { size: formatBytes(bytes) })}</>}
          </p>
          <button type="button" className="button" onClick={close}>
            {t('exportAs.cancel')}
          </button>
          <button
            type="button"
            className="button button-accent"
            onClick={() => {
              close();
              // What was saved without a change is chosen too.
              chooseFormat(format);
              void exportPicture();
            }}
          >
            {t('exportAs.save')}
          </button>
        </footer>
      </div>
    </Dialog>
  );
}

interface CheckProps {
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
}

function Check({ label, hint, checked, onChange }: CheckProps) {
  return (
    <label className="export-check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {label}
        <small>{hint}</small>
      </span>
    </label>
  );
}

/** Milliseconds without a change before a size is worked out. */
const PAUSE_MS = 150;

/** About how many bytes the file will take; null until that is known. */
function useEstimate(): number | null {
  const settings = useExportSettings();
  const [bytes, setBytes] = useState<number | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const estimate = await estimateBytes(settings).catch(() => null);
      if (isCurrent) setBytes(estimate);
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [settings]);
  return bytes;
}
