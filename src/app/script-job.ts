import type { PackManifest } from '../../workers/shared/catalog.ts';
import type { Rect } from '../../workers/shared/geometry/rect.ts';
import type { FillJob } from '../../workers/shared/job.ts';
import { advancedFor, growthFor, startFor } from '../lib/sampling.ts';
import { rollSeed, toSeed } from '../lib/seed.ts';
import { ensurePack, usePacks } from '../stores/packs-store.ts';
import type { Services } from '../stores/services.ts';
import type { ScriptFillOptions } from './scripting-types.ts';

/** The manifest of an embedded pack by id, of any other by its address, or of the best one. */
export async function findPack({ engine }: Services, model: string | undefined): Promise<PackManifest> {
  const best = await ensurePack();
  if (model === undefined) return best;
  const embedded = usePacks.getState().packs.find((pack) => pack.id === model);
  return embedded ?? (await engine.load(model)).manifest;
}

/** The numbers of a job for a mask's `bounds` in its `window`: what the caller gave, else the pack's defaults. */
export function parameters(
  options: Omit<ScriptFillOptions, 'image' | 'mask'> & { readonly stepPx?: number },
  pack: PackManifest,
  bounds: Rect,
  window: Rect,
): Omit<FillJob, 'pack' | 'picture' | 'window'> {
  const intent = options.intent ?? (options.prompt ? 'add' : 'remove');
  const defaults = advancedFor(pack, intent, {}, Boolean(options.negativePrompt));
  const standing = growthFor(intent, defaults, bounds, window, pack.nativeSize);
  const maskGrow = options.maskGrow ?? Math.max(standing, options.feather ?? 0);
  return {
    id: crypto.randomUUID(),
    ...(options.eraser !== undefined && { eraser: options.eraser }),
    intent,
    method: options.method ?? 'auto',
    sampler: options.sampler ?? 'auto',
    start: options.start ?? startFor(intent),
    instant: options.instant ?? false,
    nativeSize: pack.nativeSize,
    prompt: options.prompt ?? '',
    negativePrompt: options.negativePrompt ?? '',
    ...(options.eta !== undefined && { eta: options.eta }),
    ...(options.karras !== undefined && { karras: options.karras }),
    ...(options.spacing !== undefined && { spacing: options.spacing }),
    guidanceRescale: options.guidanceRescale ?? 0,
    steps: options.steps ?? defaults.steps,
    guidance: options.guidance ?? defaults.guidance,
    strength: options.strength ?? defaults.strength,
    jumpLength: options.jumpLength ?? defaults.jumpLength,
    resampling: options.resampling ?? defaults.resampling,
    innerSteps: options.innerSteps ?? defaults.innerSteps,
    stepSize: options.stepSize ?? defaults.stepSize,
    seed: options.seed === undefined ? rollSeed() : toSeed(options.seed),
    candidates: options.candidates ?? 1,
    refine: options.refine ?? defaults.refine,
    detail: options.detail ?? true,
    ...(options.stepPx !== undefined && { stepPx: options.stepPx }),
    feather: options.feather ?? Math.min(8, maskGrow),
    maskGrow,
  };
}

/** A PNG file's bytes as a file. */
export function png(bytes: Uint8Array<ArrayBuffer>): Blob {
  return new Blob([bytes], { type: 'image/png' });
}
