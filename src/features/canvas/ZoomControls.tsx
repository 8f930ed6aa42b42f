import { Maximize, Minus, Plus } from 'lucide-react';
import { formatPercent } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { zoomToActual } from '../../stores/zoom-to-actual.ts';
import { IconButton } from '../../ui/IconButton.tsx';

const STEP = 1.25;

/** Zoom out, readout (press for 100 %), zoom in, fit. */
export function ZoomControls() {
  const zoom = useEditor((state) => state.zoom);
  const open = useEditor((state) => state.document !== null);
  if (!open) return null;
  const { editor } = services();
  return (
    <div className="zoom-controls">
      <IconButton
        label={t('zoom.out')}
        shortcut="-"
        icon={Minus}
        onClick={() => editor.zoomTo(zoom / STEP)}
      />
      <button
        type="button"
        className="zoom-readout"
        aria-label={t('zoom.actual')}
        title={t('zoom.actual')}
        onClick={zoomToActual}
      >
        {formatPercent(zoom)}
      </button>
      <IconButton label={t('zoom.in')} shortcut="+" icon={Plus} onClick={() => editor.zoomTo(zoom * STEP)} />
      <IconButton label={t('zoom.fit')} shortcut="Ctrl+0" icon={Maximize} onClick={() => editor.fit()} />
    </div>
  );
}
