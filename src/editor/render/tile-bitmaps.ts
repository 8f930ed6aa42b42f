import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import { TILE_SIZE } from '../../../workers/shared/protocol.ts';

interface Kept {
  readonly bitmap: ImageBitmap;
  readonly bytes: number;
}

/** Bitmaps are made again when needed; this much memory is spent on not having to. */
const BUDGET_BYTES = 192 * 2 ** 20;

/**
 * Tiles as bitmaps the compositor can draw, at full size and halved up to five times, made when first drawn and
 * forgotten when long unused: a zoomed-out picture of any size costs what the screen shows.
 */
export class TileBitmaps {
  /** Least recently used first. */
  private readonly kept = new Map<string, Kept>();
  private readonly ids = new WeakMap<PixelBuffer, number>();
  private nextId = 0;
  private bytes = 0;
  private readonly scratch: OffscreenCanvas;

  constructor(private readonly colorSpace: PredefinedColorSpace) {
    this.scratch = new OffscreenCanvas(TILE_SIZE, TILE_SIZE);
  }

  /** The bitmap if it is there. */
  find(pixels: PixelBuffer, level: number): ImageBitmap | null {
    const key = this.key(pixels, level);
    const entry = this.kept.get(key);
    if (!entry) return null;
    this.kept.delete(key);
    this.kept.set(key, entry);
    return entry.bitmap;
  }

  /** Any bitmap of these pixels, the finest first, to stand in until the right one is made. */
  findAny(pixels: PixelBuffer): ImageBitmap | null {
    for (let level = 0; level <= 5; level++) {
      const bitmap = this.find(pixels, level);
      if (bitmap) return bitmap;
    }
    return null;
  }

  /** Makes the bitmap; about a millisecond. */
  make(pixels: PixelBuffer, level: number): ImageBitmap {
    const bitmap = this.draw(pixels, level);
    const bytes = bitmap.width * bitmap.height * 4;
    this.kept.set(this.key(pixels, level), { bitmap, bytes });
    this.bytes += bytes;
    for (const [key, entry] of this.kept) {
      if (this.bytes <= BUDGET_BYTES || entry.bitmap === bitmap) break;
      this.kept.delete(key);
      this.bytes -= entry.bytes;
      entry.bitmap.close();
    }
    return bitmap;
  }

  /** Frees everything. */
  dispose(): void {
    for (const { bitmap } of this.kept.values()) bitmap.close();
    this.kept.clear();
    this.bytes = 0;
  }

  private draw(pixels: PixelBuffer, level: number): ImageBitmap {
    const { width, height } = pixels;
    const { colorSpace } = this;
    this.scratch.width = width;
    this.scratch.height = height;
    const full = context2d(this.scratch, colorSpace);
    full.putImageData(new ImageData(pixels.data, width, height, { colorSpace }), 0, 0);
    if (level === 0) return this.scratch.transferToImageBitmap();
    const small = new OffscreenCanvas(Math.ceil(width / 2 ** level), Math.ceil(height / 2 ** level));
    const context = context2d(small, colorSpace);
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.scratch, 0, 0, small.width, small.height);
    return small.transferToImageBitmap();
  }

  private key(pixels: PixelBuffer, level: number): string {
    let id = this.ids.get(pixels);
    if (id === undefined) {
      id = this.nextId++;
      this.ids.set(pixels, id);
    }
    return `${id}/${level}`;
  }
}

function context2d(
  canvas: OffscreenCanvas,
  colorSpace: PredefinedColorSpace,
): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { colorSpace });
  if (!context) throw new Error('no 2d canvas');
  return context;
}
