import { composeFill } from '../../../../workers/shared/compose.ts';
import {
  intersectRects,
  isEmptyRect,
  moveRect,
  type Rect,
} from '../../../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../../../workers/shared/pixels.ts';
import { readPixels } from '../../document/read-pixels.ts';
import { type TileGrid, tileRect, tilesMeeting } from '../../document/tile-grid.ts';
import type { Point } from '../../mask/capsule.ts';
import { MaskLayer } from '../../mask/mask-layer.ts';

/** The picture that a stroke retouches, as it is shown. */
interface Shown {
  readonly grid: TileGrid;
  tileAt(index: number): PixelBuffer;
}

/** What a retouching stroke has covered so far, with pixels from elsewhere in the picture; in source coordinates. */
export class RetouchLayer {
  readonly coverage: MaskLayer;
  /** Tiles as they look under the stroke. */
  private readonly looks = new Map<number, PixelBuffer>();

  /** @param offset whole pixels from a covered place to where its pixels come from */
  constructor(
    private readonly shown: Shown,
    private readonly offset: Point,
    onTouched: () => void,
  ) {
    this.coverage = new MaskLayer(shown.grid, (rect) => {
      for (const index of tilesMeeting(shown.grid, rect)) this.looks.delete(index);
      onTouched();
    });
  }

  /** The part of a rectangle whose pixels can come from the canvas, and can go there. */
  within(rect: Rect): Rect {
    const { x, y } = this.offset;
    const { frame } = this.shown.grid;
    return intersectRects(intersectRects(rect, frame), moveRect(frame, -x, -y));
  }

  /** The pixels that lie inside a rectangle, and those that are to come there. */
  pixels(rect: Rect): { readonly here: PixelBuffer; readonly there: PixelBuffer } {
    return { here: this.read(rect), there: this.read(moveRect(rect, this.offset.x, this.offset.y)) };
  }

  /** A tile as the stroke has left it so far; the tile itself where the stroke has not been. */
  tileAt(index: number): PixelBuffer {
    const base = this.shown.tileAt(index);
    if (!this.coverage.peek(index)) return base;
    const area = tileRect(this.shown.grid, index);
    const rect = this.within(area);
    if (isEmptyRect(rect)) return base;
    let look = this.looks.get(index);
    if (!look) {
      look = { ...base, data: new Uint8ClampedArray(base.data) };
      const patch = this.read(moveRect(rect, this.offset.x, this.offset.y));
      composeFill(look.data, area, { rect, patch, stitch: this.coverage.read(rect) });
      this.looks.set(index, look);
    }
    return look;
  }

  /** The rectangle around all that is covered; null when nothing is. Ends the painting. */
  seal(): Rect | null {
    this.coverage.seal();
    const bounds = this.coverage.bounds();
    const rect = bounds && this.within(bounds);
    return rect && !isEmptyRect(rect) ? rect : null;
  }

  private read(rect: Rect): PixelBuffer {
    return readPixels(this.shown.grid, rect, (index) => this.shown.tileAt(index));
  }
}
