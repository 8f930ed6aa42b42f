import type { Rect } from '../../workers/shared/geometry/rect.ts';
import type { ExportSettings } from './export-settings.ts';
import { services } from './services.ts';

/** Side of the pieces that are encoded to tell the size of the whole. */
const PIECE = 320;

/**
 * About how many bytes the exported file will take: a few pieces of the picture, encoded, and scaled up.
 *
 * @returns null where nothing is open
 */
export async function estimateBytes({ format, quality }: ExportSettings): Promise<number | null> {
  const { editor, codec } = services();
  const { document } = editor.getState();
  if (!document) return null;
  let bytes = 0;
  let pixels = 0;
  for (const rect of pieces(document.width, document.height)) {
    const { image } = editor.readWindow(rect);
    bytes += await codec.sampleBytes({ pixels: image, format, quality });
    pixels += rect.width * rect.height;
  }
  return (bytes / pixels) * document.width * document.height;
}

/** Five pieces, in the middle and towards the corners; the whole of a small picture. */
function pieces(width: number, height: number): readonly Rect[] {
  if (width <= 2 * PIECE || height <= 2 * PIECE) {
    return [{ x: 0, y: 0, width: Math.min(width, 4 * PIECE), height: Math.min(height, 4 * PIECE) }];
  }
  const at = (x: number, y: number): Rect => ({
    x: Math.round(x * (width - PIECE)),
    y: Math.round(y * (height - PIECE)),
    width: PIECE,
    height: PIECE,
  });
  return [at(0.5, 0.5), at(0.15, 0.15), at(0.85, 0.15), at(0.15, 0.85), at(0.85, 0.85)];
}
