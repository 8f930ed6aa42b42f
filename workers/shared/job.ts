import type { Intent } from './catalog.ts';
import type { Rect } from './geometry/rect.ts';
import type { MaskBuffer, PixelBuffer } from './pixels.ts';
import type { SamplerId } from './samplers.ts';

/**
 * How the hole is filled. `auto` goes by the pack: 9 input channels `finetuned`, 4 `replace`. With 4 channels the known
 * pixels can also constrain the sample by `repaint` (resampling with jumps), `soft` (a graded mask) or `langevin` (inner
 * steps at each level). `multiscale` is `auto`, then a second pass in tiles at twice the size. `exemplar` runs no model.
 */
export type MethodId =
  | 'auto'
  | 'finetuned'
  | 'replace'
  | 'repaint'
  | 'soft'
  | 'langevin'
  | 'multiscale'
  | 'exemplar';

/** Methods that say how known pixels constrain the sample. */
export type ConditioningId = Exclude<MethodId, 'auto' | 'multiscale' | 'exemplar'>;

/**
 * What a strength below 1 starts from, inside the hole. Pixels: the picture as it is (`original`), a blur that widens
 * with the distance from the border (`blur`), the nearest known pixel (`edge`), the smooth continuation (`smooth`), or
 * synthesis from the picture's own pixels (`exemplar`). Latents, over the smooth continuation: noise, or zeros (`nothing`).
 */
export type StartMode = 'original' | 'blur' | 'edge' | 'smooth' | 'exemplar' | 'noise' | 'nothing';

/** A second pass over a result, in tiles. */
export type Refine = 'none' | 'tiles';

/** Where the visited timesteps lie among those of training (Lin et al. 2023, arXiv:2305.08891, table 2). */
export type Spacing = 'leading' | 'trailing' | 'linspace';

/** Everything that decides the result of one fill, seed included: the same job on the same device gives the same bytes. */
export interface FillJob {
  readonly id: string;
  /** Pack id, or a pack's base URL relative to the page. */
  readonly pack: string;
  /**
   * Pack of one graph whose result comes before that of `pack`, and is what a partial strength starts from; left out where
   * it cannot be used.
   */
  readonly eraser?: string;
  readonly intent: Intent;
  readonly method: MethodId;
  readonly sampler: SamplerId;
  /** Share of fresh noise of each `ddim` step, 0 (unless said) to 1. */
  readonly eta?: number;
  /** True spaces the levels after Karras et al. 2022, for `euler` and the two of DPM-Solver++; the pack's own way unless said. */
  readonly karras?: boolean;
  /** The pack's own unless said. */
  readonly spacing?: Spacing;
  readonly start: StartMode;
  /** True: a candidate made from the picture's own pixels comes first, at once, before any model is even loaded. */
  readonly instant: boolean;
  /** Side, in pixels, of the square the pack was trained at: it sets how many window pixels a model pixel spans. */
  readonly nativeSize: number;
  readonly prompt: string;
  readonly negativePrompt: string;
  /** Number of sampling steps at strength 1, 1 to 150. */
  readonly steps: number;
  /** Classifier-free guidance scale; 1 or less turns guidance off. */
  readonly guidance: number;
  /** How far guidance gives back the spread it adds, 0 (unless said) to 1 (Lin et al. 2023, section 3.4). */
  readonly guidanceRescale?: number;
  /** 0 < strength <= 1: the share of the schedule that is walked; below 1 the pre-filled picture is the start, or the picture itself for `refine`. */
  readonly strength: number;
  /** `repaint`: levels that a jump goes back, 1 to 150; 5 when left out. */
  readonly jumpLength?: number;
  /** `repaint`: walks over each stretch in all, 1 (no jumps) to 20; 3 when left out. */
  readonly resampling?: number;
  /** `langevin`: length of an inner step in units of the level's noise variance, above 0 to 2; 0.2 when left out. */
  readonly stepSize?: number;
  /** `langevin`: inner steps at each level, 0 to 20; 3 when left out. */
  readonly innerSteps?: number;
  /** 0 to 2^32 - 1. Candidate k uses `seed + k` (modulo 2^32). */
  readonly seed: number;
  /** 1 to 4, made one after another. */
  readonly candidates: number;
  /** `tiles`: a second pass in native-size tiles at the picture's own resolution, or a level between; `none` when left out. */
  readonly refine?: Refine;
  /** False shows a model's result as it came, enlarged; else it gets detail from the picture's own pixels. */
  readonly detail?: boolean;
  /**
   * For `expand`: most model pixels that a step adds. 0 makes everything in one pass; when left out a side deeper than one
   * step of half a native window is made step by step.
   */
  readonly stepPx?: number;
  /** Growth of the model mask beyond the person's mask, in model pixels. */
  readonly maskGrow: number;
  /** Width of the outward fade of the stitch mask, in model pixels; never wider than `maskGrow`. */
  readonly feather: number;
  /** Size of the whole picture: `window.rect` lies inside it. */
  readonly picture: { readonly width: number; readonly height: number };
  /** What the fill knows of the picture: its place in it, its pixels and the person's mask (255 = fill). */
  readonly window: {
    readonly rect: Rect;
    readonly image: PixelBuffer;
    readonly mask: MaskBuffer;
    /** The context window, in the picture; all of `rect` when left out. Pixels around it may be copied from. */
    readonly view?: Rect;
  };
}

/** Where a job is. */
export type Phase = 'fetch' | 'load' | 'text' | 'encode' | 'denoise' | 'decode' | 'stitch';

/** A small picture of the unfinished window, for display only. */
export interface Preview {
  /** Place in the picture that the preview covers. */
  readonly rect: Rect;
  readonly image: PixelBuffer;
}

export interface JobProgress {
  readonly jobId: string;
  readonly phase: Phase;
  /** Index of the candidate being made, from 0, and their number. */
  readonly candidate: number;
  readonly candidates: number;
  /** Steps done and planned for this candidate. */
  readonly step: number;
  readonly steps: number;
  /** Of a picture grown step by step: the area being made, from 0, and their number. */
  readonly area?: { readonly index: number; readonly count: number };
  /** Share of the whole job that is done, 0 to 1, never falling. */
  readonly fraction: number;
  readonly preview: Preview | null;
  /** Of a picture grown step by step, once after each step but the last: the steps that are done, as a candidate. */
  readonly soFar?: FillCandidate;
}

/**
 * Milliseconds by stage. `sessionRunMs` is the time inside the graphs alone; all others are wall clock. `totalMs` runs
 * from the job's arrival to the patch; waiting and loading, `loadMs` of it, are in the first model candidate's alone.
 */
export interface JobTimings {
  readonly totalMs: number;
  /** Waiting for the turn, the runtime and the model. */
  readonly loadMs: number;
  readonly textMs: number;
  readonly encodeMs: number;
  readonly denoiseMs: number;
  readonly decodeMs: number;
  /** Colour match on the ring of known pixels. */
  readonly stitchMs: number;
  /** Everything made of the picture's own pixels. */
  readonly detailMs: number;
  readonly sessionRunMs: number;
  readonly steps: number;
}

/** One stage of the chain that made a candidate, as shown in its info, e.g. `{ stage: 'finetuned', note: '20 steps' }`. */
export interface ChainStage {
  readonly stage: string;
  readonly note: string;
}

/** One result. Where `stitch` is 0 the picture stays as it is; `patch`, `stitch` and `rect` have the same size. */
export interface FillCandidate {
  readonly index: number;
  /** What made it, where that is the job's eraser and not its pack. */
  readonly pack?: string;
  readonly seed: number;
  readonly rect: Rect;
  readonly patch: PixelBuffer;
  readonly stitch: MaskBuffer;
  readonly chain: readonly ChainStage[];
  readonly timings: JobTimings;
}

/** What a finished `fill` call answers; the candidates themselves came as events. */
export interface FillSummary {
  readonly jobId: string;
  readonly candidates: number;
  readonly timings: JobTimings;
}
