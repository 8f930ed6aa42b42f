import { expect, test } from 'vitest';
import { loupePlace } from './loupe-painter.ts';

test('the glass is above the finger, beside it near the top, and always whole on the screen', () => {
  expect(loupePlace({ x: 200, y: 400 }, 390)).toEqual({ x: 200, y: 300 });
  expect(loupePlace({ x: 200, y: 60 }, 390)).toEqual({ x: 100, y: 64 });
  for (const x of [0, 40, 195, 390]) {
    for (const y of [0, 100, 163, 164, 500]) {
      const place = loupePlace({ x, y }, 390);
      expect(place.x).toBeGreaterThanOrEqual(64);
      expect(place.x).toBeLessThanOrEqual(390 - 64);
      expect(place.y).toBeGreaterThanOrEqual(64);
      expect(Math.hypot(place.x - x, place.y - y), `${x} ${y}`).toBeGreaterThan(56);
    }
  }
});
