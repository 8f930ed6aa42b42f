import { LacunaError } from '../../shared/errors.ts';
import type { OpenedImage } from '../../shared/protocol.ts';
import { ByteReader } from '../byte-reader.ts';

/** Longest profile that is kept; real ones take up to a few MB. */
export const MAX_ICC_BYTES = 16_000_000;

export type ColorSpaceName = OpenedImage['colorSpace'];

/** What pixels a profile is for: its header's data colour space (ICC.1:2022, 7.2.8). */
export function iccModel(icc: Uint8Array): 'rgb' | 'grey' | 'other' {
  if (icc.length < 132) return 'other';
  const space = new ByteReader(icc).text(16, 4);
  if (space === 'RGB ') return 'rgb';
  return space === 'GRAY' ? 'grey' : 'other';
}

/** Columns of the matrices from linear RGB to XYZ, adapted to D50 (IEC 61966-2-1, SMPTE EG 432-1, ICC.1 annex E). */
const PRIMARIES: readonly (readonly [ColorSpaceName, readonly number[]])[] = [
  ['srgb', [0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7141]],
  ['display-p3', [0.5151, 0.2412, -0.0011, 0.292, 0.6922, 0.0419, 0.1571, 0.0666, 0.7841]],
];
const PRIMARY_TOLERANCE = 0.004;
/** sRGB's transfer function at 0.5, and how far a profile's curve may lie from it. */
const SRGB_MIDDLE = 0.21404;
const CURVE_TOLERANCE = 0.008;

/** The canvas's name for a profile's space, judged by its primaries and its curve, not by its name. */
export function classifyIcc(icc: Uint8Array): ColorSpaceName {
  try {
    if (iccModel(icc) !== 'rgb') return 'other';
    const reader = new ByteReader(icc);
    const columns = ['rXYZ', 'gXYZ', 'bXYZ'].flatMap((tag) => readXyz(reader, tagOffset(reader, tag)));
    const curve = curveAtHalf(reader, tagOffset(reader, 'gTRC'));
    if (Math.abs(curve - SRGB_MIDDLE) > CURVE_TOLERANCE) return 'other';
    const match = PRIMARIES.find(([, known]) =>
      known.every((value, k) => Math.abs(value - (columns[k] as number)) <= PRIMARY_TOLERANCE),
    );
    return match ? match[0] : 'other';
  } catch (thrown) {
    if (thrown instanceof LacunaError) return 'other';
    throw thrown;
  }
}

function tagOffset(reader: ByteReader, name: string): number {
  const count = Math.min(reader.u32(128), 200);
  for (let k = 0; k < count; k++) {
    if (reader.text(132 + k * 12, 4) === name) return reader.u32(136 + k * 12);
  }
  // A table profile without primaries: past the end, so that reading it reports "not this space".
  return reader.length;
}

function fixed(reader: ByteReader, at: number): number {
  return reader.i32(at) / 65536;
}

function readXyz(reader: ByteReader, at: number): number[] {
  return [fixed(reader, at + 8), fixed(reader, at + 12), fixed(reader, at + 16)];
}

/** Value of a `curv` or `para` tag at 0.5 (ICC.1:2022, 10.6 and 10.18); -1 for other kinds. */
function curveAtHalf(reader: ByteReader, at: number): number {
  const kind = reader.text(at, 4);
  if (kind === 'curv') {
    const count = reader.u32(at + 8);
    if (count === 0) return 0.5;
    if (count === 1) return 0.5 ** (reader.u16(at + 12) / 256);
    const middle = (count - 1) / 2;
    const low = reader.u16(at + 12 + Math.floor(middle) * 2);
    const high = reader.u16(at + 12 + Math.ceil(middle) * 2);
    return (low + high) / 2 / 65535;
  }
  if (kind !== 'para') return -1;
  const form = reader.u16(at + 8);
  const gamma = fixed(reader, at + 12);
  if (form === 0) return 0.5 ** gamma;
  const base = fixed(reader, at + 16) * 0.5 + fixed(reader, at + 20);
  const offsetAt = [0, 0, at + 24, 0, at + 32][form] ?? 0;
  return Math.max(0, base) ** gamma + (offsetAt > 0 ? fixed(reader, offsetAt) : 0);
}
