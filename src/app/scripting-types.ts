import type { Intent, PackManifest } from '../../workers/shared/catalog.ts';
import type { Rect } from '../../workers/shared/geometry/rect.ts';
import type {
  ChainStage,
  JobProgress,
  JobTimings,
  MethodId,
  Refine,
  Spacing,
  StartMode,
} from '../../workers/shared/job.ts';
import type { EngineInfo } from '../../workers/shared/protocol.ts';
import type { SamplerId } from '../../workers/shared/samplers.ts';

/** Options of `window.lacuna.fill`; ranges as in `FillJob`. What is left out takes the model's defaults. */
export interface ScriptFillOptions {
  /** A picture file. */
  readonly image: Blob;
  /** A picture file of the same size: white is filled, black kept. */
  readonly mask: Blob;
  readonly model?: string;
  /** An erase model that has its turn before `model`, which then starts from its result. */
  readonly eraser?: string;
  readonly intent?: Intent;
  readonly method?: MethodId;
  readonly sampler?: SamplerId;
  readonly eta?: number;
  readonly karras?: boolean;
  readonly spacing?: Spacing;
  readonly guidanceRescale?: number;
  readonly start?: StartMode;
  /** A candidate from the picture's own pixels first; false when left out. */
  readonly instant?: boolean;
  readonly prompt?: string;
  readonly negativePrompt?: string;
  readonly steps?: number;
  readonly guidance?: number;
  readonly strength?: number;
  readonly jumpLength?: number;
  readonly resampling?: number;
  readonly innerSteps?: number;
  readonly stepSize?: number;
  /** Rolled when left out; the one used is in the result. */
  readonly seed?: number;
  readonly candidates?: number;
  readonly refine?: Refine;
  /** False leaves the model's result without detail from the picture's own pixels; true when left out. */
  readonly detail?: boolean;
  readonly feather?: number;
  readonly maskGrow?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: JobProgress) => void;
}

/** Options of `window.lacuna.outpaint`: whole pixels to add on each side (0 when left out), the rest as for `fill`. */
export interface ScriptOutpaintOptions extends Omit<ScriptFillOptions, 'mask'> {
  readonly left?: number;
  readonly top?: number;
  readonly right?: number;
  readonly bottom?: number;
  /**
   * Most pixels of the model that one step adds. 0: everything in one pass. When left out a picture that grows by much is
   * made in steps of half a native window.
   */
  readonly stepPx?: number;
  /** True, with `right` alone: the right end of the grown picture meets its left one. One candidate. */
  readonly wrap?: boolean;
}

/** Options of `window.lacuna.tileable`; the rest as for `fill`. */
export interface ScriptTileableOptions extends Omit<ScriptFillOptions, 'mask' | 'feather' | 'candidates'> {
  /** Pixels made anew on each side of a seam; a twelfth of the shorter side when left out. */
  readonly band?: number;
}

export interface ScriptCandidate {
  /** The whole picture with this candidate in it, PNG. */
  readonly image: Blob;
  /** The patch alone, PNG, its stitch mask as alpha. */
  readonly patch: Blob;
  readonly rect: Rect;
  readonly chain: readonly ChainStage[];
  readonly seed: number;
  /** Milliseconds from the job posted until this candidate came. */
  readonly afterMs: number;
}

export interface ScriptFillResult {
  readonly candidates: readonly ScriptCandidate[];
  /** `totalMs` runs from the job posted to the last patch returned. */
  readonly timings: JobTimings & { readonly openMs: number; readonly exportMs: number };
}

/** `window.lacuna`: the page's own calls, for the console, benchmarks and tests. Rejects with a `LacunaError`. */
export interface ScriptingInterface {
  /** Starts the engine if need be and tells what runs. */
  capabilities(): Promise<EngineInfo>;
  /** The embedded packs, best first, then the models that are kept in this browser. */
  models(): Promise<readonly PackManifest[]>;
  fill(options: ScriptFillOptions): Promise<ScriptFillResult>;
  /**
   * Grows the picture and fills the new area; `rect` is in the coordinates of the grown picture. `feather` is 0 when left
   * out: then every pixel of the picture is in the result as it was, at its offset (`left`, `top`).
   */
  outpaint(options: ScriptOutpaintOptions): Promise<ScriptFillResult>;
  /** Makes a texture seamless: its ends meet, and all but a band along them stays as it was. */
  tileable(options: ScriptTileableOptions): Promise<ScriptFillResult>;
}

declare global {
  interface Window {
    lacuna: ScriptingInterface;
  }
}
