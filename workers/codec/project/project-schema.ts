import * as v from 'valibot';
import { LacunaError } from '../../shared/errors.ts';
import type { Rect } from '../../shared/geometry/rect.ts';
import type { ProjectSettings } from '../../shared/project.ts';
import { knownSampling } from '../../shared/sampling-values.ts';
import type { SavedFill } from '../../shared/session.ts';
import { checkFills, MAX_JSON_BYTES } from './limits.ts';
import { fillEntries, intentSchema, rectSchema } from './schema.ts';

/** Media type of a project file, and the file form that this release writes. */
export const PROJECT_TYPE = 'application/x-lacuna';
export const PROJECT_VERSION = 1;

/** Values that no release knows yet, or none any more, are left out: they make no project unreadable. */
const samplingSchema = v.pipe(v.record(v.string(), v.unknown()), v.transform(knownSampling));
const seedSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1));

const settingsSchema = v.object({
  intent: intentSchema,
  prompt: v.string(),
  negativePrompt: v.string(),
  removed: v.optional(v.string()),
  seed: v.optional(v.nullable(seedSchema)),
  pack: v.optional(v.nullable(v.string())),
  sampling: v.optional(samplingSchema),
});

const projectSchema = v.object({
  version: v.literal(PROJECT_VERSION),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
  canvas: rectSchema,
  fills: v.array(v.object(fillEntries)),
  mask: v.nullable(rectSchema),
  settings: settingsSchema,
});

/** `project.json`. */
export interface ProjectFile {
  readonly version: typeof PROJECT_VERSION;
  readonly name: string;
  readonly canvas: Rect;
  /** Without their pixels, which lie beside it by number. */
  readonly fills: readonly Omit<SavedFill, 'patch' | 'stitch' | 'hole' | 'made'>[];
  readonly mask: Rect | null;
  readonly settings: ProjectSettings;
}

/**
 * Reads `project.json`.
 *
 * @throws LacunaError `project-newer` for a form that a later release writes, `project-too-large` for more than a session
 * can hold, `project-damaged` for everything else
 */
export function parseProject(bytes: Uint8Array): ProjectFile {
  if (bytes.length > MAX_JSON_BYTES) {
    throw new LacunaError('project-too-large', `project.json of ${bytes.length} bytes`, {
      limitBytes: MAX_JSON_BYTES,
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (thrown) {
    throw new LacunaError('project-damaged', `project.json: ${String(thrown)}`);
  }
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > PROJECT_VERSION) {
    throw new LacunaError('project-newer', `form ${version}`, { version });
  }
  const parsed = v.safeParse(projectSchema, value);
  if (parsed.success) {
    checkFills(parsed.output.fills);
    return parsed.output;
  }
  const [issue] = parsed.issues;
  throw new LacunaError('project-damaged', `${v.getDotPath(issue) ?? 'project.json'}: ${issue.message}`);
}
