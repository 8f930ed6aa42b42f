import type { Rect, Size } from '../../../workers/shared/geometry/rect.ts';
import type { Point } from '../mask/capsule.ts';
import {
  clampZoom,
  closeView,
  fitView,
  isComfortable,
  keepInSight,
  panBy,
  toScreen,
  type View,
  zoomAbout,
} from './view.ts';

/** Used until the host's size is known (and in tests without a page). */
const UNKNOWN_HOST: Size = { width: 0, height: 0 };

/** Share of the host's shorter side left free around a room. */
const ROOM_MARGIN = 0.12;
/** How near the rim a drag asks for more room, in CSS pixels, and how much of it each of its moves gets. */
const RIM = 24;
const RIM_ZOOM = 0.97;

/** The view of the open picture, and the rule that a fitted picture stays fitted when the host changes its size. */
export class Viewport {
  private view: View = { zoom: 1, x: 0, y: 0 };
  /** The host, or half of it while it is split. */
  private host: Size = UNKNOWN_HOST;
  private whole: Size = UNKNOWN_HOST;
  private isSplit = false;
  private picture: Size | null = null;
  /** Area to fit, in canvas coordinates; null fits the picture. */
  private room: Rect | null = null;
  /** What a split host shows first, in canvas coordinates, until something else is asked for. */
  private focus: Rect | null = null;
  private fitted = true;

  constructor(private readonly onChange: () => void) {}

  get current(): View {
    return this.view;
  }

  /** The host's middle in CSS pixels. */
  get middle(): Point {
    return { x: this.host.width / 2, y: this.host.height / 2 };
  }

  /** Tells the size of the host in CSS pixels. */
  resize(whole: Size): void {
    this.whole = whole;
    const [host] = this.panes();
    if (host.width === this.host.width && host.height === this.host.height) return;
    const before = this.host;
    this.host = { width: host.width, height: host.height };
    if (this.fitted || before.width === 0) this.refit();
    else this.set(panBy(this.view, (host.width - before.width) / 2, (host.height - before.height) / 2));
  }

  /**
   * Cuts the host in two halves of the same view, or makes it whole again. A fitted picture would be half as large then:
   * what is seen of it first is what lies around `focus`, in canvas coordinates.
   */
  setSplit(isSplit: boolean, focus: Rect | null): void {
    if (isSplit === this.isSplit) return;
    this.isSplit = isSplit;
    this.focus = isSplit ? focus : null;
    this.resize(this.whole);
  }

  /** How the host is cut: so that the whole picture is as large as it can be in each half. */
  get split(): 'across' | 'down' | null {
    if (!this.isSplit) return null;
    const { width, height } = this.whole;
    const picture = this.picture ?? this.whole;
    const across = fitView({ width: width / 2, height }, picture).zoom;
    const down = fitView({ width, height: height / 2 }, picture).zoom;
    return across > down || (across === down && width >= height) ? 'across' : 'down';
  }

  /** The host's parts in CSS pixels, one or two; the view is the same in each, counted from its corner. */
  panes(): readonly [Rect, Rect?] {
    const { width, height } = this.whole;
    if (this.split === 'across') {
      const half = Math.floor(width / 2);
      return [
        { x: 0, y: 0, width: half, height },
        { x: width - half, y: 0, width: half, height },
      ];
    }
    if (this.split === 'down') {
      const half = Math.floor(height / 2);
      return [
        { x: 0, y: 0, width, height: half },
        { x: 0, y: height - half, width, height: half },
      ];
    }
    return [{ x: 0, y: 0, width, height }];
  }

  /** A point of the host in the coordinates of the pane it lies in. */
  inPane(at: Point): Point {
    const [, second] = this.panes();
    if (!second || at.x < second.x || at.y < second.y) return at;
    return { x: at.x - second.x, y: at.y - second.y };
  }

  /** Shows another picture, fitted; null shows none. */
  show(picture: Size | null): void {
    this.picture = picture;
    this.room = null;
    // another picture may be cut the other way
    const [host] = this.panes();
    this.host = { width: host.width, height: host.height };
    this.fit();
  }

  /**
   * Makes room for something other than the picture, with space around it to drag its edges; null means the picture
   * again. The view stays where it is while the room is in sight, and large enough to work on.
   */
  makeRoom(room: Rect | null): void {
    if (!room && !this.room) return;
    const isNew = !this.room;
    this.room = room;
    if (room ? isNew || !isComfortable(this.view, this.host, room) : this.fitted) this.fit();
  }

  /** Zooms out a little when `at`, in CSS pixels of the host, has come to its rim. */
  yieldAtRim(at: Point): void {
    const { width, height } = this.host;
    const inside = Math.min(at.x, at.y, width - at.x, height - at.y);
    if (width > 0 && inside < RIM) this.zoomTo(this.view.zoom * RIM_ZOOM);
  }

  fit(): void {
    this.focus = null;
    this.refit();
  }

  private refit(): void {
    this.fitted = true;
    if (!this.picture || this.host.width === 0 || this.host.height === 0) this.set({ zoom: 1, x: 0, y: 0 });
    else if (this.focus) this.set(closeView(this.host, this.picture, this.focus));
    else if (!this.room) this.set(fitView(this.host, this.picture));
    else {
      const { zoom, x, y } = fitView(this.host, this.room, ROOM_MARGIN);
      this.set({ zoom, x: x - this.room.x * zoom, y: y - this.room.y * zoom });
    }
  }

  /** Zooms about a point of the host in CSS pixels, the middle by default. */
  zoomTo(zoom: number, at: Point = this.middle): void {
    this.fitted = false;
    this.set(zoomAbout(this.view, zoom, at));
  }

  /** Zooms with a point of the canvas in the middle. */
  showAt(zoom: number, { x, y }: Point): void {
    const next = clampZoom(zoom);
    this.fitted = false;
    this.set({ zoom: next, x: this.middle.x - x * next, y: this.middle.y - y * next });
  }

  /** Shows a rectangle of the canvas as large as it goes, in the middle. */
  zoomToRect(rect: Rect): void {
    if (this.host.width === 0 || rect.width < 1 || rect.height < 1) return;
    const zoom = clampZoom(Math.min(this.host.width / rect.width, this.host.height / rect.height));
    this.fitted = false;
    this.set({
      zoom,
      x: this.host.width / 2 - (rect.x + rect.width / 2) * zoom,
      y: this.host.height / 2 - (rect.y + rect.height / 2) * zoom,
    });
  }

  /** Moves the picture by CSS pixels. */
  panBy(dx: number, dy: number): void {
    this.fitted = false;
    this.set(panBy(this.view, dx, dy));
  }

  /** Moves the picture as little as it takes to see a point of it, `margin` CSS pixels from the host's edge. */
  bringIntoSight(point: Point, margin: number): void {
    const { x, y } = toScreen(this.view, point);
    const { width, height } = this.host;
    const dx = Math.max(margin - x, 0) + Math.min(width - margin - x, 0);
    const dy = Math.max(margin - y, 0) + Math.min(height - margin - y, 0);
    if (width > 2 * margin && height > 2 * margin && (dx !== 0 || dy !== 0)) this.panBy(dx, dy);
  }

  private set(view: View): void {
    const sized = this.picture && this.host.width > 0 && this.host.height > 0;
    const next = this.picture && sized ? keepInSight(view, this.host, this.picture) : view;
    if (next.zoom === this.view.zoom && next.x === this.view.x && next.y === this.view.y) return;
    this.view = next;
    this.onChange();
  }
}
