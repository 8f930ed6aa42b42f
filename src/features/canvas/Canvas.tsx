import { useCallback, useEffect, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { watchLift } from '../../stores/fill-on-lift.ts';
import { selectCandidate, useJob } from '../../stores/job-store.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { CanvasVoice } from './CanvasVoice.tsx';
import './canvas.css';

/** The place where the editor draws. React owns the host element and nothing in it. */
export function Canvas() {
  const attach = useCallback(
    (host: HTMLDivElement | null) => (host ? services().editor.attach(host) : undefined),
    [],
  );
  const [lift] = useState(() => watchLift());
  useFocusWhenLost();
  const comparing = useEditor((state) => state.comparing);
  /** Number of the fill that is left out, from 1; 0 for none. */
  const without = useEditor(
    ({ document, without }) => 1 + (document?.fills.findIndex(({ id }) => id === without) ?? -1),
  );
  return (
    <>
      <div
        ref={attach}
        className="canvas-host"
        onPointerDownCapture={() => {
          showMaskAgain();
          lift.pressed();
        }}
        onPointerUp={lift.lifted}
      />
      <CanvasVoice />
      {comparing && <p className="canvas-badge">{t('compare.showing')}</p>}
      {!comparing && without > 0 && <p className="canvas-badge">{t('fills.without', { index: without })}</p>}
    </>
  );
}

/** The button that opened the picture or accepted a candidate is gone then: keys go on at the canvas. */
function useFocusWhenLost(): void {
  const open = useEditor((state) => state.document !== null);
  const staged = useJob((state) => state.candidates.length > 0);
  useEffect(() => {
    if (open && !staged && document.activeElement === document.body) services().editor.focus();
  }, [open, staged]);
}

/**
 * Painting over a shown candidate, or where a fill is left out, would be blind: the mask comes back first, the candidate
 * stays on the strip.
 */
function showMaskAgain(): void {
  const { tool, without } = services().editor.getState();
  const paints = tool !== 'hand' && tool !== 'zoom' && tool !== 'extend';
  if (!paints) return;
  if (useJob.getState().selected !== null) selectCandidate(null);
  if (without !== null) services().editor.showWithout(null);
}
