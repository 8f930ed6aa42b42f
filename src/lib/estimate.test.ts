import { describe, expect, it } from 'vitest';
import type { PackManifest } from '../../workers/shared/catalog.ts';
import { callsFor, callsForGrowth, guessedPace, secondsFor } from './estimate.ts';
import { ADVANCED_DEFAULTS } from './sampling.ts';

const pack = { id: 'a', nativeSize: 256 } as PackManifest;
const picture = { width: 4000, height: 3000 };
const bounds = { x: 1000, y: 1000, width: 300, height: 200 };
const calls = (more: Partial<typeof ADVANCED_DEFAULTS>) =>
  callsFor({ pack, intent: 'fill', picture, bounds, advanced: { ...ADVANCED_DEFAULTS, ...more } });

describe('what a fill will take', () => {
  it('counts the calls of every method and candidate', () => {
    expect(calls({})).toBe(20);
    expect(calls({ candidates: 3, strength: 0.6 })).toBe(36);
    expect(calls({ method: 'repaint', jumpLength: 5, resampling: 2 })).toBe(35);
    expect(calls({ method: 'langevin', innerSteps: 5 })).toBe(120);
    expect(calls({ method: 'exemplar', refine: 'tiles' })).toBe(0);
  });

  it('counts the tiles of a second pass', () => {
    // 525 pixels of context: twice the native size, 4 tiles of 10 steps.
    expect(calls({ method: 'multiscale' })).toBe(20 + 4 * 10);
    expect(calls({ refine: 'tiles' })).toBe(20 + 4 * 8);
  });

  it('counts every step of a growth, one pass where it is not deep, nothing for a cut', () => {
    const grown = (sides: object, picture = { width: 512, height: 512 }) =>
      callsForGrowth({
        ...{ pack, picture, advanced: ADVANCED_DEFAULTS },
        sides: { left: 0, top: 0, right: 0, bottom: 0, ...sides },
      });
    expect(grown({ right: 100 })).toBe(20);
    expect(grown({ left: 60, bottom: 60 })).toBe(20);
    // Half a native window a step: 256 pixels of this picture.
    expect(grown({ right: 512 })).toBe(2 * 20);
    expect(grown({ right: -100 })).toBe(0);
    expect(grown({})).toBe(0);
  });

  it('goes by a typical machine before the first fill, twice for two texts', () => {
    expect(secondsFor(100, 2, { stepMs: 30, restMs: 500 })).toBe(4);
    expect(secondsFor(100, 1, guessedPace(pack, 1, null))).toBe(9.5);
    expect(secondsFor(100, 1, guessedPace(pack, 3, null))).toBe(17);
  });

  it('goes by what the model took when it was tried out', () => {
    expect(secondsFor(100, 1, guessedPace(pack, 1, 150))).toBe(15 + 4);
    expect(secondsFor(100, 1, guessedPace(pack, 3, 15)), 'the rest is no faster').toBe(3 + 2);
  });
});
