import { useEffect, useRef } from 'react';
import type { PixelBuffer } from '../../workers/shared/pixels.ts';

/** Side of the square in device pixels. */
export const THUMB_SIDE = 192;

/** The middle square of some pixels, small. */
export function PixelThumb({ pixels }: { readonly pixels: PixelBuffer }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let current = true;
    const side = Math.min(pixels.width, pixels.height);
    const x = Math.floor((pixels.width - side) / 2);
    const y = Math.floor((pixels.height - side) / 2);
    const image = new ImageData(pixels.data, pixels.width, pixels.height);
    const small = { resizeWidth: THUMB_SIDE, resizeHeight: THUMB_SIDE, resizeQuality: 'medium' } as const;
    void createImageBitmap(image, x, y, side, side, small).then((bitmap) => {
      if (current) ref.current?.getContext('2d')?.drawImage(bitmap, 0, 0);
      bitmap.close();
    });
    return () => {
      current = false;
    };
  }, [pixels]);
  return <canvas ref={ref} width={THUMB_SIDE} height={THUMB_SIDE} />;
}
