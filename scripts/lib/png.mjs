import { readFileSync, writeFileSync } from 'node:fs';
import { decode, encode } from 'fast-png';

/** @typedef {import('../../workers/shared/pixels.ts').PixelBuffer} PixelBuffer */

/**
 * An 8-bit PNG as RGBA; grey is spread over the colours.
 *
 * @param {Uint8Array} bytes
 * @returns {PixelBuffer}
 * @throws where the file has another depth or a palette
 */
export function decodePixels(bytes) {
  const { width, height, channels, depth, data, palette } = decode(bytes);
  if (depth !== 8 || palette) throw new Error('not an 8-bit PNG without a palette');
  const out = new Uint8ClampedArray(width * height * 4).fill(255);
  const colours = channels < 3 ? 1 : 3;
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) out[4 * i + c] = Number(data[i * channels + (colours === 3 ? c : 0)]);
    if (channels > colours) out[4 * i + 3] = Number(data[i * channels + colours]);
  }
  return { width, height, data: out };
}

/** @param {string} path @returns {PixelBuffer} */
export function readPixels(path) {
  return decodePixels(readFileSync(path));
}

/** Without alpha: other programs would fill that too. @param {string} path @param {PixelBuffer} pixels */
export function writePixels(path, { width, height, data }) {
  const colours = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) colours[3 * i + c] = data[4 * i + c] ?? 0;
  }
  writeFileSync(path, encode({ width, height, data: colours, channels: 3 }));
}

/** White where the mask is not 0. @param {string} path @param {number} size @param {Uint8Array} mask */
export function writeMask(path, size, mask) {
  const data = mask.map((value) => (value ? 255 : 0));
  writeFileSync(path, encode({ width: size, height: size, data, channels: 1 }));
}
