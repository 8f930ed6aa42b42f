import type { PixelBuffer } from '../../workers/shared/pixels.ts';

/** Pixels as a PNG file, at once: for who cannot wait for a worker. */
export function pixelsFile(pixels: PixelBuffer, colorSpace: PredefinedColorSpace, name: string): File {
  const { width, height, data } = pixels;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { colorSpace });
  context?.putImageData(new ImageData(data, width, height, { colorSpace }), 0, 0);
  const [, base64 = ''] = canvas.toDataURL('image/png').split(',');
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new File([bytes], name, { type: 'image/png' });
}
