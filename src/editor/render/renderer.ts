import type { Rect, Size } from '../../../workers/shared/geometry/rect.ts';
import type { Picture } from '../document/picture.ts';
import type { MaskLayer } from '../mask/mask-layer.ts';
import { MaskBitmaps } from './mask-bitmaps.ts';
import { OverlayDamage } from './overlay-damage.ts';
import { paintOverlay } from './overlay-painter.ts';
import { type Drawn, paintPicture } from './picture-painter.ts';
import type { Dirty, Frame, Scene } from './scene.ts';
import { createStage, pictureContext, type Stage } from './stage.ts';
import { TileBitmaps } from './tile-bitmaps.ts';

/** Draws the scene into two canvases of a host, once a frame at most and only what has changed. */
export class Renderer {
  private readonly stage: Stage;
  private readonly masks: MaskBitmaps;
  private readonly dirty = new Set<Dirty>();
  private readonly damage = new OverlayDamage();
  private picture: Picture | null = null;
  private context: CanvasRenderingContext2D;
  private tiles: TileBitmaps;
  private readonly drawn: Drawn = new Map();
  private frameRequest = 0;
  private tint: string | null = null;

  constructor(
    host: HTMLElement,
    label: string,
    private readonly scene: () => Scene | null,
    onResize: (size: Size) => void,
  ) {
    this.stage = createStage(host, label, (size) => {
      onResize(size);
      // at once: a canvas that was resized is empty until it is drawn
      this.dirty.add('view');
      this.draw();
    });
    this.masks = new MaskBitmaps(readColor(host, null));
    this.context = this.stage.picture;
    this.tiles = new TileBitmaps('srgb');
    this.invalidate('view');
  }

  /** The element that pointers act on. */
  get canvas(): HTMLCanvasElement {
    return this.stage.overlay.canvas;
  }

  invalidate(what: Dirty): void {
    this.dirty.add(what);
    if (!this.frameRequest) this.frameRequest = requestAnimationFrame(() => this.draw());
  }

  /** Mask values inside `rect` have changed. */
  maskTouched(mask: MaskLayer, rect: Rect): void {
    this.masks.touched(mask, rect);
    this.damage.maskAt(rect);
    this.invalidate('marks');
  }

  dispose(): void {
    cancelAnimationFrame(this.frameRequest);
    this.tiles.dispose();
    this.stage.dispose();
  }

  private draw(): void {
    cancelAnimationFrame(this.frameRequest);
    this.frameRequest = 0;
    const dirty = new Set(this.dirty);
    this.dirty.clear();
    const scene = this.scene();
    const size = this.stage.size();
    if (size.width === 0 || size.height === 0) return;
    if ((scene?.picture ?? null) !== this.picture) this.changePicture(scene?.picture ?? null);
    if (!scene) {
      this.context.clearRect(0, 0, size.width, size.height);
      this.stage.overlay.clearRect(0, 0, size.width, size.height);
      this.canvas.style.cursor = 'default';
      return;
    }
    this.changeTint(scene.tint.color);
    const frame: Frame = { view: scene.view, ...size };
    const isWhole = dirty.has('view');
    this.canvas.style.cursor = CURSORS[scene.cursor];
    if (isWhole) this.drawn.clear();
    if (isWhole || dirty.has('picture')) {
      if (paintPicture(this.context, frame, scene, this.tiles, this.drawn)) this.invalidate('picture');
    }
    if (isWhole || dirty.has('overlay')) this.damage.all();
    if (isWhole || dirty.has('overlay') || dirty.has('marks')) {
      const region = this.damage.take(frame, scene);
      paintOverlay(this.stage.overlay, frame, scene, this.masks, this.stage.picture.canvas, region);
    }
  }

  private changeTint(color: string | null): void {
    if (color === this.tint) return;
    this.tint = color;
    this.masks.recolor(readColor(this.stage.host, color));
  }

  /** A canvas cannot change its colour space: another picture may need another canvas. */
  private changePicture(picture: Picture | null): void {
    this.picture = picture;
    this.drawn.clear();
    this.masks.clear();
    this.tiles.dispose();
    this.context = pictureContext(this.stage, picture?.colorSpace === 'display-p3' ? 'display-p3' : 'srgb');
    this.tiles = new TileBitmaps(this.context.getContextAttributes().colorSpace ?? 'srgb');
    this.invalidate('view');
  }
}

const CURSORS = {
  hand: 'grab',
  panning: 'grabbing',
  cross: 'crosshair',
  brush: 'none',
  zoom: 'zoom-in',
  across: 'ew-resize',
  down: 'ns-resize',
  rising: 'nesw-resize',
  falling: 'nwse-resize',
} as const;

/** The mask's colour: the one that was chosen, else the custom property `--editor-mask` of the host. */
function readColor(host: HTMLElement, chosen: string | null): readonly [number, number, number] {
  const pen = new OffscreenCanvas(1, 1).getContext('2d');
  if (!pen) throw new Error('no 2d canvas');
  pen.fillStyle = DEFAULT_COLOR;
  // an empty or invalid value leaves the default in place
  pen.fillStyle = chosen ?? getComputedStyle(host).getPropertyValue('--editor-mask').trim();
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

const DEFAULT_COLOR = '#ff2e63';
