import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { encode } from 'fast-png';
import { boxMask, readPng } from './support/pixels.ts';
import { test } from './support/test.ts';

const HELD_OUT = 'e2e/fixtures/held-out.jpg';

/** On the mountain's ridge: sky, rock and the edge between them. */
const HOLE = { x: 600, y: 110, width: 64, height: 64 };

/**
 * Largest mean difference to the picture, in code values. Encoder, network and decoder together have to give back what
 * a third of the noise was laid over; latents of nonsense decode to a difference of about 70.
 */
const NEAR = 20;

test('the embedded model’s own pixels, refined from the picture’s, are a picture of what was there', async ({
  editor,
  page,
}) => {
  await editor.goto('?provider=wasm');
  const mask = Buffer.from(encode({ ...boxMask(1500, 999, HOLE), depth: 8 })).toString('base64');
  const { patch, rect, chain } = await page.evaluate(
    async ({ image, mask }) => {
      const blob = (text: string) => new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]);
      const bare = {
        intent: 'refine',
        start: 'original',
        strength: 0.3,
        detail: false,
        steps: 20,
        guidance: 1,
        seed: 3,
      } as const;
      const { candidates } = await window.lacuna.fill({ image: blob(image), mask: blob(mask), ...bare });
      const [made] = candidates;
      if (!made) throw new Error('no candidate');
      const bytes = new Uint8Array(await made.image.arrayBuffer());
      let binary = '';
      for (let i = 0; i < bytes.length; i += 0x8000)
        binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
      return { patch: btoa(binary), rect: made.rect, chain: made.chain.map(({ stage }) => stage) };
    },
    { image: readFileSync(HELD_OUT).toString('base64'), mask },
  );
  expect(chain).toContain('finetuned');
  expect(chain).not.toContain('structure-hint');
  expect(chain).not.toContain('detail-transfer');
  expect(rect.width).toBeGreaterThanOrEqual(HOLE.width);

  await editor.open(HELD_OUT);
  const truth = readPng(await editor.exportPng());
  const filled = readPng(Buffer.from(patch, 'base64'));
  let sum = 0;
  let changed = 0;
  for (let y = HOLE.y; y < HOLE.y + HOLE.height; y++) {
    for (let x = HOLE.x; x < HOLE.x + HOLE.width; x++) {
      for (let c = 0; c < 3; c++) {
        const a = truth.data[(y * truth.width + x) * truth.channels + c] ?? 0;
        const b = filled.data[(y * filled.width + x) * filled.channels + c] ?? 0;
        sum += Math.abs(a - b);
        if (a !== b) changed++;
      }
    }
  }
  const samples = HOLE.width * HOLE.height * 3;
  expect(changed / samples).toBeGreaterThan(0.5);
  expect(sum / samples, 'mean difference to what was there').toBeLessThan(NEAR);
});
