import type { ByteSource } from '../../shared/bytes.ts';
import { LacunaError } from '../../shared/errors.ts';
import { checkLimits } from '../../shared/geometry/canvas-limits.ts';
import { type Rect, rectContains, type Size } from '../../shared/geometry/rect.ts';
import type { MaskBuffer, PixelBuffer } from '../../shared/pixels.ts';
import type { Project, ProjectFill } from '../../shared/project.ts';
import { readPngHeader } from '../header/png.ts';
import { decodePng } from '../png/decode.ts';
import { readArchive } from './archive.ts';
import { checkProjectSize } from './limits.ts';
import { parseProject } from './project-schema.ts';
import { fillImage } from './write-project.ts';

/** A project file, read: the picture file in it, and what was done to that. */
export interface ReadProject {
  readonly source: Uint8Array<ArrayBuffer>;
  readonly project: Project;
}

/**
 * Reads a project file. Everything in it is checked before anything is believed; nothing is written anywhere.
 *
 * @throws LacunaError `project-damaged`, `project-newer`, `project-too-large`
 */
export async function readProject(file: ByteSource): Promise<ReadProject> {
  checkProjectSize(file.size);
  const files = readArchive(new Uint8Array(await file.arrayBuffer()));
  const read = (name: string): Uint8Array<ArrayBuffer> => {
    const bytes = files.get(name);
    if (!bytes) throw damaged(`${name} is missing`);
    return bytes;
  };
  const { name, canvas, settings, ...rest } = parseProject(read('project.json'));
  checkLimits(canvas.width, canvas.height);
  const fills: ProjectFill[] = [];
  for (const [index, fill] of rest.fills.entries()) {
    const mask = (what: string) => decodeMask(read(fillImage(index, what)), fill.rect);
    fills.push({
      ...fill,
      patch: await decodePixels(read(fillImage(index, 'patch')), fill.rect),
      stitch: await mask('stitch'),
      hole: await mask('hole'),
      made: await mask('made'),
    });
  }
  const mask = rest.mask && {
    rect: inside(rest.mask, canvas),
    values: await decodeMask(read('mask.png'), rest.mask),
  };
  // The picture itself is judged where every picture is: when it is opened.
  return { source: read('source'), project: { name, canvas, fills, mask, settings } };
}

function inside(rect: Rect, canvas: Rect): Rect {
  if (rectContains(canvas, rect)) return rect;
  throw damaged('the mask lies outside the canvas');
}

async function decodePixels(png: Uint8Array<ArrayBuffer>, size: Size): Promise<PixelBuffer> {
  const { width, height } = checkSize(png, size);
  const data = new Uint8ClampedArray(width * height * 4);
  const writeRow = (y: number, rgba: Uint8Array) => data.set(rgba, y * width * 4);
  await decode(png, writeRow);
  return { width, height, data };
}

async function decodeMask(png: Uint8Array<ArrayBuffer>, size: Size): Promise<MaskBuffer> {
  const { width, height } = checkSize(png, size);
  const data = new Uint8Array(width * height);
  const writeRow = (y: number, rgba: Uint8Array) => {
    for (let x = 0; x < width; x++) data[y * width + x] = rgba[x * 4] as number;
  };
  await decode(png, writeRow);
  return { width, height, data };
}

/** Before anything is decoded: an image is exactly as large as its rectangle says. */
function checkSize(png: Uint8Array<ArrayBuffer>, { width, height }: Size): Size {
  const header = headerOf(png);
  if (header.width !== width || header.height !== height) throw damaged('an image has another size');
  checkLimits(width, height);
  return { width, height };
}

function headerOf(png: Uint8Array<ArrayBuffer>): Size {
  try {
    return readPngHeader(png);
  } catch (thrown) {
    throw damaged(`an image cannot be read: ${String(thrown)}`);
  }
}

async function decode(
  png: Uint8Array<ArrayBuffer>,
  writeRow: (y: number, rgba: Uint8Array) => void,
): Promise<void> {
  try {
    // Rows of an interlaced image would come otherwise; we write none.
    await decodePng(png, { writeRow });
  } catch (thrown) {
    throw damaged(`an image cannot be read: ${String(thrown)}`);
  }
}

function damaged(message: string): LacunaError {
  return new LacunaError('project-damaged', message);
}
