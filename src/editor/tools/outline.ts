import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { Point } from '../mask/capsule.ts';

/** A shape in the making, as it is shown over the picture; in source coordinates. */
export type Outline =
  | { readonly kind: 'rectangle' | 'ellipse'; readonly rect: Rect }
  /** `closes` marks the first point: pressing there ends the shape. */
  | { readonly kind: 'path'; readonly points: readonly Point[]; readonly closes: boolean };
