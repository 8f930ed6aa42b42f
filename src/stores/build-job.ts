import type { PackManifest } from '../../workers/shared/catalog.ts';
import type { Rect } from '../../workers/shared/geometry/rect.ts';
import type { FillJob } from '../../workers/shared/job.ts';
import {
  advancedFor,
  drawnFirst,
  growthFor,
  instantFor,
  jobNumbers,
  startFor,
  usesPrompt,
} from '../lib/sampling.ts';
import { seedForRun } from '../lib/seed.ts';
import { useOverrides } from './advanced-store.ts';
import { growsAllAround, useExpand } from './expand-store.ts';
import { eraserAtHand } from './packs-store.ts';
import { services } from './services.ts';
import { useSettings } from './settings-store.ts';
import { windowOfMask } from './window-of-mask.ts';

/**
 * The job for the open document and mask. A new seed is rolled, and shown, unless the person keeps theirs.
 *
 * @throws LacunaError `mask-empty`
 */
export function buildJob(pack: PackManifest): FillJob {
  const { intent } = useSettings.getState();
  const place = windowOfMask(pack.nativeSize, intent);
  const bounds = services().editor.getState().maskBounds ?? place.window.rect;
  const seed = seedOfRun();
  return { ...jobOfSettings(pack, bounds, place.window.view ?? place.window.rect), seed, ...place };
}

/** The seed for a run: a new one, shown from now on, unless the person keeps theirs. */
export function seedOfRun(): number {
  const settings = useSettings.getState();
  const seed = seedForRun(settings.seed, settings.seedLocked);
  useSettings.setState({ seed });
  return seed;
}

/** What the settings say of a fill of `bounds`, as seen in `window`. */
export function jobOfSettings(
  pack: PackManifest,
  bounds: Rect,
  window: Rect,
): Omit<FillJob, 'seed' | 'picture' | 'window'> {
  const settings = useSettings.getState();
  const { intent, removed } = settings;
  const advanced = advancedFor(pack, intent, useOverrides.getState(), removed.trim() !== '');
  const worded = usesPrompt(intent);
  const protects = intent === 'expand' && useExpand.getState().protect;
  const drawn = drawnFirst(intent, growsAllAround()) && !pack.graphs?.eraser;
  const eraser = drawn ? eraserAtHand()?.id : undefined;
  return {
    id: crypto.randomUUID(),
    pack: pack.id,
    ...(eraser !== undefined && { eraser }),
    intent,
    start: startFor(intent),
    instant: instantFor(intent),
    nativeSize: pack.nativeSize,
    prompt: worded ? settings.prompt.trim() : '',
    negativePrompt: (intent === 'remove' ? removed : settings.negativePrompt).trim(),
    ...jobNumbers(advanced),
    // A fade would blend into pixels that are there.
    feather: protects ? 0 : advanced.feather,
    maskGrow: growthFor(intent, advanced, bounds, window, pack.nativeSize),
  };
}
