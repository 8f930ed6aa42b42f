import type { MaskBuffer } from '../shared/pixels.ts';
import type { FlatFill } from '../shared/protocol.ts';
import { checkFill } from './check-fill.ts';
import { iccModel } from './colour/icc.ts';
import { encodePng, iccChunk } from './png/encode.ts';

/** A patch alone as PNG; its alpha is weighted by the stitch mask. See `CodecCalls.encodePatch`. */
export async function encodePatch(
  fill: FlatFill,
  icc: Uint8Array<ArrayBuffer> | null,
): Promise<Uint8Array<ArrayBuffer>> {
  checkFill(fill);
  const { patch, stitch } = fill;
  const { width, height } = patch;
  const readRow = (y: number, out: Uint8Array) => {
    out.set(patch.data.subarray(y * width * 4, (y + 1) * width * 4));
    for (let x = 0; x < width; x++) {
      out[x * 4 + 3] = Math.round(
        ((out[x * 4 + 3] as number) * (stitch.data[y * width + x] as number)) / 255,
      );
    }
  };
  const chunks = icc && iccModel(icc) === 'rgb' ? [await iccChunk(icc)] : [];
  return encodePng({ width, height, channels: 4, readRow }, chunks);
}

/** A mask as an 8-bit grey PNG; see `CodecCalls.encodeMask`. */
export async function encodeMask(mask: MaskBuffer): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, data } = mask;
  const readRow = (y: number, out: Uint8Array) => out.set(data.subarray(y * width, (y + 1) * width));
  return encodePng({ width, height, channels: 1, readRow }, []);
}
