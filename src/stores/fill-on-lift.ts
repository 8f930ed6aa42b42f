import { runFill } from './fill-actions.ts';
import { clearCandidates, useJob } from './job-store.ts';
import { services } from './services.ts';
import { useSettings } from './settings-store.ts';

/** Large shapes are drawn in slices: their edit may come this long after the pointer has lifted. */
const LATE_MS = 1500;

/** Tells of pointers on the canvas. */
export interface LiftWatch {
  pressed(): void;
  lifted(): void;
}

/** Fills what a stroke has painted as soon as the pointer lifts, where the person wants that: for Remove alone. */
export function watchLift(now = () => performance.now()): LiftWatch {
  const { editor } = services();
  let hasPainted = false;
  let liftedAt = Number.NEGATIVE_INFINITY;
  editor.onEdit((edit) => {
    if (edit.kind !== 'change' || !edit.mask || edit.fills || edit.frame) return;
    hasPainted = true;
    // The editor is in the middle of its edit now.
    if (now() - liftedAt < LATE_MS) queueMicrotask(fill);
  });

  function fill(): void {
    hasPainted = false;
    liftedAt = Number.NEGATIVE_INFINITY;
    const { intent, fillOnLift } = useSettings.getState();
    const { tool, options, maskBounds } = editor.getState();
    const takesAway = tool === 'eraser' || options.mode === 'subtract';
    if (intent !== 'remove' || !fillOnLift || takesAway || !maskBounds || useJob.getState().running) return;
    // Those were made for another mask.
    clearCandidates();
    void runFill();
  }

  return {
    pressed() {
      hasPainted = false;
      liftedAt = Number.NEGATIVE_INFINITY;
    },
    lifted() {
      liftedAt = now();
      if (hasPainted) fill();
    },
  };
}
