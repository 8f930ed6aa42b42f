import { LacunaError } from '../../shared/errors.ts';
import { createSession, type SessionHost } from '../runtime/session.ts';
import type { GraphSession } from '../runtime/types.ts';
import { externalNames } from './onnx-external.ts';
import { narrowConstants } from './onnx-float64.ts';
import { padConvolutions } from './onnx-graph.ts';
import type { PackFiles } from './pack-files.ts';

export interface LoadOptions {
  /** Cures convolutions that the WebGPU provider computes wrongly. */
  readonly padConvolutions: boolean;
}

/**
 * A component's session, with the files of weights that its graph names and no others.
 *
 * @throws LacunaError `pack-invalid` naming weights that the pack does not have; `runtime-failed`, `out-of-memory`,
 * `device-lost`
 */
export async function openGraph(
  files: PackFiles,
  component: string,
  host: SessionHost,
  options: LoadOptions,
): Promise<GraphSession> {
  const { model, external } = await files.graph(component);
  const wanted = externalNames(model);
  for (const name of wanted) {
    if (external.some(({ path }) => path === name)) continue;
    throw new LacunaError('pack-invalid', `${component} needs ${name}, which the pack does not have`, {
      path: name,
    });
  }
  const narrow = narrowConstants(model);
  const graph = options.padConvolutions ? padConvolutions(narrow).bytes : narrow;
  return createSession(
    host,
    graph,
    external.filter(({ path }) => wanted.has(path)),
  );
}
