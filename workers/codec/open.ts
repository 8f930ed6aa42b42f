import type { ByteSource } from '../shared/bytes.ts';
import type { OpenedImage } from '../shared/protocol.ts';
import { decodeSource } from './decode-source.ts';
import { readParameters } from './metadata/png-text.ts';
import { hasTransparency } from './tile-grid.ts';

/** Reads a picture file into tiles; see `CodecCalls.open`. */
export async function open(file: ByteSource): Promise<OpenedImage> {
  const started = performance.now();
  const { header, bytes, grid, colour, notes } = await decodeSource(file);
  return {
    width: grid.width,
    height: grid.height,
    format: header.format,
    tiles: grid.tiles(),
    colorSpace: colour.colorSpace,
    icc: colour.icc,
    hasAlpha: header.alpha && hasTransparency(grid),
    notes,
    parameters: header.format === 'png' ? await readParameters(bytes) : null,
    openMs: performance.now() - started,
  };
}
