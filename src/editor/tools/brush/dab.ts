import type { Dab } from '../../mask/paint-line.ts';
import type { BrushSettings } from '../options.ts';

/** What is left of size and opacity at no pressure. */
const LEAST = 0.08;

/** The brush at a pressure of 0 to 1. */
export function dabAt(brush: BrushSettings, pressure: number): Dab {
  const share = LEAST + (1 - LEAST) * Math.max(0, Math.min(1, pressure));
  return {
    size: brush.pressureSize ? brush.size * share : brush.size,
    hardness: brush.hardness,
    opacity: brush.pressureOpacity ? brush.opacity * share : brush.opacity,
  };
}
