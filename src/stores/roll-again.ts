import { copyCommon } from '../../workers/shared/copy-common.ts';
import { LacunaError } from '../../workers/shared/errors.ts';
import { sourceWindow } from '../../workers/shared/geometry/context.ts';
import { maskBounds } from '../../workers/shared/geometry/mask-bounds.ts';
import { intersectRects, isEmptyRect, moveRect } from '../../workers/shared/geometry/rect.ts';
import type { FillJob } from '../../workers/shared/job.ts';
import { rollSeed } from '../lib/seed.ts';
import { services } from './services.ts';

/**
 * The job of a fill again: the same settings with a new seed, the same hole, and the picture as it lies under the fill.
 *
 * @throws LacunaError `mask-empty` where the fill is gone or lies outside the canvas
 */
export function jobAgain(id: string): FillJob {
  const { editor } = services();
  const { document } = editor.getState();
  const fill = document?.fills.find((entry) => entry.id === id);
  const hole = fill && maskBounds(fill.hole);
  if (!document || !fill || !hole) throw new LacunaError('mask-empty', 'there is no such fill');
  const picture = { width: document.width, height: document.height };
  const bounds = intersectRects(moveRect(hole, fill.rect.x, fill.rect.y), { x: 0, y: 0, ...picture });
  if (isEmptyRect(bounds)) throw new LacunaError('mask-empty', 'the fill lies outside the canvas');
  const { rect, view } = sourceWindow({ bounds, picture, nativeSize: fill.job.nativeSize });
  const data = new Uint8Array(rect.width * rect.height);
  copyCommon({ data: fill.hole.data, area: fill.rect }, { data, area: rect }, 1);
  return {
    ...fill.job,
    id: crypto.randomUUID(),
    seed: rollSeed(),
    picture,
    window: {
      rect,
      view,
      image: editor.readUnder(id, rect),
      mask: { width: rect.width, height: rect.height, data },
    },
  };
}
