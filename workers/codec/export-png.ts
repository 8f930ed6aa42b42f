import type { ByteSource } from '../shared/bytes.ts';
import type { Rect } from '../shared/geometry/rect.ts';
import type { CodecCalls, ExportedImage, FlatFill } from '../shared/protocol.ts';
import { canvasOf } from './canvas.ts';
import { checkFill, checkFrame } from './check-fill.ts';
import { iccModel } from './colour/icc.ts';
import type { SourceColour } from './colour/source-colour.ts';
import { compareWritten } from './compare-written.ts';
import { decodeSource } from './decode-source.ts';
import { flatten } from './flatten.ts';
import { keptExif } from './metadata/exif-fields.ts';
import { parametersChunk } from './metadata/png-text.ts';
import type { PngChunk } from './png/chunks.ts';
import { encodePng, iccChunk, type RowSource } from './png/encode.ts';
import { hasTransparency, isGrey, type TileGrid } from './tile-grid.ts';

/** What goes along with the pixels. */
type Along = Pick<CodecCalls['exportPng']['in'], 'camera' | 'parameters'>;

/**
 * Flattens the fills onto the source file, writes a PNG and compares what was written with the file, decoded once more;
 * see `CodecCalls.exportPng`.
 */
export async function exportPng(
  file: ByteSource,
  fills: readonly FlatFill[],
  frame?: Rect,
  along: Along = {},
): Promise<ExportedImage> {
  const started = performance.now();
  for (const fill of fills) checkFill(fill);
  if (frame) checkFrame(frame);
  // The tiles that were written are gone before the file is decoded again: the pixels are held once.
  const written = await writePng(file, fills, frame, along);
  const { grid: source } = await decodeSource(file);
  const comparison = await compareWritten(written.bytes, source, fills, frame);
  return { ...written, ...comparison, exportMs: performance.now() - started };
}

async function writePng(
  file: ByteSource,
  fills: readonly FlatFill[],
  frame: Rect | undefined,
  { camera = false, parameters = null }: Along,
): Promise<Pick<ExportedImage, 'bytes' | 'width' | 'height'>> {
  const { grid: source, header, colour, bytes: original } = await decodeSource(file);
  const exif = camera ? keptExif(original, header.format) : null;
  const grid = canvasOf(source, frame);
  flatten(grid, fills);
  const grey = isGrey(grid) && (!colour.icc || iccModel(colour.icc) === 'grey');
  const chunks = [...(await colourChunks(colour, grey))];
  if (exif) chunks.push({ type: 'eXIf', data: exif });
  if (parameters !== null) chunks.push(parametersChunk(parameters));
  const bytes = await encodePng(rowsOf(grid, grey), chunks);
  return { bytes, width: grid.width, height: grid.height };
}

/** The source's colour description, as far as it fits the channels that are written. */
async function colourChunks(colour: SourceColour, grey: boolean): Promise<readonly PngChunk[]> {
  const { icc, chunks } = colour;
  // A grey profile is not allowed on colour pixels (a colour fill in a grey picture).
  if (!icc || (iccModel(icc) === 'grey') !== grey) return chunks;
  return [...chunks, await iccChunk(icc)];
}

function rowsOf(grid: TileGrid, grey: boolean): RowSource {
  const { width, height } = grid;
  const alpha = hasTransparency(grid);
  if (alpha && !grey) return { width, height, channels: 4, readRow: (y, out) => grid.readRow(y, out) };
  const colours = grey ? 1 : 3;
  const channels = alpha ? 2 : colours;
  const rgba = new Uint8Array(width * 4);
  const readRow = (y: number, out: Uint8Array) => {
    grid.readRow(y, rgba);
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < colours; c++) out[x * channels + c] = rgba[x * 4 + c] as number;
      if (alpha) out[x * channels + colours] = rgba[x * 4 + 3] as number;
    }
  };
  return { width, height, channels, readRow };
}
