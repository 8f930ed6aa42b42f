import type { Rect, Size } from '../../../workers/shared/geometry/rect.ts';
import type { Steps } from '../work/sliced-work.ts';
import type { MaskDraft, MaskLayer } from './mask-layer.ts';
import { replaceIn } from './shapes.ts';

/** Makes other values of the same size out of mask values, row by row, in steps; the input is not written to. */
export type Reshape = (values: Uint8Array, size: Size) => Generator<void, Uint8Array, void>;

/** Runs a reshape on the part of the mask inside `area`; around it, where nothing is painted, nothing changes. */
export function* reshape(mask: MaskDraft & Pick<MaskLayer, 'read'>, area: Rect, change: Reshape): Steps {
  const values = mask.read(area).data;
  yield;
  yield* replaceIn(mask, area, yield* change(values, area));
}
