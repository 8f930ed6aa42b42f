/**
 * Every distinct `ArrayBuffer` inside a message, for the transfer list of `postMessage`. Looks through arrays and plain
 * objects; blobs, maps and shared memory are left to structured clone.
 */
export function transferables(message: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  collect(message, found, 0);
  return [...found];
}

/** Messages are data records, never deeper than this. */
const MAX_DEPTH = 12;

function collect(value: unknown, found: Set<ArrayBuffer>, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  if (value instanceof ArrayBuffer) {
    if (value.byteLength > 0) found.add(value);
  } else if (ArrayBuffer.isView(value)) {
    collect(value.buffer, found, depth + 1);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, found, depth + 1);
  } else if (Object.getPrototypeOf(value) === Object.prototype) {
    for (const item of Object.values(value)) collect(item, found, depth + 1);
  }
}
