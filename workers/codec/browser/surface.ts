/** Reads a rectangle of a bitmap as RGBA, not premultiplied, `width * height * 4` bytes. */
export interface Surface {
  read(
    bitmap: ImageBitmap,
    x: number,
    y: number,
    width: number,
    height: number,
  ): Promise<Uint8ClampedArray<ArrayBuffer>>;
  release(): void;
}

/** How every bitmap is made: the file's own code values, upright. */
export const RAW_BITMAP = {
  colorSpaceConversion: 'none',
  premultiplyAlpha: 'none',
  imageOrientation: 'from-image',
} as const satisfies ImageBitmapOptions;
