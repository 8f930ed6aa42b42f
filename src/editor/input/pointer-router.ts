import type { Point } from '../mask/capsule.ts';
import { nowAt, type RawPointer } from './raw-pointer.ts';

/** What pointers can ask of the editor. */
export interface PointerActions {
  /** The tool in hand, or the eraser for the other end of a pen. */
  beginTool(raw: RawPointer, eraser: boolean): void;
  moveTool(raw: RawPointer): void;
  completeTool(raw: RawPointer): void;
  /** The press in progress turned out to mean something else. */
  dropTool(): void;
  panBy(dx: number, dy: number): void;
  zoomBy(factor: number, at: Point): void;
  /** Where the pointer hovers; null when it has left or fingers are at work. */
  hover(raw: RawPointer | null): void;
  /** So many fingers have tapped the screen together. */
  tap(fingers: number): void;
}

type Mode =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'tool';
      readonly id: number;
      readonly start: Point;
      readonly startMs: number;
      moved: number;
      /** The last event, in case a key changes its meaning. */
      last: RawPointer;
    }
  | { readonly kind: 'pan'; readonly id: number; last: Point }
  | { readonly kind: 'pinch'; readonly touch: Touch }
  /** Fingers are still down after a pinch: nothing happens until all have lifted. */
  | { readonly kind: 'spent'; readonly touch?: Touch };

/** What fingers have done since the first of them came down. */
interface Touch {
  readonly startMs: number;
  fingers: number;
  moved: number;
}

/** A second finger this soon, or before the first has moved this far, means two fingers were meant all along. */
const SECOND_FINGER_MS = 250;
const SECOND_FINGER_PX = 12;

/** Fingers that lift this soon, and have moved no further than this, have tapped. */
const TAP_MS = 350;
const TAP_PX = 12;

const MAIN_BUTTON = 0;
const MIDDLE_BUTTON = 1;
const PEN_ERASER_BUTTON = 5;

/** Decides what pointers mean: paint, pan, or pan and pinch with two fingers. Knows no DOM. */
export class PointerRouter {
  /** While true (Space is held) the main button pans. */
  spaceHeld = false;
  private mode: Mode = { kind: 'idle' };
  private readonly fingers = new Map<number, Point>();

  constructor(private readonly actions: PointerActions) {}

  down(raw: RawPointer): void {
    const at = nowAt(raw);
    if (raw.device === 'touch') {
      this.fingers.set(raw.id, at);
      this.actions.hover(null);
      if (this.fingers.size > 1) {
        this.secondFinger(raw);
        return;
      }
    }
    if (this.mode.kind !== 'idle') return;
    if (raw.button === MIDDLE_BUTTON || (raw.button === MAIN_BUTTON && this.spaceHeld)) {
      this.mode = { kind: 'pan', id: raw.id, last: at };
    } else if (raw.button === MAIN_BUTTON || raw.button === PEN_ERASER_BUTTON) {
      this.mode = { kind: 'tool', id: raw.id, start: at, startMs: raw.timeMs, moved: 0, last: raw };
      this.actions.beginTool(raw, raw.button === PEN_ERASER_BUTTON);
    }
  }

  move(raw: RawPointer): void {
    const at = nowAt(raw);
    const { mode } = this;
    if (raw.device !== 'touch') this.actions.hover(raw);
    if (mode.kind === 'pinch') {
      this.pinch(raw.id, at, mode.touch);
    } else if (mode.kind === 'pan' && mode.id === raw.id) {
      this.actions.panBy(at.x - mode.last.x, at.y - mode.last.y);
      mode.last = at;
    } else if (mode.kind === 'tool' && mode.id === raw.id) {
      mode.moved = Math.max(mode.moved, Math.hypot(at.x - mode.start.x, at.y - mode.start.y));
      mode.last = raw;
      this.actions.moveTool(raw);
    }
    if (this.fingers.has(raw.id)) this.fingers.set(raw.id, at);
  }

  up(raw: RawPointer): void {
    this.fingers.delete(raw.id);
    const { mode } = this;
    if (mode.kind === 'tool' && mode.id === raw.id) {
      this.rest();
      this.actions.completeTool(raw);
    } else {
      this.release(raw.id, raw.timeMs);
    }
  }

  /** Shift or Alt was pressed or released: a shape in the making follows at once. */
  modifiers(shift: boolean, alt: boolean): void {
    const { mode } = this;
    if (mode.kind !== 'tool' || (mode.last.shift === shift && mode.last.alt === alt)) return;
    mode.last = { ...mode.last, samples: mode.last.samples.slice(-1), shift, alt };
    this.actions.moveTool(mode.last);
  }

  /** The system took the pointer away. */
  cancel(id: number): void {
    this.fingers.delete(id);
    if (this.mode.kind === 'tool' && this.mode.id === id) this.dropTool();
    else this.release(id, Number.POSITIVE_INFINITY);
  }

  /** Drops the press in progress; the pointer means nothing until it lifts. */
  dropTool(): void {
    if (this.mode.kind !== 'tool') return;
    this.rest();
    this.actions.dropTool();
  }

  leave(): void {
    this.actions.hover(null);
  }

  private release(id: number, timeMs: number): void {
    const { mode } = this;
    if (mode.kind === 'pan' && mode.id === id) this.rest();
    else if (mode.kind === 'pinch' || mode.kind === 'spent') {
      const { touch } = mode;
      this.rest(touch);
      if (!touch || this.fingers.size > 0) return;
      if (timeMs - touch.startMs <= TAP_MS && touch.moved <= TAP_PX) this.actions.tap(touch.fingers);
    }
  }

  private rest(touch?: Touch): void {
    if (this.fingers.size === 0) this.mode = { kind: 'idle' };
    else this.mode = touch ? { kind: 'spent', touch } : { kind: 'spent' };
  }

  private secondFinger(raw: RawPointer): void {
    const { mode } = this;
    if (mode.kind === 'pinch') mode.touch.fingers = Math.max(mode.touch.fingers, this.fingers.size);
    let startMs = raw.timeMs;
    let moved = 0;
    if (mode.kind === 'tool') {
      const meant = raw.timeMs - mode.startMs <= SECOND_FINGER_MS || mode.moved <= SECOND_FINGER_PX;
      // late and after a real stroke: a resting palm, not a pinch
      if (!meant || !this.fingers.has(mode.id)) return;
      ({ startMs, moved } = mode);
      this.actions.dropTool();
    }
    if (this.fingers.size === 2) this.mode = { kind: 'pinch', touch: { startMs, moved, fingers: 2 } };
  }

  private pinch(id: number, at: Point, touch: Touch): void {
    const before = this.fingers.get(id);
    const [otherId] = [...this.fingers.keys()].filter((finger) => finger !== id);
    const other = otherId === undefined ? undefined : this.fingers.get(otherId);
    if (!before || !other) return;
    touch.moved += Math.hypot(at.x - before.x, at.y - before.y);
    // a third finger taps; it does not pan
    if (this.fingers.size > 2) return;
    this.actions.panBy((at.x - before.x) / 2, (at.y - before.y) / 2);
    const apart = Math.hypot(before.x - other.x, before.y - other.y);
    const nowApart = Math.hypot(at.x - other.x, at.y - other.y);
    if (apart > 0 && nowApart > 0) {
      this.actions.zoomBy(nowApart / apart, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
    }
  }
}
