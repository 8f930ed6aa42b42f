import { type PngChunk, pngChunks } from '../png/chunks.ts';
import { concat, inflate } from '../streams.ts';

/** The keyword under which generators keep prompt and settings. */
const KEYWORD = 'parameters';
/** Longest text that is read. */
const MAX_BYTES = 100_000;

/** A text chunk: tEXt where Latin-1 can hold it, else iTXt in UTF-8 (PNG third edition, 11.3.3.2 and 11.3.3.4). */
export function parametersChunk(text: string): PngChunk {
  const latin1 = [...text].every((letter) => (letter.codePointAt(0) as number) <= 255);
  if (latin1) return { type: 'tEXt', data: concat([bytesOf(`${KEYWORD}\0`), bytesOf(text)]) };
  return { type: 'iTXt', data: concat([bytesOf(`${KEYWORD}\0\0\0\0\0`), new TextEncoder().encode(text)]) };
}

/** The text that a generator left in a PNG; null where there is none that can be read. */
export async function readParameters(png: Uint8Array): Promise<string | null> {
  for (const { type, data } of pngChunks(png)) {
    if (data.length > MAX_BYTES || !startsWith(data, `${KEYWORD}\0`)) continue;
    const rest = data.slice(KEYWORD.length + 1);
    if (type === 'tEXt') return new TextDecoder('latin1').decode(rest);
    if (type === 'iTXt') return readInternational(rest);
  }
  return null;
}

/** After the keyword: compression flag and method, language and translated keyword, both ended by 0, the text. */
async function readInternational(data: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const language = data.indexOf(0, 2);
  const keyword = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (keyword < 0) return null;
  const text = data.slice(keyword + 1);
  try {
    return new TextDecoder().decode(data[0] === 1 ? await inflate(text, MAX_BYTES) : text);
  } catch {
    return null;
  }
}

function startsWith(data: Uint8Array, text: string): boolean {
  return bytesOf(text).every((value, index) => data[index] === value);
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
