/** An uncompressed RGB TIFF of one strip; `colour` gives the three code values of a pixel. */
export function tiff(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly number[],
): Buffer {
  const SHORT = 3;
  const LONG = 4;
  const fields: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 3, 0],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 2],
    [273, LONG, 1, 0],
    [277, SHORT, 1, 3],
    [278, LONG, 1, height],
    [279, LONG, 1, width * height * 3],
  ];
  const bitsAt = 8 + 2 + fields.length * 12 + 4;
  const pixelsAt = bitsAt + 6;
  const file = Buffer.alloc(pixelsAt + width * height * 3);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(fields.length, 8);
  for (const [at, [tag, type, count, value]] of fields.entries()) {
    const place = 10 + at * 12;
    file.writeUInt16LE(tag, place);
    file.writeUInt16LE(type, place + 2);
    file.writeUInt32LE(count, place + 4);
    file.writeUInt32LE(tag === 258 ? bitsAt : tag === 273 ? pixelsAt : value, place + 8);
  }
  for (let channel = 0; channel < 3; channel++) file.writeUInt16LE(8, bitsAt + 2 * channel);
  for (let i = 0; i < width * height; i++)
    file.set(colour(i % width, Math.floor(i / width)), pixelsAt + 3 * i);
  return file;
}
