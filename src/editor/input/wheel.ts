/** A wheel event without the DOM; `deltaMode` 0 pixels, 1 lines, 2 pages. */
export interface RawWheel {
  readonly deltaX: number;
  readonly deltaY: number;
  readonly deltaMode: number;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly timeMs: number;
}

export type WheelAction =
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'brush'; readonly factor: number };

const LINE_PX = 33;
const PAGE_PX = 400;
/** Wheel pixels that double the zoom, for a wheel and for a pinch on a trackpad (which sends small deltas). */
const ZOOM_DOUBLES_PX = 300;
const PINCH_DOUBLES_PX = 70;
/** After a sideways move the fingers are panning: later events of the same swipe pan too. */
const SWIPE_MS = 250;

/**
 * Reads wheels and trackpads: a plain wheel zooms, Ctrl (which browsers set for a trackpad pinch) zooms finely, Shift or
 * two-axis scrolling pans, Alt sizes the brush.
 */
export class WheelReader {
  private swipeUntilMs = Number.NEGATIVE_INFINITY;

  read(wheel: RawWheel): WheelAction {
    const scale = wheel.deltaMode === 1 ? LINE_PX : wheel.deltaMode === 2 ? PAGE_PX : 1;
    const dx = wheel.deltaX * scale;
    const dy = wheel.deltaY * scale;
    // some systems turn Alt or Shift + wheel into a horizontal one
    const main = dy !== 0 ? dy : dx;
    if (wheel.alt) return { kind: 'brush', factor: doubling(-main, ZOOM_DOUBLES_PX) };
    if (wheel.ctrl) {
      const isPinch = wheel.deltaMode === 0 && Math.abs(dy) < 50;
      return { kind: 'zoom', factor: doubling(-dy, isPinch ? PINCH_DOUBLES_PX : ZOOM_DOUBLES_PX) };
    }
    if (wheel.shift) return { kind: 'pan', dx: -main, dy: 0 };
    if (dx !== 0 || wheel.timeMs < this.swipeUntilMs) {
      this.swipeUntilMs = wheel.timeMs + SWIPE_MS;
      return { kind: 'pan', dx: -dx, dy: -dy };
    }
    return { kind: 'zoom', factor: doubling(-dy, ZOOM_DOUBLES_PX) };
  }
}

/** 2 ^ (delta / doublesPx), at most a factor of 2 a step. */
function doubling(delta: number, doublesPx: number): number {
  return 2 ** Math.max(-1, Math.min(1, delta / doublesPx));
}
