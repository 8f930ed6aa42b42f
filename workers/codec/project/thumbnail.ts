/** Longest side of an OpenRaster thumbnail. */
const SIDE = 256;

/** A PNG, small, as PNG. */
export async function thumbnail(png: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const whole = await createImageBitmap(new Blob([png], { type: 'image/png' }));
  const scale = Math.min(1, SIDE / Math.max(whole.width, whole.height));
  const width = Math.max(1, Math.round(whole.width * scale));
  const height = Math.max(1, Math.round(whole.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context) context.imageSmoothingQuality = 'high';
  context?.drawImage(whole, 0, 0, width, height);
  whole.close();
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
}
