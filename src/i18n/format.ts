import { currentLanguage } from './language.ts';

/** A number as the page's language writes it, with at most `digits` decimals. */
export function formatNumber(value: number, digits = 0): string {
  return format(value, { maximumFractionDigits: digits });
}

/** A share of 1 in percent; below ten percent with one decimal. */
export function formatPercent(share: number): string {
  return format(share, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 });
}

/** Whole pixels; the unit is the same in every language. */
export function formatPixels(pixels: number): string {
  return `${formatNumber(pixels)}\u00a0px`;
}

/** Seconds with one decimal. */
export function formatSeconds(seconds: number): string {
  return format(seconds, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** Bytes in megabytes (10^6), from 1,000 of them in gigabytes; one decimal below 10. */
export function formatBytes(bytes: number): string {
  const large = bytes >= 999.5e6;
  const count = bytes / (large ? 1e9 : 1e6);
  const digits = count < 10 ? 1 : 0;
  return format(count, {
    style: 'unit',
    unit: large ? 'gigabyte' : 'megabyte',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** A moment as day and time, short. */
export function formatMoment(milliseconds: number): string {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(currentLanguage(), style).format(milliseconds);
}

const formats = new Map<string, Intl.NumberFormat>();

function format(value: number, options: Intl.NumberFormatOptions): string {
  const language = currentLanguage();
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, known);
  return known.format(value);
}
