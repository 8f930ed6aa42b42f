import { expect, it } from 'vitest';
import { pointerRest, watchPointers } from './pointer-rest.ts';

it('rests at once while nothing is pressed, else when the pointer lifts or is taken away', async () => {
  const page = new EventTarget();
  watchPointers(page);
  await pointerRest();
  for (const end of ['pointerup', 'pointercancel']) {
    page.dispatchEvent(new Event('pointerdown'));
    const told: string[] = [];
    const rests = [1, 2].map(() => pointerRest().then(() => told.push('rest')));
    await Promise.resolve();
    expect(told).toEqual([]);
    page.dispatchEvent(new Event(end));
    await Promise.all(rests);
    expect(told).toEqual(['rest', 'rest']);
  }
});
