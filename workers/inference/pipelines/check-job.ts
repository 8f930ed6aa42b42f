import { INTENTS } from '../../shared/catalog.ts';
import { LacunaError } from '../../shared/errors.ts';
import { maskBounds } from '../../shared/geometry/mask-bounds.ts';
import { moveRect, rectContains } from '../../shared/geometry/rect.ts';
import type { ConditioningId, FillJob, MethodId, Spacing, StartMode } from '../../shared/job.ts';
import { NAMED_SAMPLERS } from '../../shared/samplers.ts';

/** The largest step count, growth and guidance a job may ask for. */
const MOST_STEPS = 150;
const MOST_REPEATS = 20;
const MOST_GROWTH = 128;
const MOST_GUIDANCE = 100;

/** Every name there is: a new one that is missing here does not compile. */
const METHODS: Readonly<Record<MethodId, true>> = {
  auto: true,
  finetuned: true,
  replace: true,
  repaint: true,
  soft: true,
  langevin: true,
  multiscale: true,
  exemplar: true,
};
const SPACINGS: Readonly<Record<Spacing, true>> = { leading: true, trailing: true, linspace: true };
const STARTS: Readonly<Record<StartMode, true>> = {
  original: true,
  blur: true,
  edge: true,
  smooth: true,
  exemplar: true,
  noise: true,
  nothing: true,
};

/**
 * Checks every name of a job against the known ones and every number against its documented range.
 *
 * @throws LacunaError `job-invalid` with the field's name, its value and its range; `mask-empty` when nothing is painted
 */
export function checkJob(job: FillJob): void {
  requireName('intent', job.intent, INTENTS);
  requireName('method', job.method, Object.keys(METHODS));
  requireName('sampler', job.sampler, ['auto', ...NAMED_SAMPLERS]);
  requireName('start', job.start, Object.keys(STARTS));
  if (job.refine !== undefined) requireName('refine', job.refine, ['none', 'tiles']);
  if (job.intent === 'remove' && job.start === 'original' && job.method !== 'soft') {
    throw invalid('start', job.start, 'another one: a removal that starts from the object brings it back');
  }
  requireInteger('steps', job.steps, 1, MOST_STEPS);
  requireRange('guidance', job.guidance, 0, MOST_GUIDANCE);
  requireRange('guidanceRescale', job.guidanceRescale ?? 0, 0, 1);
  requireRange('eta', job.eta ?? 0, 0, 1);
  if (job.spacing !== undefined) requireName('spacing', job.spacing, Object.keys(SPACINGS));
  requireRange('strength', job.strength, Number.MIN_VALUE, 1);
  requireInteger('nativeSize', job.nativeSize, 64, 4096);
  requireInteger('seed', job.seed, 0, 2 ** 32 - 1);
  requireInteger('candidates', job.candidates, 1, 4);
  if (job.jumpLength !== undefined) requireInteger('jumpLength', job.jumpLength, 1, MOST_STEPS);
  if (job.resampling !== undefined) requireInteger('resampling', job.resampling, 1, MOST_REPEATS);
  if (job.innerSteps !== undefined) requireInteger('innerSteps', job.innerSteps, 0, MOST_REPEATS);
  if (job.stepSize !== undefined) requireRange('stepSize', job.stepSize, Number.MIN_VALUE, 2);
  if (job.stepPx !== undefined) requireRange('stepPx', job.stepPx, 0, 4096);
  requireRange('maskGrow', job.maskGrow, 0, MOST_GROWTH);
  requireRange('feather', job.feather, 0, MOST_GROWTH);
  const { rect, image, mask } = job.window;
  requireInteger('window.width', rect.width, 1, job.picture.width);
  requireInteger('window.height', rect.height, 1, job.picture.height);
  requireInteger('window.x', rect.x, 0, job.picture.width - 1);
  requireInteger('window.y', rect.y, 0, job.picture.height - 1);
  if (!rectContains({ x: 0, y: 0, ...job.picture }, rect)) {
    throw invalid('window', `${rect.x},${rect.y} ${rect.width}x${rect.height}`, 'inside the picture');
  }
  const pixels = rect.width * rect.height;
  requireInteger('window.image.width', image.width, rect.width, rect.width);
  requireInteger('window.image.data', image.data.length, 4 * pixels, 4 * pixels);
  requireInteger('window.mask.width', mask.width, rect.width, rect.width);
  requireInteger('window.mask.data', mask.data.length, pixels, pixels);
  const bounds = maskBounds(mask);
  if (!bounds) throw new LacunaError('mask-empty', 'nothing is painted');
  const { view } = job.window;
  if (view && !(rectContains(rect, view) && rectContains(view, moveRect(bounds, rect.x, rect.y)))) {
    throw invalid(
      'window.view',
      `${view.x},${view.y} ${view.width}x${view.height}`,
      'round the mask, inside the window',
    );
  }
}

/**
 * How a pack lets known pixels constrain the sample, for the method asked for. `auto` and `multiscale` go by the UNet's
 * input channels; all else needs the channels it was made for.
 *
 * @throws LacunaError `method-unsupported` when the pack cannot run the method asked for; its detail names the channels
 * the method needs
 */
export function chooseConditioning(
  wanted: MethodId,
  unetChannels: number,
  latentChannels: number,
): ConditioningId {
  const finetuned = unetChannels === 2 * latentChannels + 1;
  const plain = unetChannels === latentChannels;
  switch (wanted) {
    case 'auto':
    case 'multiscale':
      if (finetuned) return 'finetuned';
      if (plain) return 'replace';
      break;
    case 'finetuned':
      if (finetuned) return wanted;
      break;
    case 'replace':
    case 'repaint':
    case 'soft':
    case 'langevin':
      if (plain) return wanted;
      break;
    case 'exemplar':
      break;
  }
  const needed = wanted === 'finetuned' ? 2 * latentChannels + 1 : latentChannels;
  throw new LacunaError(
    'method-unsupported',
    `a UNet with ${unetChannels} input channels cannot run ${wanted}`,
    {
      method: wanted,
      unetChannels,
      needed,
    },
  );
}

function requireName(field: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw invalid(field, String(value), `one of ${known.join(', ')}`);
}

function requireInteger(field: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value)) throw invalid(field, value, 'a whole number');
  requireRange(field, value, low, high);
}

function requireRange(field: string, value: number, low: number, high: number): void {
  if (!(value >= low && value <= high)) throw invalid(field, value, `${low} to ${high}`);
}

function invalid(field: string, value: string | number, range: string): LacunaError {
  return new LacunaError('job-invalid', `${field} is ${value}, must be ${range}`, { field, value, range });
}
