import type { Preview } from '../../workers/shared/job.ts';
import type { OpenDocument } from './document/open-document.ts';
import type { Point } from './mask/capsule.ts';
import type { Scene } from './render/scene.ts';
import type { BrushSettings, MaskLook } from './tools/options.ts';
import type { Outline } from './tools/outline.ts';
import type { View } from './viewport/view.ts';

/** What is drawn over the document or in its place; none of it is part of it. Rectangles are in source coordinates. */
export interface Showing {
  readonly layers: Scene['layers'];
  readonly tint: MaskLook;
  readonly hidesMask: boolean;
  readonly preview: Preview | null;
  readonly outline: Outline | null;
  readonly brush: BrushSettings;
  readonly source: Point | null;
  readonly cursor: Scene['cursor'];
  readonly pointer: Scene['pointer'];
}

/** Everything that is drawn now. `view` is in canvas coordinates, the scene in those of the source. */
export function sceneOf(open: OpenDocument, { zoom, x, y }: View, show: Showing): Scene {
  const { layers, tint, hidesMask, preview, outline, brush, source, cursor, pointer } = show;
  const { frame } = open.grid;
  return {
    view: { zoom, x: x - frame.x * zoom, y: y - frame.y * zoom },
    picture: open.picture,
    grid: open.grid,
    layers,
    mask: open.mask,
    tint,
    maskLook: hidesMask ? 'hidden' : preview ? 'outline' : 'tint',
    preview: hidesMask ? null : preview,
    outline,
    brush,
    source,
    cursor,
    pointer,
  };
}
