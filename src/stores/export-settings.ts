import { create } from 'zustand';
import { writesWebp } from '../lib/files.ts';
import { readStored, writeStored } from '../lib/local-storage.ts';

export type ExportFormat = 'png' | 'jpeg' | 'webp';

/** How pictures are exported; kept for the next time. */
export interface ExportSettings {
  /** PNG until the person has chosen: see `docs/decisions/0006-export-writes-png-until-asked.md`. */
  readonly format: ExportFormat;
  readonly isChosen: boolean;
  /** Of JPEG and WebP, 0.3 to 1. */
  readonly quality: number;
  /** Camera, lens, time and author of the opened file go along; the location never does. */
  readonly camera: boolean;
  /** Prompt and settings of the topmost fill go along, in PNG alone. */
  readonly parameters: boolean;
}

const KEY = 'lacuna.export';
const FIRST_QUALITY = 0.95;
export const QUALITY_RANGE = { min: 0.3, max: 1 } as const;

export const useExportSettings = create<ExportSettings>(() => known(readStored(KEY)));

/** What formats are called, in every language. */
export const FORMAT_NAMES: Readonly<Record<ExportFormat, string>> = {
  png: 'PNG',
  jpeg: 'JPEG',
  webp: 'WebP',
};

export function chooseFormat(format: ExportFormat): void {
  setExportSettings({ format, isChosen: true });
}

export function setExportSettings(change: Partial<ExportSettings>): void {
  useExportSettings.setState(change);
  writeStored(KEY, useExportSettings.getState());
}

/** What an earlier visit, or an earlier version, left: only what is known now. */
function known(stored: unknown): ExportSettings {
  const { format, isChosen, quality, camera, parameters } = (stored ?? {}) as Partial<
    Record<keyof ExportSettings, unknown>
  >;
  const inRange = typeof quality === 'number' && quality >= QUALITY_RANGE.min && quality <= QUALITY_RANGE.max;
  const isLossy = format === 'jpeg' || (format === 'webp' && writesWebp());
  return {
    format: isLossy ? format : 'png',
    isChosen: isLossy || isChosen === true,
    quality: inRange ? quality : FIRST_QUALITY,
    camera: camera === true,
    parameters: parameters === true,
  };
}
