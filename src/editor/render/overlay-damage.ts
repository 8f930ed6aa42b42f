import { growRect, intersectRects, type Rect, uniteRects } from '../../../workers/shared/geometry/rect.ts';
import { toScreen } from '../viewport/view.ts';
import { ringRadius } from './cursor-painter.ts';
import { loupeBounds } from './loupe-painter.ts';
import { deviceRect, type Frame, levelFor, type Scene } from './scene.ts';

/** Lines and smoothing reach this far beyond what they are drawn of, in CSS pixels, and in cells of the mask. */
const LINE_REACH = 4;
const CELL_REACH = 2;
/** Reach of a crosshair, and the least of a brush's ring, in CSS pixels. */
const CROSS_REACH = 20;

/**
 * Which part of the overlay has to be drawn again. While a stroke goes on that is where the mask has changed, and where
 * the pointer's marks are and were: the rest of the screen costs nothing.
 */
export class OverlayDamage {
  private isWhole = true;
  private mask: Rect | null = null;
  private marks: Rect | null = null;

  /** Everything. */
  all(): void {
    this.isWhole = true;
  }

  /** Values of the mask inside `rect`, in image pixels. */
  maskAt(rect: Rect): void {
    this.mask = this.mask ? uniteRects(this.mask, rect) : rect;
  }

  /**
   * The part to draw in this frame, in whole device pixels inside the canvas, or null for all of it; begins to collect
   * for the next frame.
   */
  take(frame: Frame, scene: Scene): Rect | null {
    const canvas = { x: 0, y: 0, width: frame.width, height: frame.height };
    const marks = marksOf(frame, scene);
    const parts = [this.mask && maskReach(frame, this.mask), this.marks, marks];
    const isWhole = this.isWhole;
    this.isWhole = false;
    this.mask = null;
    this.marks = marks;
    if (isWhole) return null;
    const region = parts.reduce<Rect | null>(
      (all, part) => (part && all ? uniteRects(all, part) : (part ?? all)),
      null,
    );
    return region ? intersectRects(region, canvas) : { ...canvas, width: 0, height: 0 };
  }
}

/** Where a change of the mask may show. */
function maskReach(frame: Frame, rect: Rect): Rect {
  const cell = 2 ** levelFor(frame) * frame.view.zoom * frame.ratio;
  return growRect(deviceRect(frame, rect), Math.ceil(LINE_REACH * frame.ratio + CELL_REACH * cell));
}

/** All that is drawn where the pointer is. */
function marksOf(frame: Frame, { pointer, cursor, brush, source }: Scene): Rect | null {
  const { at, isCrosshair, finger } = pointer;
  const around = ({ x, y }: { x: number; y: number }, reach: number): Rect =>
    deviceBox(frame, { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach });
  const mark = finger ?? at;
  const parts = [
    cursor === 'brush' && mark && around(mark, Math.max(CROSS_REACH, ringRadius(frame, brush) + LINE_REACH)),
    source && around(toScreen(frame.view, source), CROSS_REACH),
    isCrosshair && at && around(at, CROSS_REACH),
    finger && deviceBox(frame, growRect(loupeBounds(finger, frame.width / frame.ratio), LINE_REACH)),
  ].filter((part) => part !== false && part !== null);
  return parts.length > 0 ? parts.reduce(uniteRects) : null;
}

/** A rectangle of the host in CSS pixels, in whole device pixels, rounded outward. */
function deviceBox({ ratio }: Frame, { x, y, width, height }: Rect): Rect {
  const left = Math.floor(x * ratio);
  const top = Math.floor(y * ratio);
  return {
    x: left,
    y: top,
    width: Math.ceil((x + width) * ratio) - left,
    height: Math.ceil((y + height) * ratio) - top,
  };
}
