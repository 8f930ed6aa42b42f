import { LacunaError } from '../../shared/errors.ts';
import { MAX_PIXELS } from '../../shared/geometry/canvas-limits.ts';
import type { Rect } from '../../shared/geometry/rect.ts';

// Project files are written and read by the same limits: what could not be opened again is not saved as if it could.

/**
 * Most fills of a project. Each stroke of Clone or Heal is one, so this is a day without a pause; a ZIP, with four images a
 * fill, ends at 16,000.
 */
export const MAX_FILLS = 10_000;
/** Most files in a project: four images a fill, and what lies beside them. */
export const MAX_ENTRIES = 4 * MAX_FILLS + 10;
/** Largest project file in bytes: what can be held in memory twice. */
export const MAX_PROJECT_BYTES = 1e9;
/** Largest `project.json` in bytes: room for every fill with a prompt of thousands of letters. */
export const MAX_JSON_BYTES = 64e6;
/**
 * Most pixels of all fills together: four times the largest picture. An open document holds every one with 7 bytes (its
 * colour and three masks), 2.8 GB of them here, and no tab holds more beside picture and models.
 */
export const MAX_FILL_PIXELS = 4 * MAX_PIXELS;

/** Throws `project-too-large`, by their rectangles alone, for more fills than a session can hold. */
export function checkFills(fills: readonly { readonly rect: Rect }[]): void {
  const pixels = fills.reduce((sum, { rect }) => sum + rect.width * rect.height, 0);
  if (fills.length > MAX_FILLS || pixels > MAX_FILL_PIXELS) {
    throw new LacunaError('project-too-large', `${fills.length} fills of ${pixels} pixels`, {
      limitFills: MAX_FILLS,
      limitPixels: MAX_FILL_PIXELS,
    });
  }
}

/** Throws `project-too-large` for a file of so many bytes. */
export function checkProjectSize(bytes: number): void {
  if (bytes <= MAX_PROJECT_BYTES) return;
  throw new LacunaError('project-too-large', `${bytes} bytes`, { limitBytes: MAX_PROJECT_BYTES });
}
