import type { Intent } from '../../workers/shared/catalog.ts';
import type { ToolId } from '../editor/ports.ts';
import { offerExtent } from './expand-store.ts';
import { useJob } from './job-store.ts';
import { services } from './services.ts';
import { setSettings, useSettings } from './settings-store.ts';

/** What was in force when the two were last looked at. */
interface Known {
  readonly intent: Intent;
  readonly tool: ToolId;
  readonly open: boolean;
}

/**
 * Keeps the intent Expand and the Extend tool together: choosing one picks up the other, leaving one puts the other
 * back. Tools that only move the view may be used in between. The canvas's edges are on offer unless candidates wait:
 * those lie on the canvas as it is. Returns the undo of that.
 */
export function linkExtend(): () => void {
  const { editor } = services();
  let earlierTool: ToolId = 'brush';
  let earlierIntent: Intent = 'remove';
  let known = look();

  function look(): Known {
    const { tool, document } = editor.getState();
    return { tool, open: document !== null, intent: useSettings.getState().intent };
  }

  function sync(): void {
    const before = known;
    const now = look();
    known = now;
    const { running, candidates } = useJob.getState();
    const waiting = running || candidates.length > 0;
    const expands = now.intent === 'expand';

    if (now.intent !== before.intent || now.open !== before.open) {
      if (before.intent !== 'expand' && expands) earlierIntent = before.intent;
      if (expands && now.open && now.tool !== 'extend') {
        earlierTool = now.tool;
        editor.setTool('extend');
      } else if (!expands && now.tool === 'extend') editor.setTool(earlierTool);
    } else if (now.tool !== before.tool) {
      if (now.tool === 'extend' && !expands) {
        earlierTool = before.tool;
        setSettings({ intent: 'expand' });
      } else if (expands && !waiting && changesMask(now.tool)) setSettings({ intent: earlierIntent });
    }
    offerExtent(known.intent === 'expand' && known.open && !waiting);
  }

  const stops = [editor.subscribe(sync), useSettings.subscribe(sync), useJob.subscribe(sync)];
  sync();
  return () => {
    for (const stop of stops) stop();
  };
}

/** Tools that have no business with a canvas that is about to grow. */
function changesMask(tool: ToolId): boolean {
  return tool !== 'hand' && tool !== 'zoom' && tool !== 'extend';
}
