import { squaredDistance } from '../../../workers/shared/distance.ts';

/** Distances in pixels, squared: from known pixels to the hole, and from the hole's pixels to the known ones. */
export interface HoleDistances {
  readonly outside: Float32Array;
  readonly inside: Float32Array;
}

export function holeDistances(hole: Uint8Array, width: number, height: number): HoleDistances {
  const known = hole.map((value) => (value ? 0 : 1));
  return { outside: squaredDistance(hole, width, height), inside: squaredDistance(known, width, height) };
}

/** 1 where a squared distance lies above `from` squared and up to `to` squared. */
export function band(distances: Float32Array, from: number, to: number): Uint8Array {
  const out = new Uint8Array(distances.length);
  for (let i = 0; i < out.length; i++) {
    const squared = distances[i] as number;
    out[i] = squared > from * from && squared <= to * to ? 1 : 0;
  }
  return out;
}
