/** Bytes that can be read by range. A `File`, a `Blob` and our own stores all satisfy it. */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /** The bytes from `start` (inclusive) to `end` (exclusive). */
  slice(start?: number, end?: number): ByteSource;
  /** Reads everything into memory. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Bytes that `pieces` reads at a time: a weight may have hundreds of megabytes. */
const PIECE = 8e6;

/**
 * Everything of a source, a piece at a time. In place of a blob's own stream: in Chromium 156 a read of that now and then
 * never ends. The runtime, which reads each weight so, was loading for ever in 2 of 12 runs of `e2e/layouts.spec.ts` on two
 * busy cores.
 */
export async function* pieces(
  source: ByteSource,
  most = PIECE,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for (let at = 0; at < source.size; at += most) {
    yield new Uint8Array(await source.slice(at, at + most).arrayBuffer());
  }
}
