import type { ByteSource } from './bytes.ts';
import type { PackManifest } from './catalog.ts';
import type { Result } from './errors.ts';
import type { Rect } from './geometry/rect.ts';
import type { FillCandidate, FillJob, FillSummary, JobProgress } from './job.ts';
import type { MaskBuffer, PixelBuffer } from './pixels.ts';
import type { Project } from './project.ts';
import type { SessionInfo, SessionRecord } from './session.ts';
import type { FillEdge } from './stitch.ts';

/** One call of a worker: what goes in, what comes out. */
export interface Call<In, Out> {
  readonly in: In;
  readonly out: Out;
}

/** A map of calls as functions on the wire. Every call takes one argument and answers a `Result`. */
export type Remote<Calls extends Record<keyof Calls, Call<unknown, unknown>>> = {
  [Name in keyof Calls]: (input: Calls[Name]['in']) => Promise<Result<Calls[Name]['out']>>;
};

/** A map of calls as the side that answers them writes it: a call without a handler does not compile. */
export type Handlers<Calls extends Record<keyof Calls, Call<unknown, unknown>>> = {
  [Name in keyof Calls]: (input: Calls[Name]['in']) => Promise<Calls[Name]['out']>;
};

/** A map of events as functions without an answer. */
export type EventSink<Events> = { [Name in keyof Events]: (payload: Events[Name]) => void };

// --- inference worker -------------------------------------------------------------------------------------------

export type Provider = 'webgpu' | 'wasm';

/** Why a provider was chosen. */
export type ProviderReason =
  | 'hardware'
  | 'forced'
  | 'no-webgpu'
  | 'no-adapter'
  | 'software-adapter'
  | 'self-test-failed';

export interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  readonly software: boolean;
  readonly shaderF16: boolean;
}

/** One operator checked against known answers. */
export interface OperatorCheck {
  readonly operator: string;
  readonly precision: 'float32' | 'float16';
  readonly maxError: number;
  readonly passed: boolean;
  /** True when the check ran on a graph that the rewrite had changed. */
  readonly rewritten: boolean;
}

export interface EngineInfo {
  readonly provider: Provider;
  readonly reason: ProviderReason;
  readonly build: 'jspi' | 'asyncify';
  readonly threads: number;
  readonly crossOriginIsolated: boolean;
  readonly adapter: AdapterInfo | null;
  readonly selfTest: readonly OperatorCheck[] | null;
}

/** Choices of the runtime that are measured on a device. */
export interface Tuning {
  /** How far it rewrites graphs itself. */
  readonly optimization?: 'all' | 'basic' | 'disabled';
  /** Order of the axes in the memory of a GPU. */
  readonly layout?: 'NCHW' | 'NHWC';
}

export interface StartOptions {
  /** Absolute URL of the folder that holds `runtime/` and `models/`. */
  readonly baseUrl: string;
  readonly provider: Provider | 'auto';
  /** 0 lets the worker choose: at most 4, at least 1, one where the page is not cross-origin isolated. */
  readonly threads: number;
  /** Test switch: false leaves the graphs as they are. */
  readonly rewriteGraphs: boolean;
  /** Packs whose graphs did not fit into memory together the last time: they take turns. */
  readonly tightPacks?: readonly string[] | undefined;
  /** For measurements, in place of the usual choice. */
  readonly tuning?: Tuning | undefined;
}

export interface PackInfo {
  readonly manifest: PackManifest;
  /** Input channels of the UNet: 9 finetuned for inpainting, 4 plain. */
  readonly unetChannels: number;
  readonly runs: PackRuns;
}

/** How a pack's graphs run. */
export interface PackRuns {
  readonly provider: Provider;
  /** Why they run elsewhere than the engine would have it; null where they do not. */
  readonly reason: 'no-half' | 'half-wrong' | 'attention-wrong' | null;
  readonly precision: 'float32' | 'float16';
  /** Its graphs take turns in memory, since they do not fit together. */
  readonly lean: boolean;
}

/** Bytes on their way from our own origin into the cache. */
export interface FetchProgress {
  readonly what: 'runtime' | 'pack';
  readonly pack: string;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

export interface EngineCalls {
  /** Chooses the provider and starts the runtime. First call; idempotent. The others may be made before it answers. */
  start: Call<StartOptions, EngineInfo>;
  /** The embedded packs' manifests, best first. */
  packs: Call<null, readonly PackManifest[]>;
  /** Brings a pack's bytes into the cache without creating sessions (first sign of intent). */
  prefetch: Call<{ readonly pack: string }, null>;
  /** Creates the sessions of a pack. */
  load: Call<{ readonly pack: string }, PackInfo>;
  /** Runs a job; candidates and progress come as events. Rejects with `job-cancelled` after `cancel`. */
  fill: Call<FillJob, FillSummary>;
  /** Asks the job to stop at the end of its step. */
  cancel: Call<{ readonly jobId: string }, null>;
}

export interface EngineEvents {
  /**
   * Once a second, and between steps: silence means a hung or dead worker. `silentMs` is how long the next silence may
   * last, where the worker knows that it will be long.
   */
  heartbeat: { readonly busy: boolean; readonly silentMs?: number };
  progress: JobProgress;
  candidate: { readonly jobId: string; readonly candidate: FillCandidate };
  fetched: FetchProgress;
  /** A pack's sessions are there; `held` are all packs whose sessions are. */
  loaded: { readonly pack: string; readonly runs: PackRuns; readonly held: readonly string[] };
  /**
   * A pack has run once on nothing. One call of its model for one text took `callMs` then, or a little less; `oneText` is
   * true where no guidance asks for two.
   */
  warmed: { readonly pack: string; readonly callMs: number; readonly oneText: boolean };
}

// --- codec worker -----------------------------------------------------------------------------------------------

/** Side of a document tile in pixels; tiles at the right and bottom edge are smaller. */
export const TILE_SIZE = 512;

/** `pixels` of the tile whose top-left corner is (`column` * TILE_SIZE, `row` * TILE_SIZE). */
export interface Tile {
  readonly column: number;
  readonly row: number;
  readonly pixels: PixelBuffer;
}

export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'bmp' | 'tiff';

/** Formats that change pixels a little, and are smaller for it. */
export type LossyFormat = 'jpeg' | 'webp';

/** Things a person should know about how a file was read. */
export type OpenNote = 'sixteen-bit' | 'first-frame-only' | 'colour-converted';

export interface OpenedImage {
  readonly width: number;
  readonly height: number;
  readonly format: ImageFormat;
  readonly tiles: readonly Tile[];
  /** Code values are in this space; `other` has a profile that the canvas cannot name. */
  readonly colorSpace: 'srgb' | 'display-p3' | 'other';
  /** The file's ICC profile, kept for export; null where it had none. */
  readonly icc: Uint8Array<ArrayBuffer> | null;
  readonly hasAlpha: boolean;
  readonly notes: readonly OpenNote[];
  /** Prompt and settings that a generator left in the file, as text. */
  readonly parameters: string | null;
  readonly openMs: number;
}

/** A fill as the flattener needs it. */
export interface FlatFill {
  readonly rect: Rect;
  readonly patch: PixelBuffer;
  readonly stitch: MaskBuffer;
}

export interface ExportedImage {
  /** The PNG file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /**
   * Of the file's own pixels inside the canvas, at their place there, those outside every stitch mask; and how many of
   * them differ from a second decode of the file, counted on the written PNG read back: must be 0.
   */
  readonly otherPixels: number;
  readonly otherPixelsChanged: number;
  readonly exportMs: number;
}

export interface CodecCalls {
  /** Reads a picture file into tiles. Errors: `image-*`. */
  open: Call<{ readonly file: ByteSource }, OpenedImage>;
  /**
   * Reads the source file again, applies the fills in order and writes a PNG with the file's ICC profile. `frame` is the
   * canvas in source coordinates, the whole file when left out; the fills' rectangles are in canvas coordinates, (0, 0)
   * being the frame's corner. Where the canvas reaches beyond the file and no fill covers it, it is transparent. Errors:
   * `image-*`, `job-invalid`, `encode-failed`.
   */
  exportPng: Call<
    {
      readonly file: ByteSource;
      readonly fills: readonly FlatFill[];
      readonly frame?: Rect | undefined;
      /** True keeps camera, lens, time and author of the file; nothing else of its metadata is ever kept. */
      readonly camera?: boolean;
      /** Prompt and settings, written as the text other generators read. */
      readonly parameters?: string | null;
    },
    ExportedImage
  >;
  /**
   * As `exportPng`, in a format that changes pixels a little: nothing is claimed of the others. The file's ICC profile is
   * kept. `quality` 0 to 1. Errors also where the browser does not write the format: `encode-unsupported`.
   */
  exportLossy: Call<
    {
      readonly file: ByteSource;
      readonly fills: readonly FlatFill[];
      readonly frame?: Rect | undefined;
      readonly format: LossyFormat;
      readonly quality: number;
      readonly camera?: boolean;
    },
    Pick<ExportedImage, 'bytes' | 'width' | 'height' | 'exportMs'>
  >;
  /** Bytes that some pixels take in a format. */
  sampleBytes: Call<
    {
      readonly pixels: PixelBuffer;
      readonly format: LossyFormat | 'png';
      readonly quality: number;
    },
    number
  >;
  /** A patch alone as PNG, with the stitch mask as its alpha. */
  encodePatch: Call<
    { readonly fill: FlatFill; readonly icc: Uint8Array<ArrayBuffer> | null },
    Uint8Array<ArrayBuffer>
  >;
  /** The stitch mask of a fill with another edge; see `restitch`. */
  restitch: Call<
    { readonly hole: MaskBuffer; readonly made: MaskBuffer; readonly edge: FillEdge },
    MaskBuffer
  >;
  /** A mask as an 8-bit grey PNG. */
  encodeMask: Call<{ readonly mask: MaskBuffer }, Uint8Array<ArrayBuffer>>;
  /** A picture file as a mask: luminance, white = fill, scaled by nothing; must match `width` x `height`. */
  decodeMask: Call<
    { readonly file: ByteSource; readonly width: number; readonly height: number },
    MaskBuffer
  >;
  /** A document as a project file; errors: `image-*`, `encode-failed`. */
  writeProject: Call<{ readonly file: ByteSource; readonly project: Project }, Uint8Array<ArrayBuffer>>;
  /** A document for other editors: OpenRaster with a layer a fill. Errors: `image-*`, `encode-failed`. */
  writeOpenRaster: Call<
    {
      readonly file: ByteSource;
      readonly project: Project;
      readonly icc: Uint8Array<ArrayBuffer> | null;
    },
    Uint8Array<ArrayBuffer>
  >;
  /** Reads a project file: the picture file in it, and what was done to that. Errors: `project-*`. */
  readProject: Call<
    { readonly file: ByteSource },
    { readonly source: Uint8Array<ArrayBuffer>; readonly project: Project }
  >;
  /** Begins to keep a document on this device: copies the opened file. Errors: `storage-*`. */
  sessionBegin: Call<
    {
      readonly session: string;
      readonly file: ByteSource;
      readonly name: string;
      readonly type: string;
    },
    null
  >;
  /** Keeps an edit, number `at` (from 0) of its session: once this answers it is on the disk. Errors: `storage-*`. */
  sessionAppend: Call<
    { readonly session: string; readonly at: number; readonly record: SessionRecord },
    null
  >;
  /** Forgets a session. */
  sessionEnd: Call<{ readonly session: string }, null>;
  /** Kept work that no tab holds, the newest first. */
  sessionList: Call<null, readonly SessionInfo[]>;
  /** Takes over kept work: the opened file and all edits. Errors: `storage-*`, `session-elsewhere`, `project-damaged`. */
  sessionResume: Call<
    { readonly session: string },
    {
      readonly file: ByteSource;
      readonly name: string;
      readonly type: string;
      readonly records: readonly SessionRecord[];
    }
  >;
}

export type CodecEvents = Record<never, never>;
