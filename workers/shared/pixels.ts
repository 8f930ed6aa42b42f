/** 8-bit RGBA pixels in the file's own code values, not premultiplied, row by row: `data.length === width * height * 4`. */
export interface PixelBuffer {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** One byte a pixel, 0 (keep) to 255 (fill), row by row: `data.length === width * height`. */
export interface MaskBuffer {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array<ArrayBuffer>;
}
