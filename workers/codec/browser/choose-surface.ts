import type { PngChunk } from '../png/chunks.ts';
import { encodePng, iccChunk } from '../png/encode.ts';
import { createCanvasSurface } from './canvas-surface.ts';
import { RAW_BITMAP, type Surface } from './surface.ts';
import { createWebglSurface } from './webgl-surface.ts';

/** What a way of reading pixels was seen to keep. */
export interface Kept {
  /** Opaque code values come back unchanged under the file's own profile. */
  readonly colour: boolean;
  /** So do colours under partial alpha. */
  readonly alpha: boolean;
}

/** A way to read pixels, and what it keeps. */
export interface ChosenSurface {
  readonly surface: Surface;
  readonly kept: Kept;
}

/**
 * Picks the way of reading pixels that this browser gets right: a probe picture with the file's own profile (and with
 * partial alpha where the file may have it) must come back unchanged.
 */
export async function chooseSurface(
  alpha: boolean,
  icc: Uint8Array<ArrayBuffer> | null,
): Promise<ChosenSurface> {
  if (!alpha && !icc) return { surface: createCanvasSurface('unorm8'), kept: { colour: true, alpha: true } };
  const chunks = icc ? [await iccChunk(icc)] : [];
  const exact = alpha ? [createWebglSurface, () => createCanvasSurface('float16')] : [];
  for (const make of exact) {
    const surface = make();
    if (!surface) continue;
    const kept = await probe(surface, chunks);
    if (kept.colour && kept.alpha) return { surface, kept };
    surface.release();
  }
  const surface = createCanvasSurface('unorm8');
  const kept = await probe(surface, chunks);
  return { surface, kept: { colour: kept.colour, alpha: kept.alpha || !alpha } };
}

/** An opaque pixel, and one that a premultiplying path rounds. */
const PROBE = Uint8Array.of(250, 20, 40, 255, 10, 200, 90, 9);

async function probe(surface: Surface, chunks: readonly PngChunk[]): Promise<Kept> {
  const source = {
    width: 2,
    height: 1,
    channels: 4,
    readRow: (_: number, out: Uint8Array) => out.set(PROBE),
  } as const;
  const bitmap = await createImageBitmap(new Blob([await encodePng(source, chunks)]), RAW_BITMAP);
  try {
    const read = await surface.read(bitmap, 0, 0, 2, 1);
    const same = (from: number) =>
      PROBE.subarray(from, from + 4).every((value, k) => value === read[from + k]);
    return { colour: same(0), alpha: same(4) };
  } finally {
    bitmap.close();
  }
}
