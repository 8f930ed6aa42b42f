import type { FillEdge } from '../../workers/shared/stitch.ts';
import type { FillEntry } from '../editor/ports.ts';
import { notifyError } from './notices-store.ts';
import { services } from './services.ts';

let latest = 0;

/** Gives a fill another edge, as one undo entry. Of changes that overtake each other the last one counts. */
export async function setFillEdge(fill: FillEntry, edge: FillEdge): Promise<void> {
  const turn = ++latest;
  const { editor, codec } = services();
  try {
    const { hole, made, id } = fill;
    const stitch = edge.feather === 1 && edge.grow === 0 ? made : await codec.restitch({ hole, made, edge });
    if (turn === latest) editor.changeFill(id, { stitch, edge });
  } catch (error) {
    notifyError(error);
  }
}
