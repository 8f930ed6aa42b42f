import type { Point } from '../mask/capsule.ts';
import type { GestureRunner } from '../tools/gesture-runner.ts';
import { TOOLS } from '../tools/registry.ts';
import type { ToolEvent } from '../tools/tool.ts';
import { toImage } from '../viewport/view.ts';
import type { Viewport } from '../viewport/viewport.ts';
import { listen } from './listen.ts';
import { PointerRouter } from './pointer-router.ts';
import { nowAt, type RawPointer } from './raw-pointer.ts';

export interface InputTarget {
  readonly viewport: Viewport;
  readonly gestures: GestureRunner;
  /** Makes the brush larger or smaller. */
  scaleBrush(factor: number): void;
  hover(at: Point | null): void;
  /** The pointer's meaning has changed: its looks may have to. */
  refresh(): void;
}

export interface Input {
  /** Listens to a canvas; returns the undo of that. */
  listen(canvas: HTMLElement): () => void;
  /** True while Space turns the pointer into a hand. */
  isPanning(): boolean;
}

/** Turns pointers and wheels of the screen into tool events and moves of the view. */
export function connectInput({ viewport, gestures, scaleBrush, hover, refresh }: InputTarget): Input {
  const toolEvent = (raw: RawPointer): ToolEvent => ({
    samples: raw.samples.map((sample) => ({
      ...toImage(viewport.current, sample),
      pressure: sample.pressure,
    })),
    screen: nowAt(raw),
    device: raw.device,
    shift: raw.shift,
    alt: raw.alt,
  });
  const zoomBy = (factor: number, at: Point) => viewport.zoomTo(viewport.current.zoom * factor, at);

  const router = new PointerRouter({
    beginTool: (raw, eraser) =>
      gestures.dispatch({
        type: 'down',
        event: toolEvent(raw),
        ...(eraser ? { with: TOOLS.eraser } : {}),
      }),
    moveTool: (raw) => gestures.dispatch({ type: 'move', event: toolEvent(raw) }),
    completeTool: (raw) => gestures.dispatch({ type: 'up', event: toolEvent(raw) }),
    cancelTool: () => gestures.dispatch({ type: 'cancel' }),
    panBy: (dx, dy) => viewport.panBy(dx, dy),
    zoomBy,
    hover,
  });

  return {
    isPanning: () => router.spaceHeld,
    listen: (canvas) =>
      listen(
        canvas,
        router,
        (action, at) => {
          if (action.kind === 'zoom') zoomBy(action.factor, at);
          else if (action.kind === 'pan') viewport.panBy(action.dx, action.dy);
          else scaleBrush(action.factor);
        },
        (held) => {
          router.spaceHeld = held;
          refresh();
        },
      ),
  };
}
