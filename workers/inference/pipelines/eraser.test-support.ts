import type { EraserPack } from '../models/pack.ts';
import { gaussianPack } from './gaussian-pack.test-support.ts';

/** An eraser that paints the hole in one colour, in -1..1. */
export function painter(value: number): EraserPack {
  return {
    kind: 'eraser',
    manifest: gaussianPack().manifest,
    sessionRunMs: 0,
    side: null,
    async erase({ data, dims }, hole) {
      return { data: data.map((known, i) => (hole[i % hole.length] ? value + 0.01 * (i % 3) : known)), dims };
    },
  };
}
