import { LacunaError } from '../shared/errors.ts';
import { type CodecCalls, type LossyFormat, TILE_SIZE } from '../shared/protocol.ts';
import { canvasOf } from './canvas.ts';
import { checkFill, checkFrame } from './check-fill.ts';
import { iccModel } from './colour/icc.ts';
import { decodeSource } from './decode-source.ts';
import { flatten } from './flatten.ts';
import { embedInJpeg, embedInWebp } from './metadata/embed.ts';
import { keptExif } from './metadata/exif-fields.ts';
import type { TileGrid } from './tile-grid.ts';

/** Writes the picture with its fills as JPEG or WebP; see `CodecCalls.exportLossy`. */
export async function exportLossy({
  file,
  fills,
  frame,
  format,
  quality,
  camera,
}: CodecCalls['exportLossy']['in']): Promise<CodecCalls['exportLossy']['out']> {
  const started = performance.now();
  for (const fill of fills) checkFill(fill);
  if (frame) checkFrame(frame);
  const { grid: source, header, colour, bytes: original } = await decodeSource(file);
  const exif = camera ? keptExif(original, header.format) : null;
  const grid = canvasOf(source, frame);
  flatten(grid, fills);
  const { width, height } = grid;
  // Code values go in and come out as they are; the profile that says what they mean is put in after.
  const colorSpace = colour.colorSpace === 'display-p3' ? 'display-p3' : 'srgb';
  const encoded = await encode(grid, { format, quality, colorSpace });
  const icc = colour.icc && iccModel(colour.icc) === 'rgb' ? colour.icc : null;
  const embedded = { icc, exif };
  const bytes =
    format === 'jpeg' ? embedInJpeg(encoded, embedded) : embedInWebp(encoded, { width, height }, embedded);
  return { bytes, width, height, exportMs: performance.now() - started };
}

/** What the formats are called in a sentence. */
const NAMES: Readonly<Record<LossyFormat, string>> = { jpeg: 'JPEG', webp: 'WebP' };

interface Encoding {
  readonly format: LossyFormat;
  readonly quality: number;
  readonly colorSpace: PredefinedColorSpace;
}

async function encode(
  grid: TileGrid,
  { format, quality, colorSpace }: Encoding,
): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(grid.width, grid.height);
  const context = canvas.getContext('2d', { colorSpace, alpha: format === 'webp' });
  if (!context) {
    throw new LacunaError('encode-failed', `no canvas of ${grid.width} x ${grid.height}`, {
      format: NAMES[format],
    });
  }
  for (let row = 0; row < grid.rows; row++) {
    grid.releaseAbove(row * TILE_SIZE);
    for (let column = 0; column < grid.columns; column++) {
      const { x, y, width, height } = grid.rectOf(column, row);
      const { data } = grid.tile(column, row).pixels;
      if (format === 'jpeg') overWhite(data);
      context.putImageData(new ImageData(data, width, height, { colorSpace }), x, y);
    }
  }
  const blob = await canvas.convertToBlob({ type: `image/${format}`, quality });
  if (blob.type !== `image/${format}`) {
    throw new LacunaError('encode-unsupported', `this browser does not write ${format}`, {
      format: NAMES[format],
    });
  }
  return new Uint8Array(await blob.arrayBuffer());
}

/** JPEG has no transparency: what is behind it is white. */
function overWhite(rgba: Uint8ClampedArray): void {
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] as number;
    if (alpha === 255) continue;
    for (let c = 0; c < 3; c++) {
      rgba[at + c] = Math.round(255 + (((rgba[at + c] as number) - 255) * alpha) / 255);
    }
    rgba[at + 3] = 255;
  }
}

/** Bytes of some pixels in this format and quality: what a whole picture like them would take can be told from it. */
export async function sampleBytes({
  pixels,
  format,
  quality,
}: CodecCalls['sampleBytes']['in']): Promise<number> {
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  canvas
    .getContext('2d', { alpha: format !== 'jpeg' })
    ?.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
  return (await canvas.convertToBlob({ type: `image/${format}`, quality })).size;
}
