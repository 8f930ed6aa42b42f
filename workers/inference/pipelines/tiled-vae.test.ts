import { afterAll, expect, it, vi } from 'vitest';
import { fetchFile, nodeHost } from '../../../e2e/support/node-engine.ts';
import { tilesOver } from '../../shared/geometry/tiles.ts';
import { loadPack } from '../models/load.ts';
import { openPackFiles } from '../models/pack-files.ts';
import { openStore } from '../models/store.ts';
import type { FloatTensor } from '../runtime/types.ts';
import { tiledPack } from './tiled-pack.ts';

vi.setConfig({ testTimeout: 120_000 });

const WIDTH = 384;
const HEIGHT = 256;
const TILE = 256;
const OVERLAP = 64;

const store = await openStore(undefined, fetchFile);
const folder = new URL('../../../public/models/lacuna-small/', import.meta.url).href;
const { pack, release } = await loadPack(
  await openPackFiles(store, folder, () => undefined),
  await nodeHost(),
  { padConvolutions: false },
);
afterAll(release);

/** Slopes, stripes and a sharp edge, RGB in -1..1. */
function picture(): FloatTensor {
  const data = new Float32Array(3 * HEIGHT * WIDTH);
  for (let i = 0; i < data.length; i++) {
    const [x, y, c] = [i % WIDTH, Math.floor(i / WIDTH) % HEIGHT, Math.floor(i / WIDTH / HEIGHT)];
    const stripes = 0.3 * Math.sin(x / (5 + c)) * Math.cos(y / 11);
    data[i] = (x + y) / (WIDTH + HEIGHT) - 0.5 + stripes + (x > y ? 0.2 : -0.2);
  }
  return { data, dims: [1, 3, HEIGHT, WIDTH] };
}

/** Mean step between columns x - 1 and x of what tiles change, in code values of 0..255. */
function stepAt(x: number, tiled: FloatTensor, whole: FloatTensor): number {
  let sum = 0;
  for (let row = 0; row < 3 * HEIGHT; row++) {
    const at = row * WIDTH + x;
    const change = (i: number) => (tiled.data[i] as number) - (whole.data[i] as number);
    sum += Math.abs(change(at) - change(at - 1));
  }
  return (127.5 * sum) / (3 * HEIGHT);
}

it('decodes in overlapping tiles without a seam where one begins or ends', async () => {
  if (pack.kind === 'eraser') throw new Error('no diffusion pack');
  const region = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
  const tiles = tilesOver(region, { width: TILE, height: TILE }, OVERLAP, 8);
  expect(tiles.length).toBeGreaterThan(1);
  const latent = await pack.encodeImage(picture());
  const whole = await pack.decodeLatent(latent);
  const tiled = await tiledPack(pack, tiles, async () => undefined).decodeLatent(latent);
  const borders = tiles.flatMap(({ x, width }) => [x, x + width]).filter((x) => x > 0 && x < WIDTH);
  const seams = borders.map((x) => stepAt(x, tiled, whole));
  console.info(
    `VAE tiles of ${TILE} px: mean step at tile borders ${Math.max(...seams).toFixed(3)} code values`,
  );
  for (const seam of seams) expect(seam).toBeLessThan(0.5);

  // Tiles put side by side instead have a seam: the measure sees one.
  const cut = { ...whole, data: whole.data.slice() };
  for (let i = 0; i < cut.data.length; i++)
    if (i % WIDTH >= TILE) cut.data[i] = (cut.data[i] as number) + 0.02;
  expect(stepAt(TILE, cut, whole)).toBeGreaterThan(0.5);
});
