import type { Size } from '../../../workers/shared/geometry/rect.ts';

/** Finer screens than this gain nothing visible and cost memory. */
const MAX_RATIO = 3;

/** The canvases inside the host: the picture below, all the rest above. */
export interface Stage {
  readonly host: HTMLElement;
  picture: CanvasRenderingContext2D;
  readonly overlay: CanvasRenderingContext2D;
  /** Size of the canvases in device pixels, and device pixels per CSS pixel. */
  size(): Size & { readonly ratio: number };
  dispose(): void;
}

/**
 * Builds the canvases and keeps their size. The upper one takes the pointer: it stays the same element while the lower
 * one is replaced when a picture needs another colour space.
 */
export function createStage(host: HTMLElement, label: string, onResize: (size: Size) => void): Stage {
  const picture = addCanvas(host, 'editor-canvas');
  picture.setAttribute('aria-hidden', 'true');
  picture.style.pointerEvents = 'none';
  const overlay = addCanvas(host, 'editor-overlay');
  overlay.dataset.testid = 'canvas';
  // keys work it: a screen reader must hand them through
  overlay.setAttribute('role', 'application');
  overlay.setAttribute('aria-label', label);
  overlay.tabIndex = 0;
  overlay.style.pointerEvents = 'auto';
  overlay.style.touchAction = 'none';
  overlay.style.userSelect = 'none';

  let current = { width: 0, height: 0, ratio: 1 };
  const measure = () => {
    const ratio = Math.min(MAX_RATIO, Math.max(1, host.ownerDocument.defaultView?.devicePixelRatio ?? 1));
    const { clientWidth, clientHeight } = host;
    current = { width: Math.round(clientWidth * ratio), height: Math.round(clientHeight * ratio), ratio };
    for (const { canvas } of [stage.picture, stage.overlay]) {
      canvas.width = current.width;
      canvas.height = current.height;
    }
    onResize({ width: clientWidth, height: clientHeight });
  };
  const observer = new ResizeObserver(measure);
  const stopWatching = watchRatio(host, measure);
  const stage: Stage = {
    host,
    picture: context2d(picture, 'srgb'),
    overlay: context2d(overlay, 'srgb'),
    size: () => current,
    dispose() {
      observer.disconnect();
      stopWatching();
      stage.picture.canvas.remove();
      overlay.remove();
    },
  };
  observer.observe(host);
  return stage;
}

/** The picture's canvas in the wanted colour space, or in sRGB where the browser has no other. */
export function pictureContext(stage: Stage, colorSpace: PredefinedColorSpace): CanvasRenderingContext2D {
  if ((stage.picture.getContextAttributes().colorSpace ?? 'srgb') === colorSpace) return stage.picture;
  const old = stage.picture.canvas;
  const canvas = old.cloneNode() as HTMLCanvasElement;
  old.replaceWith(canvas);
  stage.picture = context2d(canvas, colorSpace);
  return stage.picture;
}

function addCanvas(host: HTMLElement, className: string): HTMLCanvasElement {
  const canvas = host.ownerDocument.createElement('canvas');
  canvas.className = className;
  canvas.style.position = 'absolute';
  canvas.style.inset = '0';
  canvas.style.width = '100%';
  canvas.style.height = '100%';
  host.append(canvas);
  return canvas;
}

function context2d(canvas: HTMLCanvasElement, colorSpace: PredefinedColorSpace): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { colorSpace });
  if (!context) throw new Error('no 2d canvas');
  return context;
}

/** Calls back when the page moves to a screen of another density or is zoomed. */
function watchRatio(host: HTMLElement, onChange: () => void): () => void {
  const view = host.ownerDocument.defaultView;
  const stop = new AbortController();
  const watch = () => {
    if (!view || stop.signal.aborted) return;
    const query = view.matchMedia(`(resolution: ${view.devicePixelRatio}dppx)`);
    const options = { once: true, signal: stop.signal };
    const next = () => {
      onChange();
      watch();
    };
    query.addEventListener('change', next, options);
  };
  watch();
  return () => stop.abort();
}
