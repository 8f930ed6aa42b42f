import { decode } from 'tiff';
import { ByteReader, damaged } from '../byte-reader.ts';
import { tiffEntry } from '../header/tiff.ts';
import type { ImageHeader } from '../header/types.ts';
import { TileGrid } from '../tile-grid.ts';

const ORIENTATION = 0x112;

/**
 * Decodes the first page of a TIFF, upright: code values as they are, 16-bit samples as their high byte.
 *
 * @param header what `readTiffHeader` let pass
 * @throws LacunaError `image-damaged`
 */
export function decodeTiff(bytes: Uint8Array<ArrayBuffer>, header: ImageHeader): TileGrid {
  const page = firstPage(upright(bytes));
  const { width, height, samplesPerPixel, bitsPerSample, palette, type } = page;
  const isTurned = header.orientation >= 5;
  if (
    width !== (isTurned ? header.height : header.width) ||
    width * height !== header.width * header.height
  ) {
    throw damaged('a TIFF that contradicts itself');
  }
  const data = page.data as Uint8Array | Uint16Array;
  if (data.length !== width * height * samplesPerPixel) throw damaged('a TIFF with missing rows');

  const colours = type === 2 ? 3 : 1;
  const toByte = BYTE_OF[bitsPerSample as 1 | 8 | 16];
  const grid = new TileGrid(header.width, header.height);
  const row = new Uint8Array(width * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * samplesPerPixel;
      // Palettes hold 16 bits a channel, whatever their indices are.
      const entry = palette?.[data[at] as number];
      for (let c = 0; c < 3; c++) {
        const sample = data[at + Math.min(c, colours - 1)] as number;
        row[x * 4 + c] = palette ? (entry?.[c] ?? 0) >> 8 : toByte(sample);
      }
      row[x * 4 + 3] = samplesPerPixel > colours ? toByte(data[at + colours] as number) : 255;
    }
    placeRow(grid, header.orientation, row, y, { width, height });
  }
  return grid;
}

const BYTE_OF = {
  1: (value: number) => value * 255,
  8: (value: number) => value,
  16: (value: number) => value >> 8,
} as const;

function firstPage(bytes: Uint8Array<ArrayBuffer>) {
  try {
    const [page] = decode(bytes, { pages: [0] });
    if (page) return page;
  } catch (thrown) {
    throw damaged(`a TIFF that cannot be read: ${String(thrown)}`);
  }
  throw damaged('a TIFF without a page');
}

/** A copy that says it is upright: the decoder refuses others, and turning is done here. */
function upright(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const entry = tiffEntry(new ByteReader(bytes), ORIENTATION);
  if (!entry) return bytes;
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint16(entry.at + 8, 1, entry.little);
  return copy;
}

/** Orientations in which stored rows (5 to 8: columns) run from right to left, and from bottom to top. */
const LEFTWARD: readonly number[] = [2, 3, 6, 7];
const UPWARD: readonly number[] = [3, 4, 7, 8];

/** Puts a stored row where it belongs in the upright picture (TIFF 6.0, section 8, Orientation). */
function placeRow(
  grid: TileGrid,
  orientation: number,
  row: Uint8Array,
  y: number,
  stored: { readonly width: number; readonly height: number },
): void {
  const leftward = LEFTWARD.includes(orientation);
  const upward = UPWARD.includes(orientation);
  if (orientation === 1 || orientation === 4) {
    grid.writeRow(upward ? stored.height - 1 - y : y, row);
    return;
  }
  const isTurned = orientation >= 5;
  for (let x = 0; x < stored.width; x++) {
    const across = isTurned ? y : x;
    const down = isTurned ? x : y;
    const pixel = row.subarray(x * 4, x * 4 + 4);
    grid.writePixels(
      upward ? grid.height - 1 - down : down,
      leftward ? grid.width - 1 - across : across,
      1,
      pixel,
      1,
    );
  }
}
