import type { Rect } from './geometry/rect.ts';
import type { MaskBuffer, PixelBuffer } from './pixels.ts';
import type { SamplingValues } from './sampling-values.ts';
import type { SavedFill } from './session.ts';

/** A fill with its pixels. */
export interface ProjectFill extends Omit<SavedFill, 'patch' | 'stitch' | 'hole' | 'made'> {
  readonly patch: PixelBuffer;
  readonly stitch: MaskBuffer;
  readonly hole: MaskBuffer;
  readonly made: MaskBuffer;
}

/** What was set for the next fill. */
export interface ProjectSettings {
  readonly intent: SavedFill['job']['intent'];
  readonly prompt: string;
  readonly negativePrompt: string;
  // Earlier releases wrote only the above: what is missing says nothing.
  /** The name of what a removal takes away. */
  readonly removed?: string | undefined;
  /** The seed that was to be kept; null where each run rolls one. */
  readonly seed?: number | null | undefined;
  /** Pack id; null where none was chosen. */
  readonly pack?: string | null | undefined;
  /** What was chosen for the intent; the rest follows the pack. */
  readonly sampling?: Partial<SamplingValues> | undefined;
}

/** A document as a project file holds it beside the opened file; everything in source coordinates. */
export interface Project {
  /** Name of the opened file. */
  readonly name: string;
  readonly canvas: Rect;
  /** From the undermost to the topmost. */
  readonly fills: readonly ProjectFill[];
  readonly mask: { readonly rect: Rect; readonly values: MaskBuffer } | null;
  readonly settings: ProjectSettings;
}
