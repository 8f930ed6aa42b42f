import type { Rect, Size } from '../../../workers/shared/geometry/rect.ts';
import type { Point } from '../mask/capsule.ts';
import { clampZoom, fitView, keepInSight, panBy, toScreen, type View, zoomAbout } from './view.ts';

/** Used until the host's size is known (and in tests without a page). */
const UNKNOWN_HOST: Size = { width: 0, height: 0 };

/** The view of the open picture, and the rule that a fitted picture stays fitted when the host changes its size. */
export class Viewport {
  private view: View = { zoom: 1, x: 0, y: 0 };
  private host: Size = UNKNOWN_HOST;
  private picture: Size | null = null;
  /** Area to fit, in canvas coordinates; null fits the picture. */
  private room: Rect | null = null;
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
  resize(host: Size): void {
    if (host.width === this.host.width && host.height === this.host.height) return;
    const before = this.host;
    this.host = host;
    if (this.fitted || before.width === 0) this.fit();
    else this.set(panBy(this.view, (host.width - before.width) / 2, (host.height - before.height) / 2));
  }

  /** Shows another picture, fitted; null shows none. */
  show(picture: Size | null): void {
    this.picture = picture;
    this.room = null;
    this.fit();
  }

  /** Makes room for something larger than the picture, which is fitted from now on; null fits the picture again. */
  makeRoom(room: Rect | null): void {
    if (!room && !this.room) return;
    this.room = room;
    if (room || this.fitted) this.fit();
  }

  fit(): void {
    this.fitted = true;
    if (!this.picture || this.host.width === 0 || this.host.height === 0) this.set({ zoom: 1, x: 0, y: 0 });
    else if (!this.room) this.set(fitView(this.host, this.picture));
    else {
      const { zoom, x, y } = fitView(this.host, this.room);
      this.set({ zoom, x: x - this.room.x * zoom, y: y - this.room.y * zoom });
    }
  }

  /** Zooms about a point of the host in CSS pixels, the middle by default. */
  zoomTo(zoom: number, at: Point = this.middle): void {
    this.fitted = false;
    this.set(zoomAbout(this.view, zoom, at));
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
