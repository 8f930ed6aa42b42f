import type { FinePass } from '../../shared/fine-pass.ts';
import { maskBounds } from '../../shared/geometry/mask-bounds.ts';
import type { FillJob } from '../../shared/job.ts';
import type { DiffusionPack } from '../models/pack.ts';
import type { Planes } from '../numerics/planes.ts';
import { resample } from '../numerics/resample.ts';
import { torchNormal } from '../numerics/rng.ts';
import { planeRows } from '../numerics/tensor.ts';
import type { FloatTensor } from '../runtime/types.ts';
import { chooseConditioning } from './check-job.ts';
import { denoise, stopIfCancelled } from './denoise.ts';
import { matchedResult } from './finish.ts';
import { type PreparedWindow, prepareWindow } from './prepare.ts';
import { samplingOf } from './sampling.ts';
import { conditioningOf, encodeWindow, startingLatent } from './start.ts';
import { tiledPack } from './tiled-pack.ts';

/** Between the seed of a candidate and that of its second pass: the same noise twice would add up to its pattern. */
const SEED_STEP = 0x9e3779b9;

/** What a second pass needs. */
export interface RefineInput {
  readonly pack: DiffusionPack;
  readonly job: FillJob;
  readonly pass: FinePass;
  /** The window with its hole filled, RGB in about -1..1, of any size. */
  readonly coarse: Planes;
  /** Text states, as for `denoise`. */
  readonly hidden: FloatTensor;
  /** The candidate's seed; the pass draws from another. */
  readonly seed: number;
}

/** How a pass under way talks to whoever started it. */
export interface RefineHooks {
  /** After each run of the denoising network on a tile. */
  onCall(): void;
  cancelled(): boolean;
  yield?(): Promise<void>;
}

/** The window at the pass's size, its hole generated anew in detail. */
export interface Refined {
  readonly window: PreparedWindow;
  readonly generated: Planes;
}

/**
 * A second pass over a coarse result, at a larger size (SDEdit, Meng et al. 2022, arXiv:2108.01073, in the tiles of
 * MultiDiffusion): the result, enlarged, is noised to a part of the schedule and denoised again in overlapping tiles of
 * the model's native size. The coarse pass decides what is there, this one what it is made of.
 *
 * @throws LacunaError `job-cancelled` after the tile during which the job was cancelled, `result-invalid`
 */
export async function refineInTiles(input: RefineInput, hooks: RefineHooks): Promise<Refined> {
  const { job, pass, hidden } = input;
  const pack = tiledPack(input.pack, pass.tiles, async () => {
    hooks.onCall();
    await hooks.yield?.();
    stopIfCancelled(hooks);
  });
  const fine: FillJob = { ...job, method: 'auto', start: 'smooth', strength: pass.strength };
  const method = chooseConditioning('auto', pack.unetChannels, pack.manifest.latentChannels);
  const { plan, scheduler, startScale } = samplingOf(fine, pack.scheduler);
  // What the start would put into the hole is replaced at once.
  const window = startFrom(prepareWindow({ ...fine, start: 'original' }, pass.factor), input.coarse);
  const encoded = await encodeWindow(pack, window, fine, method);
  stopIfCancelled(hooks);

  const { width, height } = window.cells;
  const channels = pack.manifest.latentChannels;
  const source = torchNormal((input.seed + SEED_STEP) % 2 ** 32);
  const noise = new Float32Array(channels * width * height);
  source.fill(noise);
  const latent: FloatTensor = {
    data: startingLatent({
      ...{ encoded, job: fine, startScale, noise, source },
      ...{ hole: window.cellHole, first: plan[0] },
    }),
    dims: [1, channels, height, width],
  };
  await denoise(
    {
      ...{ pack, plan, scheduler, hidden, latent, noise: source },
      conditioning: conditioningOf(encoded, window, fine, plan, noise),
      guidance: fine.guidance,
      guidanceRescale: fine.guidanceRescale ?? 0,
    },
    { onStep: () => undefined, cancelled: () => hooks.cancelled() },
  );
  const decoded = await pack.decodeLatent(latent);
  return { window, generated: matchedResult(decoded, window) };
}

/** The window with the coarse result, enlarged, in its hole. */
function startFrom(window: PreparedWindow, coarse: Planes): PreparedWindow {
  const { hole, original, working } = window;
  const box = maskBounds({ data: hole, ...working }) ?? { x: 0, y: 0, ...working };
  // Enlarged only where it is wanted.
  const enlarged = resample(planeRows(coarse), working, 'cubic', box).data;
  const data = original.data.slice();
  for (let c = 0, from = 0; c < original.channels; c++) {
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++, from++) {
        const i = y * working.width + x;
        if (hole[i]) data[c * hole.length + i] = enlarged[from] as number;
      }
    }
  }
  return { ...window, prefilled: { ...original, data } };
}
