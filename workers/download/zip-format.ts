/**
 * What reader and writer of archives share. Names and offsets of PKWARE's APPNOTE 6.3.10, sections 4.3 and 4.5.3; all
 * numbers are little-endian.
 */
export const SIGNATURE = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
} as const;

/** Bytes of each record without its name and extra fields. */
export const LENGTH = { local: 30, central: 46, end: 22, end64: 56, locator64: 20 } as const;

/** A 32-bit field with this value has its number in a ZIP64 record; a 16-bit one with `TOO_MANY`. */
export const TOO_LARGE = 0xffff_ffff;
export const TOO_MANY = 0xffff;

/** Extra field with 64-bit sizes and offset. */
export const EXTRA64 = 0x0001;

/** How an entry is kept: as it is, or as a raw deflate stream. */
export const METHOD = { stored: 0, deflated: 8 } as const;

/** Flag bits of an entry. */
export const FLAG = { encrypted: 1, utf8: 0x800 } as const;
