import * as v from 'valibot';
import { MAX_SIDE } from '../../shared/geometry/canvas-limits.ts';
import type { FillJob } from '../../shared/job.ts';
import type { SavedEdit } from '../../shared/session.ts';

// What kept files must look like. Unknown keys are dropped, so that nothing unforeseen gets into the document.

const finite = v.pipe(v.number(), v.finite());
const whole = v.pipe(v.number(), v.integer());
const count = v.pipe(whole, v.minValue(0));
const share = v.pipe(finite, v.minValue(0), v.maxValue(1));
const side = v.pipe(whole, v.minValue(1), v.maxValue(MAX_SIDE));
/** Canvases may reach this far beyond a picture, and fills beyond a canvas. */
const place = v.pipe(whole, v.minValue(-8 * MAX_SIDE), v.maxValue(8 * MAX_SIDE));
/** As long as the file that holds it may be: prompts have no end of their own. */
const text = v.string();

export const rectSchema = v.object({ x: place, y: place, width: side, height: side });
export const intentSchema = v.picklist(['remove', 'fill', 'add', 'expand', 'refine']);

const required = v.object({
  id: text,
  pack: text,
  intent: intentSchema,
  prompt: text,
  negativePrompt: text,
  nativeSize: side,
  seed: count,
});
/** What the page reads of a job, where it has it. */
const known = v.partial(
  v.object({
    method: text,
    sampler: text,
    start: text,
    instant: v.boolean(),
    steps: finite,
    guidance: finite,
    strength: finite,
    candidates: count,
    maskGrow: finite,
    feather: finite,
    picture: v.object({ width: side, height: side }),
  }),
);
/** A job is kept as it was, with whatever parameters its release knew; the engine judges them when it is run again. */
const parameter = v.union([text, finite, v.boolean(), v.object({ width: side, height: side })]);
const jobSchema = v.pipe(
  v.intersect([required, known, v.record(v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}$/)), parameter)]),
  v.transform((job) => job as unknown as Omit<FillJob, 'window'>),
);

/** All of a fill but its pixels and masks. */
export const fillEntries = {
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/)),
  rect: rectSchema,
  job: jobSchema,
  seed: count,
  chain: v.pipe(v.array(v.object({ stage: text, note: text })), v.maxLength(100)),
  edge: v.object({ feather: share, grow: share }),
  visible: v.boolean(),
};

const blob = count;
const savedFill = v.object({ ...fillEntries, patch: blob, stitch: blob, hole: blob, made: blob });
const result = {
  mask: v.array(count),
  fills: v.nullable(v.array(savedFill)),
  frame: v.nullable(rectSchema),
};
const editSchema = v.variant('kind', [
  v.object({ kind: v.picklist(['change', 'ground']), ...result }),
  v.object({ kind: v.picklist(['undo', 'redo']) }),
  v.object({ kind: v.literal('back'), entries: count }),
]);

/** A kept edit, checked. Throws where it is none. */
export function parseSavedEdit(value: unknown): SavedEdit {
  const edit: SavedEdit = v.parse(editSchema, value);
  return edit;
}
