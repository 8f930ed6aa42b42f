import { expect, it } from 'vitest';
import { warmOwnPixels } from './warm-own-pixels.ts';

/** What the warm-up does in turn, with real work coming after so many fills. */
async function run(workAfter: number): Promise<string[]> {
  const seen: string[] = [];
  let fills = 0;
  await warmOwnPixels(
    async () => void seen.push('pause'),
    () => fills < workAfter,
    () => {
      fills++;
      seen.push('filled');
    },
  );
  return seen;
}

it('fills a few times by own pixels alone, with a pause before each', async () => {
  expect(await run(9)).toEqual(['pause', 'filled', 'pause', 'filled', 'pause', 'filled']);
});

it('leaves off as soon as there is real work', async () => {
  expect(await run(1)).toEqual(['pause', 'filled', 'pause']);
  expect(await run(0)).toEqual(['pause']);
});
