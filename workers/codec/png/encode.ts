import { LacunaError } from '../../shared/errors.ts';
import { concat, deflate, piecesOf, streamOf } from '../streams.ts';
import { PNG_SIGNATURE, type PngChunk, writeChunk } from './chunks.ts';
import { filterRow } from './filter.ts';

/** Pixels to encode, asked for row by row: `readRow` fills `width * channels` bytes. */
export interface RowSource {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA. */
  readonly channels: 1 | 2 | 3 | 4;
  readRow(y: number, out: Uint8Array): void;
}

const COLOUR_TYPE = { 1: 0, 2: 4, 3: 2, 4: 6 } as const;

/** Filtered bytes handed to the compressor at once. */
const BATCH_BYTES = 1 << 18;

/**
 * Writes an 8-bit PNG without any metadata but the given chunks. Rows are filtered and compressed as a stream:
 * beside the source only the compressed file is held.
 *
 * @param chunks ancillary chunks, colour first, written before the pixels in the given order
 * @throws LacunaError `encode-failed`
 */
export async function encodePng(
  source: RowSource,
  chunks: readonly PngChunk[],
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const stream = streamOf(filteredBatches(source)).pipeThrough(new CompressionStream('deflate'));
    const compressed: Uint8Array[] = [];
    for await (const piece of piecesOf(stream)) compressed.push(piece);
    return concat([
      PNG_SIGNATURE,
      ...writeChunk('IHDR', [header(source)]),
      ...chunks.flatMap(({ type, data }) => writeChunk(type, [data])),
      ...writeChunk('IDAT', compressed),
      ...writeChunk('IEND', []),
    ]);
  } catch (thrown) {
    const { width, height } = source;
    throw new LacunaError('encode-failed', String(thrown), { format: 'PNG', width, height });
  }
}

/** An iCCP chunk around a profile (PNG third edition, section 11.3.2.3). */
export async function iccChunk(profile: Uint8Array<ArrayBuffer>): Promise<PngChunk> {
  const name = Uint8Array.from('ICC profile\0\0', (letter) => letter.charCodeAt(0));
  return { type: 'iCCP', data: concat([name, await deflate(profile)]) };
}

function header({ width, height, channels }: RowSource): Uint8Array {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  data[8] = 8;
  data[9] = COLOUR_TYPE[channels];
  return data;
}

function* filteredBatches(source: RowSource): Generator<Uint8Array<ArrayBuffer>> {
  const bytes = source.width * source.channels;
  const rowsInBatch = Math.max(1, Math.floor(BATCH_BYTES / (bytes + 1)));
  const scratch = Array.from({ length: 5 }, () => new Uint8Array(bytes));
  let row = new Uint8Array(bytes);
  let above = new Uint8Array(bytes);
  for (let top = 0; top < source.height; top += rowsInBatch) {
    const rows = Math.min(rowsInBatch, source.height - top);
    const batch = new Uint8Array(rows * (bytes + 1));
    for (let k = 0; k < rows; k++) {
      source.readRow(top + k, row);
      filterRow(row, above, source.channels, scratch, batch.subarray(k * (bytes + 1), (k + 1) * (bytes + 1)));
      [row, above] = [above, row];
    }
    yield batch;
  }
}
