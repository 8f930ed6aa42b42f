import type { ImageFormat } from '../../shared/protocol.ts';

/** What a file says of itself before anything is decoded. */
export interface ImageHeader {
  readonly format: ImageFormat;
  /** Size as shown, with the orientation applied. */
  readonly width: number;
  readonly height: number;
  /** Bits a channel. */
  readonly bitDepth: number;
  /** True when pixels may be other than opaque. */
  readonly alpha: boolean;
  readonly animated: boolean;
  /** 1 grey, 3 colour, 4 CMYK. */
  readonly components: 1 | 3 | 4;
  /** Exif orientation, 1 to 8; 1 is upright. */
  readonly orientation: number;
}
