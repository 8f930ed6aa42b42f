/** What a tool does to the mask: adds to it, takes away from it, or keeps only what both have. */
export type MaskMode = 'add' | 'subtract' | 'intersect';

/** The brush of all tools that paint. */
export interface BrushSettings {
  /** Diameter in image pixels. */
  readonly size: number;
  /** 0 (soft to the centre) to 1 (hard edge). */
  readonly hardness: number;
  /** The most that a stroke reaches, 0.01 to 1; going over it again does not build up. */
  readonly opacity: number;
  /** What a pen's pressure changes. Mouse and fingers always paint at full pressure. */
  readonly pressureSize: boolean;
  readonly pressureOpacity: boolean;
}

/** What tools can be told besides the brush. */
export interface ToolOptions {
  readonly mode: MaskMode;
  /** Magic wand: largest difference in any channel that still counts as the same colour, 0 to 255. */
  readonly tolerance: number;
  /** Magic wand: only pixels connected with the one pressed. */
  readonly contiguous: boolean;
  /** Clone and Heal: later strokes keep the distance to their source that the first one had. */
  readonly aligned: boolean;
  /** Clone and Heal: the next press sets the source, as with Alt. */
  readonly settingSource: boolean;
}

export const FIRST_BRUSH: BrushSettings = {
  size: 60,
  hardness: 0.8,
  opacity: 1,
  pressureSize: true,
  pressureOpacity: false,
};

export const FIRST_OPTIONS: ToolOptions = {
  mode: 'add',
  tolerance: 32,
  contiguous: true,
  aligned: true,
  settingSource: false,
};

/** How the mask is shown over the picture. */
export interface MaskLook {
  /** A CSS colour; null takes the page's own. */
  readonly color: string | null;
  /** 0 (the outline alone) to 1. */
  readonly opacity: number;
}

/** The picture can be judged through it. */
export const FIRST_LOOK: MaskLook = { color: null, opacity: 0.45 };
