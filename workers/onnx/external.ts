import { LacunaError } from '../shared/errors.ts';
import { ATTRIBUTE, fieldsOf, GRAPH, MODEL, NODE, TENSOR, text } from './proto.ts';

/** Key of `external_data` entries that holds a file's name, and the fields of such an entry. */
const LOCATION = 'location';
const ENTRY = { key: 1, value: 2 } as const;
/** A plain file name: what a graph calls its weights must not lead anywhere else. */
const PLAIN_NAME = /^[\w-][\w.-]*$/;
/** Subgraphs inside subgraphs, at most. */
const MOST_DEPTH = 16;

/**
 * Names of the files that a graph's weights lie in, out of every tensor that says so.
 *
 * @param model bytes of a `ModelProto`
 * @throws LacunaError `pack-invalid` for a name that is more than a file's, and for bytes that are no model
 */
export function externalNames(model: Uint8Array): ReadonlySet<string> {
  const names = new Set<string>();
  try {
    for (const field of fieldsOf(model)) if (field.number === MODEL.graph) readGraph(field.content, names, 0);
  } catch (thrown) {
    if (thrown instanceof LacunaError) throw thrown;
    throw new LacunaError('pack-invalid', `a graph cannot be read: ${String(thrown)}`);
  }
  return names;
}

function readGraph(graph: Uint8Array, names: Set<string>, depth: number): void {
  if (depth > MOST_DEPTH) throw new LacunaError('pack-invalid', 'graphs nested too deep');
  for (const field of fieldsOf(graph)) {
    if (field.number === GRAPH.initializer) readTensorNames(field.content, names);
    if (field.number !== GRAPH.node) continue;
    for (const part of fieldsOf(field.content)) {
      if (part.number !== NODE.attribute) continue;
      for (const value of fieldsOf(part.content)) {
        if (value.number === ATTRIBUTE.t) readTensorNames(value.content, names);
        else if (value.number === ATTRIBUTE.g || value.number === ATTRIBUTE.graphs) {
          readGraph(value.content, names, depth + 1);
        }
      }
    }
  }
}

function readTensorNames(tensor: Uint8Array, names: Set<string>): void {
  for (const field of fieldsOf(tensor)) {
    if (field.number !== TENSOR.externalData) continue;
    let key = '';
    let value = '';
    for (const part of fieldsOf(field.content)) {
      if (part.number === ENTRY.key) key = text(part.content);
      else if (part.number === ENTRY.value) value = text(part.content);
    }
    if (key !== LOCATION) continue;
    if (!PLAIN_NAME.test(value)) {
      throw new LacunaError('pack-invalid', `weights at ${JSON.stringify(value.slice(0, 80))}`, {
        path: 'model.onnx',
      });
    }
    names.add(value);
  }
}
