import type { FillJob } from '../../../workers/shared/job.ts';
import type { FillEntry, StagedFill } from '../ports.ts';

/** A candidate as an entry of the document. */
export function acceptedFill(fill: StagedFill, job: Omit<FillJob, 'window'>): FillEntry {
  const { rect, patch, stitch, hole, seed, chain } = fill;
  return {
    id: crypto.randomUUID(),
    rect,
    patch,
    stitch,
    hole,
    seed,
    chain,
    job: recipe(job),
    made: stitch,
    edge: { feather: 1, grow: 0 },
    visible: true,
  };
}

/** The list with another entry in the place of one, or with nothing there. */
export function withFill(
  fills: readonly FillEntry[],
  id: string | undefined,
  entry: FillEntry | null,
): readonly FillEntry[] {
  return fills.flatMap((fill) => (fill.id !== id ? [fill] : entry ? [entry] : []));
}

/** The job without its pixels, also when a whole job was handed over: a document must not hold every window. */
function recipe(job: Omit<FillJob, 'window'>): Omit<FillJob, 'window'> {
  const { window: _pixels, ...rest } = job as FillJob;
  return rest;
}
