const TABLE = new Int32Array(256).map((_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 of the parts, one after another, as PNG uses it (ISO 3309; PNG third edition, annex D). */
export function crc32(...parts: readonly Uint8Array[]): number {
  let crc = -1;
  for (const part of parts) {
    for (let at = 0; at < part.length; at++) {
      crc = (TABLE[(crc ^ (part[at] as number)) & 0xff] as number) ^ (crc >>> 8);
    }
  }
  return ~crc >>> 0;
}
