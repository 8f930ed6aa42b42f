import { composeFill } from '../../../workers/shared/compose.ts';
import { intersectRects, isEmptyRect } from '../../../workers/shared/geometry/rect.ts';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import type { FlatFill } from '../../../workers/shared/protocol.ts';
import { type Picture, sourceTile } from './picture.ts';
import { tileRect } from './tile-grid.ts';

interface Composition {
  readonly fills: readonly FlatFill[];
  readonly pixels: PixelBuffer;
}

/** Compositions kept per tile: the document's own and the one with a staged candidate on top. */
const KEPT_PER_TILE = 2;

/**
 * Tiles with fills applied, made when first asked for. A tile that no fill touches is the source tile itself, the same
 * object: that is what keeps untouched pixels identical.
 */
export class ComposedTiles {
  private readonly kept = new Map<number, readonly Composition[]>();

  constructor(private readonly picture: Picture) {}

  /** Pixels of a tile under the given fills, in order. The result is shared and must not be written to. */
  get(index: number, fills: readonly FlatFill[]): PixelBuffer {
    const source = sourceTile(this.picture, index);
    if (fills.length === 0) return source;
    const area = tileRect(this.picture.grid, index);
    const touching = fills.filter((fill) => !isEmptyRect(intersectRects(area, fill.rect)));
    if (touching.length === 0) return source;

    const kept = this.kept.get(index) ?? [];
    const known = kept.find(
      (entry) => startsWith(entry.fills, touching) && entry.fills.length === touching.length,
    );
    if (known) return known.pixels;

    const base = kept.find((entry) => startsWith(touching, entry.fills));
    const data = new Uint8ClampedArray((base?.pixels ?? source).data);
    for (const fill of touching.slice(base?.fills.length ?? 0)) composeFill(data, area, fill);
    const pixels: PixelBuffer = { width: source.width, height: source.height, data };
    this.kept.set(index, [{ fills: touching, pixels }, ...kept].slice(0, KEPT_PER_TILE));
    return pixels;
  }
}

/** True when `list` begins with all of `head`; fills count as equal when they paste the same pixels. */
function startsWith(list: readonly FlatFill[], head: readonly FlatFill[]): boolean {
  return (
    head.length <= list.length &&
    head.every((fill, i) => {
      const other = list[i];
      return other?.patch === fill.patch && other.stitch === fill.stitch;
    })
  );
}
