import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { Point } from '../mask/capsule.ts';
import type { GestureRunner } from '../tools/gesture-runner.ts';
import type { Tool, ToolEvent } from '../tools/tool.ts';
import { toImage, toScreen } from '../viewport/view.ts';
import type { Viewport } from '../viewport/viewport.ts';

/** A key as the keyboard pointer reads it. */
export interface PointerKey {
  readonly key: string;
  readonly shift: boolean;
  readonly alt: boolean;
  /** The key is held and repeats: moves go on, presses do not. */
  readonly repeat: boolean;
}

export interface KeyboardPointerHost {
  readonly viewport: Viewport;
  readonly gestures: GestureRunner;
  tool(): Tool;
  /** The canvas with its corner at (0, 0); null when there is nothing to point at. */
  canvas(): Rect | null;
  /** The crosshair has moved, been pressed, or gone. */
  changed(): void;
}

/** A step, in CSS pixels, and one with Shift. */
const STEP_PX = 8;
const LARGE_STEP_PX = 40;
/** The crosshair stays this far from the host's edge. */
const MARGIN_PX = 24;

const ARROWS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * A pointer for who has no other: arrows move a crosshair, Space or Enter presses the tool and lifts it again. Tools that
 * act where they are pressed are lifted at once. With the hand in hand the arrows move the picture.
 */
export class KeyboardPointer {
  private place: Point | null = null;
  private down = false;

  constructor(private readonly host: KeyboardPointerHost) {}

  /** Where the crosshair is, in canvas coordinates; null when there is none. */
  get at(): Point | null {
    return this.place;
  }

  get isPressed(): boolean {
    return this.down;
  }

  /** True when the key had a meaning here. */
  press(key: PointerKey): boolean {
    if (!this.host.canvas()) return false;
    const arrow = ARROWS[key.key];
    if (arrow) {
      this.move(arrow, key);
      return true;
    }
    if ((key.key !== 'Enter' && key.key !== ' ') || !this.place) return false;
    if (!key.repeat) this.toggle(this.place, key);
    return true;
  }

  /** Takes the crosshair away; a tool it has pressed is dropped. */
  leave(): void {
    if (!this.place) return;
    if (this.down) this.host.gestures.dispatch({ type: 'cancel' });
    this.down = false;
    this.place = null;
    this.host.changed();
  }

  /** The gesture was ended by something else. */
  released(): void {
    this.down = false;
    this.host.changed();
  }

  private move([dx, dy]: readonly [number, number], key: PointerKey): void {
    const { viewport, gestures } = this.host;
    const canvas = this.host.canvas();
    if (!canvas) return;
    const px = key.shift ? LARGE_STEP_PX : STEP_PX;
    if (this.host.tool().cursor === 'hand') {
      viewport.panBy(-dx * px, -dy * px);
      return;
    }
    if (this.place) {
      const step = Math.max(1, Math.round(px / viewport.current.zoom));
      this.place = {
        x: Math.max(0, Math.min(canvas.width, this.place.x + dx * step)),
        y: Math.max(0, Math.min(canvas.height, this.place.y + dy * step)),
      };
    } else this.place = this.start(canvas);
    viewport.bringIntoSight(this.place, MARGIN_PX);
    if (this.down || gestures.isOpen) gestures.dispatch({ type: 'move', event: this.event(this.place, key) });
    this.host.changed();
  }

  /** The middle of what is in sight, on the canvas. */
  private start(canvas: Rect): Point {
    const middle = toImage(this.host.viewport.current, this.host.viewport.middle);
    return {
      x: Math.round(Math.max(0, Math.min(canvas.width, middle.x))),
      y: Math.round(Math.max(0, Math.min(canvas.height, middle.y))),
    };
  }

  private toggle(at: Point, key: PointerKey): void {
    const { gestures } = this.host;
    const event = this.event(at, key);
    const lifts = this.down || this.host.tool().acts === 'press';
    if (!this.down) gestures.dispatch({ type: 'down', event });
    if (lifts) gestures.dispatch({ type: 'up', event });
    this.down = !lifts;
    this.host.changed();
  }

  private event(at: Point, { alt }: PointerKey): ToolEvent {
    return {
      samples: [{ ...at, pressure: 1 }],
      screen: toScreen(this.host.viewport.current, at),
      device: 'keyboard',
      // Shift makes the steps larger here
      shift: false,
      alt,
      ctrl: false,
    };
  }
}
