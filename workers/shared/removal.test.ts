import { expect, it } from 'vitest';
import { removalGrowth } from './removal.ts';

it('grows a removal by 3 % of the box in model pixels, and at least by 8 of them', () => {
  const window = { width: 2000, height: 2000 };
  expect(removalGrowth({ x: 0, y: 0, width: 100, height: 60 }, window, 512)).toBe(8);
  // 1900 of 2000 pixels are 486.4 of 512 model pixels.
  expect(removalGrowth({ x: 0, y: 0, width: 100, height: 1900 }, window, 512)).toBe(15);
});
