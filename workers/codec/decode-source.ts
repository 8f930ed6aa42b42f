import type { ByteSource } from '../shared/bytes.ts';
import { LacunaError } from '../shared/errors.ts';
import type { OpenNote } from '../shared/protocol.ts';
import { decodeBitmap } from './browser/decode-bitmap.ts';
import { readSourceColour, type SourceColour } from './colour/source-colour.ts';
import { checkFileSize } from './header/limits.ts';
import { readHeader } from './header/read-header.ts';
import type { ImageHeader } from './header/types.ts';
import { decodePng } from './png/decode.ts';
import { TileGrid } from './tile-grid.ts';

/** A picture file as tiles in its own code values. */
export interface DecodedSource {
  readonly header: ImageHeader;
  /** The file as it is. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly grid: TileGrid;
  readonly colour: SourceColour;
  readonly notes: readonly OpenNote[];
}

/**
 * Decodes a picture file. The same file gives the same pixels every time.
 *
 * @throws LacunaError `image-*`, `out-of-memory`
 */
export async function decodeSource(file: ByteSource): Promise<DecodedSource> {
  checkFileSize(file.size);
  try {
    return await decode(file);
  } catch (thrown) {
    // What allocation throws where the pixels do not fit.
    if (thrown instanceof RangeError) throw new LacunaError('out-of-memory', thrown.message);
    throw thrown;
  }
}

async function decode(file: ByteSource): Promise<DecodedSource> {
  const bytes = await readAll(file);
  const header = readHeader(bytes);
  const colour = await readSourceColour(bytes, header);
  const notes: OpenNote[] = [];
  if (header.animated) notes.push('first-frame-only');
  if (header.bitDepth > 8) notes.push('sixteen-bit');
  if (header.format === 'png') {
    const grid = new TileGrid(header.width, header.height);
    await decodePng(bytes, grid);
    return { header, bytes, grid, colour, notes };
  }
  if (header.format === 'tiff') {
    // Rare: its decoder is loaded when the first one is met.
    const { decodeTiff } = await import('./tiff/decode.ts');
    return { header, bytes, grid: decodeTiff(bytes, header), colour, notes };
  }
  const { grid, kept } = await decodeBitmap(bytes, header, colour.icc);
  // CMYK became RGB in the decoder: a profile for ink says nothing about these values.
  const own = kept.colour && header.components !== 4;
  if (!own || !kept.alpha) notes.push('colour-converted');
  return { header, bytes, grid, colour: own ? colour : { icc: null, colorSpace: 'srgb', chunks: [] }, notes };
}

async function readAll(file: ByteSource): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (thrown) {
    if (thrown instanceof RangeError) throw thrown;
    throw new LacunaError('image-damaged', `the file can no longer be read: ${String(thrown)}`);
  }
}
