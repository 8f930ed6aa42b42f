/** Pictures put together so that a person can compare them. */

const GAP = 8;
const MARK = [214, 40, 90];

/** @typedef {import('./png.mjs').PixelBuffer} PixelBuffer */

/** The hole in one colour: nobody sees what was there. @param {PixelBuffer} truth @param {PixelBuffer} mask @returns {PixelBuffer} */
export function marked(truth, mask) {
  const data = truth.data.slice();
  for (let i = 0; i < data.length; i += 4) if (mask.data[i]) data.set(MARK, i);
  return { ...truth, data };
}

/** @param {readonly PixelBuffer[]} parts of one size @returns {PixelBuffer} */
export function sideBySide(parts) {
  const { width, height } = /** @type {PixelBuffer} */ (parts[0]);
  const total = parts.length * (width + GAP) - GAP;
  const data = new Uint8ClampedArray(total * height * 4).fill(255);
  for (const [n, part] of parts.entries()) {
    for (let y = 0; y < height; y++) {
      data.set(part.data.subarray(y * width * 4, (y + 1) * width * 4), (y * total + n * (width + GAP)) * 4);
    }
  }
  return { width: total, height, data };
}

/** @param {readonly PixelBuffer[]} parts of one width, from top to bottom @returns {PixelBuffer} */
export function below(parts) {
  const width = Math.max(...parts.map((part) => part.width));
  const height = parts.reduce((sum, part) => sum + part.height + GAP, -GAP);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  let top = 0;
  for (const part of parts) {
    for (let y = 0; y < part.height; y++) {
      const row = part.data.subarray(y * part.width * 4, (y + 1) * part.width * 4);
      data.set(row, (top + y) * width * 4);
    }
    top += part.height + GAP;
  }
  return { width, height, data };
}
