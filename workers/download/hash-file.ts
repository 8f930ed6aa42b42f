import { createSHA256 } from 'hash-wasm';
import { hex } from '../shared/hex.ts';
import { CHUNK_BYTES, digestOf } from './chunks.ts';

export interface FileHash {
  readonly sha256: string;
  /** SHA-256 of each chunk. */
  readonly chunks: readonly string[];
}

/** Reads a file once, chunk by chunk, for the hash of the whole and of each chunk. */
export async function hashFile(
  file: Blob,
  onBytes: (read: number) => void,
  signal?: AbortSignal,
): Promise<FileHash> {
  const whole = await createSHA256();
  const chunks: string[] = [];
  for (let at = 0; at < file.size; at += CHUNK_BYTES) {
    signal?.throwIfAborted();
    const bytes = new Uint8Array(await file.slice(at, at + CHUNK_BYTES).arrayBuffer());
    whole.update(bytes);
    chunks.push(await digestOf(bytes));
    onBytes(at + bytes.length);
  }
  return { sha256: whole.digest('hex'), chunks };
}

/** The id git gives a file: SHA-1 over a short header and the content. */
export async function gitBlobId(file: Blob): Promise<string> {
  const blob = new Blob([`blob ${file.size}\0`, file]);
  return hex(await crypto.subtle.digest('SHA-1', await blob.arrayBuffer()));
}
