import type { Point } from '../mask/capsule.ts';
import { type KeyActions, listenToKeys } from './keys.ts';
import type { PointerRouter } from './pointer-router.ts';
import type { RawPointer } from './raw-pointer.ts';
import { type WheelAction, WheelReader } from './wheel.ts';

const DEVICES = { mouse: 'mouse', pen: 'pen', touch: 'touch' } as const;

/** Listens to the canvas and feeds the router; the only place that reads DOM events. Returns the undo of that. */
export function listen(
  canvas: HTMLElement,
  router: PointerRouter,
  onWheel: (action: WheelAction, at: Point) => void,
  keys: KeyActions,
): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  const wheels = new WheelReader();

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      // a made-up event has no pointer to capture
      if (event.isTrusted) canvas.setPointerCapture(event.pointerId);
      router.down(rawPointer(canvas, event));
    },
    options,
  );
  // the middle button pans: no autoscroll
  canvas.addEventListener('mousedown', (event) => event.button === 1 && event.preventDefault(), options);
  canvas.addEventListener('pointermove', (event) => router.move(rawPointer(canvas, event)), options);
  canvas.addEventListener('pointerup', (event) => router.up(rawPointer(canvas, event)), options);
  canvas.addEventListener('pointercancel', (event) => router.cancel(event.pointerId), options);
  canvas.addEventListener('pointerleave', () => router.leave(), options);
  canvas.addEventListener('contextmenu', (event) => event.preventDefault(), options);
  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { deltaX, deltaY, deltaMode, ctrlKey, metaKey, shiftKey, altKey, timeStamp } = event;
      const raw = { deltaX, deltaY, deltaMode, ctrl: ctrlKey || metaKey, shift: shiftKey, alt: altKey };
      onWheel(wheels.read({ ...raw, timeMs: timeStamp }), pointIn(canvas, event));
    },
    { ...options, passive: false },
  );

  listenToKeys(canvas, keys, stop.signal);
  return () => stop.abort();
}

function rawPointer(canvas: HTMLElement, event: PointerEvent): RawPointer {
  const coalesced = event.type === 'pointermove' ? (event.getCoalescedEvents?.() ?? []) : [];
  const events = coalesced.length > 0 ? coalesced : [event];
  const box = canvas.getBoundingClientRect();
  return {
    id: event.pointerId,
    device: DEVICES[event.pointerType as keyof typeof DEVICES] ?? 'mouse',
    samples: events.map((e) => ({ x: e.clientX - box.left, y: e.clientY - box.top, pressure: e.pressure })),
    button: event.button,
    shift: event.shiftKey,
    alt: event.altKey,
    ctrl: event.ctrlKey || event.metaKey,
    timeMs: event.timeStamp,
  };
}

function pointIn(canvas: HTMLElement, event: MouseEvent): Point {
  const box = canvas.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}
