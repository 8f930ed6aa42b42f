import { create } from 'zustand';
import { readStored, writeStored } from '../lib/local-storage.ts';

export type ExportFormat = 'png' | 'jpeg' | 'webp';

/** How pictures are exported; kept for the next time. */
export interface ExportSettings {
  readonly format: ExportFormat;
  /** Of JPEG and WebP, 0.3 to 1. */
  readonly quality: number;
  /** Camera, lens, time and author of the opened file go along; the location never does. */
  readonly camera: boolean;
  /** Prompt and settings of the topmost fill go along, in PNG alone. */
  readonly parameters: boolean;
}

const KEY = 'lacuna.export';
const FIRST: ExportSettings = { format: 'png', quality: 0.92, camera: false, parameters: false };
export const QUALITY_RANGE = { min: 0.3, max: 1 } as const;

export const useExportSettings = create<ExportSettings>(() => known(readStored(KEY)));

export function setExportSettings(change: Partial<ExportSettings>): void {
  useExportSettings.setState(change);
  writeStored(KEY, useExportSettings.getState());
}

/** What an earlier visit, or an earlier version, left: only what is known now. */
function known(stored: unknown): ExportSettings {
  const { format, quality, camera, parameters } = (stored ?? {}) as Partial<
    Record<keyof ExportSettings, unknown>
  >;
  const inRange = typeof quality === 'number' && quality >= QUALITY_RANGE.min && quality <= QUALITY_RANGE.max;
  return {
    format: format === 'jpeg' || format === 'webp' ? format : 'png',
    quality: inRange ? quality : FIRST.quality,
    camera: camera === true,
    parameters: parameters === true,
  };
}
