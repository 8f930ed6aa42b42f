/** Bytes that can be read by range. A `File`, a `Blob` and our own stores all satisfy it. */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /** The bytes from `start` (inclusive) to `end` (exclusive). */
  slice(start?: number, end?: number): ByteSource;
  /** Reads everything into memory. */
  arrayBuffer(): Promise<ArrayBuffer>;
}
