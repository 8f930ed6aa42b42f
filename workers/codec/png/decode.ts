import { LacunaError } from '../../shared/errors.ts';
import { damaged } from '../byte-reader.ts';
import { piecesOf, streamOf } from '../streams.ts';
import { pngChunks } from './chunks.ts';
import { rowExpander } from './expand.ts';
import { bitsPerPixel, type PngLayout, readLayout } from './layout.ts';
import { type Pass, passesOf } from './passes.ts';
import { unfilterRow } from './unfilter.ts';

/** Compressed bytes handed over at once: bounds what a single piece can inflate to (a factor of about 1000). */
const PIECE_BYTES = 1 << 15;

/** Where decoded rows go, RGBA. */
export interface RowSink {
  writeRow(y: number, rgba: Uint8Array): void;
  /** Needed for interlaced files alone: `count` pixels of row `y` at `x`, `x + step` and so on. */
  writePixels?(y: number, x: number, step: number, rgba: Uint8Array, count: number): void;
}

/**
 * Decodes a PNG of any kind into the tiles: exact code values, not premultiplied, no colour conversion. Rows are
 * inflated as a stream, so beside the tiles only two rows are held.
 *
 * @throws LacunaError `image-damaged`
 */
export async function decodePng(bytes: Uint8Array<ArrayBuffer>, sink: RowSink): Promise<void> {
  const chunks = new Map<string, Uint8Array>();
  const idat: Uint8Array[] = [];
  for (const { type, data } of pngChunks(bytes)) {
    if (type === 'IDAT') idat.push(data);
    else if (!chunks.has(type)) chunks.set(type, data);
  }
  const layout = readLayout(chunks);
  const rows = new RowAssembler(layout, sink);
  const stream = streamOf(cut(idat)).pipeThrough(new DecompressionStream('deflate'));
  try {
    for await (const piece of piecesOf(stream)) {
      rows.push(piece);
      // What follows the last row is padding or a bomb.
      if (rows.done) return;
    }
  } catch (thrown) {
    if (thrown instanceof LacunaError) throw thrown;
    if (!rows.done) throw damaged(`the compressed data is broken: ${String(thrown)}`);
  }
  if (!rows.done) throw damaged('the PNG has fewer rows than its header says');
}

function* cut(parts: readonly Uint8Array[]): Generator<Uint8Array<ArrayBuffer>> {
  for (const part of parts) {
    for (let at = 0; at < part.length; at += PIECE_BYTES) yield part.slice(at, at + PIECE_BYTES);
  }
}

/** Collects inflated bytes into rows, undoes their filters and writes them to the tiles. */
class RowAssembler {
  private readonly passes: readonly Pass[];
  private readonly stride: number;
  private readonly bits: number;
  private readonly expand;
  private readonly rgba: Uint8Array;
  private pass = 0;
  private y = 0;
  private row = new Uint8Array(0);
  private above = new Uint8Array(0);
  /** Bytes of the current row that are there; -1 before its filter byte. */
  private filled = -1;
  private filter = 0;
  private readonly layout: PngLayout;
  private readonly sink: RowSink;

  constructor(layout: PngLayout, sink: RowSink) {
    this.layout = layout;
    this.sink = sink;
    this.passes = passesOf(layout.width, layout.height, layout.interlaced);
    this.bits = bitsPerPixel(layout);
    this.stride = Math.max(1, this.bits >> 3);
    this.expand = rowExpander(layout);
    this.rgba = new Uint8Array(layout.width * 4);
    this.startPass();
  }

  get done(): boolean {
    return this.pass >= this.passes.length;
  }

  push(piece: Uint8Array): void {
    for (let at = 0; at < piece.length && !this.done; ) {
      if (this.filled < 0) {
        this.filter = piece[at++] as number;
        this.filled = 0;
        continue;
      }
      const take = Math.min(piece.length - at, this.row.length - this.filled);
      this.row.set(piece.subarray(at, at + take), this.filled);
      this.filled += take;
      at += take;
      if (this.filled === this.row.length) this.finishRow();
    }
  }

  private startPass(): void {
    const pass = this.passes[this.pass];
    if (!pass) return;
    const bytes = Math.ceil((pass.width * this.bits) / 8);
    this.row = new Uint8Array(bytes);
    this.above = new Uint8Array(bytes);
    this.y = 0;
  }

  private finishRow(): void {
    const pass = this.passes[this.pass] as Pass;
    unfilterRow(this.filter, this.row, this.above, this.stride);
    this.expand(this.row, this.rgba, pass.width);
    if (this.layout.interlaced) this.scatter(pass);
    else this.sink.writeRow(this.y, this.rgba);
    [this.row, this.above] = [this.above, this.row];
    this.filled = -1;
    this.y++;
    if (this.y === pass.height) {
      this.pass++;
      this.startPass();
    }
  }

  private scatter(pass: Pass): void {
    this.sink.writePixels?.(pass.y0 + this.y * pass.dy, pass.x0, pass.dx, this.rgba, pass.width);
  }
}
