import { LacunaError } from '../../workers/shared/errors.ts';
import { sourceWindow } from '../../workers/shared/geometry/context.ts';
import type { FillJob } from '../../workers/shared/job.ts';
import { keepColoured } from '../lib/window-pixels.ts';
import { useExpand } from './expand-store.ts';
import { services } from './services.ts';

/**
 * The open picture around its mask, as a job looks at it. A protected expansion asks for nothing that has a colour.
 *
 * @throws LacunaError `mask-empty`
 */
export function windowOfMask(
  nativeSize: number,
  intent: FillJob['intent'],
): Pick<FillJob, 'picture' | 'window'> {
  const { editor } = services();
  const { document, maskBounds } = editor.getState();
  if (!document || !maskBounds) throw new LacunaError('mask-empty', 'nothing is painted');
  const picture = { width: document.width, height: document.height };
  const { rect, view } = sourceWindow({ bounds: maskBounds, picture, nativeSize });
  const window = { rect, view, ...editor.readWindow(rect) };
  const protects = intent === 'expand' && useExpand.getState().protect;
  if (protects && !keepColoured(window.image, window.mask)) {
    throw new LacunaError('mask-empty', 'nothing but protected pixels is painted');
  }
  return { picture, window };
}
