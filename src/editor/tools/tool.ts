import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { ChangeIntent, Mark } from '../history/history.ts';
import type { Point } from '../mask/capsule.ts';
import type { MaskDraft } from '../mask/mask-layer.ts';
import type { BrushSettings, ToolId } from '../ports.ts';

/** A place in the picture, in source coordinates; `pressure` 0 to 1 (0.5 where the device has none). */
export interface Sample extends Point {
  readonly pressure: number;
}

/** One step of a gesture as tools see it, whatever device it came from. */
export interface ToolEvent {
  /** The way since the last event, oldest first; never empty. The last one is now. */
  readonly samples: readonly Sample[];
  /** Now, in CSS pixels of the host: for tools that move the view. */
  readonly screen: Point;
  readonly device: 'mouse' | 'pen' | 'touch' | 'keyboard';
  readonly shift: boolean;
  readonly alt: boolean;
}

/** What a tool may do. */
export interface ToolContext {
  readonly brush: BrushSettings;
  /** The canvas, in source coordinates. */
  readonly canvas: Rect;
  changeMask(intent: ChangeIntent, draw: (mask: MaskDraft) => void): void;
  mark(): Mark;
  bailTo(mark: Mark): void;
  /** Moves the view by CSS pixels. */
  panBy(dx: number, dy: number): void;
  /** Shows a rectangle in the making; null takes it away. */
  showMarquee(rect: Rect | null): void;
}

/** A tool at work between pointer down and up. Exactly one of `complete` and `cancel` ends it. */
export interface Gesture {
  move(event: ToolEvent): void;
  complete(event: ToolEvent): void;
  cancel(): void;
}

/** What the pointer looks like over the canvas; `brush` is a ring of the brush's size. */
export type ToolCursor = 'hand' | 'brush' | 'cross';

export interface Tool {
  readonly id: ToolId;
  readonly cursor: ToolCursor;
  /** Tools that change the mask rest while something else is on show in its place. */
  readonly paints: boolean;
  begin(event: ToolEvent, context: ToolContext): Gesture;
}

/** Where the pointer is now. */
export function latest(event: ToolEvent): Sample {
  const sample = event.samples.at(-1);
  if (!sample) throw new RangeError('a tool event has at least one sample');
  return sample;
}
