import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { Point } from '../mask/capsule.ts';
import type { GestureRunner } from '../tools/gesture-runner.ts';
import { TOOLS } from '../tools/registry.ts';
import type { Tool, ToolEvent } from '../tools/tool.ts';
import { toImage, toScreen } from '../viewport/view.ts';
import type { Viewport } from '../viewport/viewport.ts';
import { KeyboardPointer } from './keyboard-pointer.ts';
import type { KeyActions } from './keys.ts';
import { listen } from './listen.ts';
import { PointerRouter } from './pointer-router.ts';
import { nowAt, type RawPointer } from './raw-pointer.ts';

export interface InputTarget {
  readonly viewport: Viewport;
  readonly gestures: GestureRunner;
  /** What a press would use. */
  tool(): Tool;
  /** The canvas with its corner at (0, 0); null when nothing is open, or something else on show. */
  canvas(): Rect | null;
  /** Makes the brush larger or smaller. */
  scaleBrush(factor: number): void;
  undo(): void;
  redo(): void;
  /** The pointer has moved or means something else: its looks may have to change. */
  refresh(): void;
}

/** Where the pointer is, for the screen; in CSS pixels of the host. */
export interface PointerLook {
  readonly at: Point | null;
  /** Moved by keys: it needs a mark of its own. */
  readonly isCrosshair: boolean;
  /** A finger that paints hides what is under it. */
  readonly finger: Point | null;
}

export interface Input {
  /** Listens to a canvas; returns the undo of that. */
  listen(canvas: HTMLElement): () => void;
  /** True while Space turns the pointer into a hand. */
  isPanning(): boolean;
  look(): PointerLook;
  /** The crosshair that keys move, in canvas coordinates; null when there is none. */
  crosshair(): { readonly x: number; readonly y: number; readonly pressed: boolean } | null;
}

/** Turns pointers, wheels and keys into tool events and moves of the view. */
export function connectInput(target: InputTarget): Input {
  const { viewport, gestures, refresh } = target;
  let hovering: Point | null = null;
  let finger: Point | null = null;

  const toolEvent = (raw: RawPointer): ToolEvent => ({
    samples: raw.samples.map((sample) => ({
      ...toImage(viewport.current, sample),
      pressure: raw.device === 'pen' ? sample.pressure : 1,
    })),
    screen: nowAt(raw),
    device: raw.device,
    shift: raw.shift,
    alt: raw.alt,
    ctrl: raw.ctrl,
  });
  const zoomBy = (factor: number, at: Point) =>
    viewport.zoomTo(viewport.current.zoom * factor, viewport.inPane(at));
  const point = (raw: RawPointer, isDown: boolean) => {
    const tool = target.tool();
    // What a hand takes hold of lies beside the finger, or is as large as the picture: nothing there needs a glass.
    const hides = tool.paints && tool.cursor !== 'hand';
    finger = isDown && raw.device === 'touch' && hides ? nowAt(raw) : null;
    refresh();
  };

  const keyboard = new KeyboardPointer({ ...target, changed: refresh });
  const router = new PointerRouter({
    beginTool(raw, eraser) {
      keyboard.leave();
      gestures.dispatch({ type: 'down', event: toolEvent(raw), ...(eraser ? { with: TOOLS.eraser } : {}) });
      point(raw, true);
    },
    moveTool(raw) {
      gestures.dispatch({ type: 'move', event: toolEvent(raw) });
      point(raw, true);
    },
    completeTool(raw) {
      gestures.dispatch({ type: 'up', event: toolEvent(raw) });
      point(raw, false);
    },
    dropTool() {
      gestures.dispatch({ type: 'drop' });
      finger = null;
      refresh();
    },
    panBy: (dx, dy) => viewport.panBy(dx, dy),
    zoomBy,
    hover(raw) {
      if (raw) keyboard.leave();
      hovering = raw && nowAt(raw);
      if (raw && gestures.isOpen) gestures.dispatch({ type: 'move', event: toolEvent(raw) });
      refresh();
    },
    tap(fingers) {
      if (fingers === 2) target.undo();
      else if (fingers === 3) target.redo();
    },
  });

  const keys: KeyActions = {
    space(held) {
      router.spaceHeld = held;
      refresh();
    },
    modifiers: (shift, alt) => router.modifiers(shift, alt),
    key(key, onCanvas) {
      if (key.key === 'Escape' && gestures.isBusy) {
        router.dropTool();
        gestures.dispatch({ type: 'cancel' });
        keyboard.released();
        return true;
      }
      if (onCanvas && keyboard.press(key)) return true;
      if (!gestures.isOpen || (key.key !== 'Enter' && key.key !== 'Backspace')) return false;
      gestures.dispatch({ type: key.key === 'Enter' ? 'finish' : 'back' });
      return true;
    },
    blur: () => keyboard.leave(),
  };

  return {
    isPanning: () => router.spaceHeld,
    look() {
      const at = keyboard.at && toScreen(viewport.current, keyboard.at);
      return { at: at ?? hovering, isCrosshair: at !== null, finger };
    },
    crosshair: () => keyboard.at && { ...keyboard.at, pressed: keyboard.isPressed },
    listen: (canvas) =>
      listen(
        canvas,
        router,
        (action, at) => {
          if (action.kind === 'zoom') zoomBy(action.factor, at);
          else if (action.kind === 'pan') viewport.panBy(action.dx, action.dy);
          else target.scaleBrush(action.factor);
        },
        keys,
      ),
  };
}
