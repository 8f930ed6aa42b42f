import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { writeConstant } from './onnx-build.ts';
import {
  ATTRIBUTE,
  DATA_TYPE,
  type Field,
  fieldsOf,
  GRAPH,
  MODEL,
  NODE,
  readNode,
  readTensor,
  TENSOR,
} from '../../onnx/proto.ts';

/**
 * Turns float64 `Constant` nodes that are only read by `Cast` nodes into float32 ones. Exports write Python's numbers
 * that way, and the runtime's WebAssembly provider has no `Cast` from float64. Other parts are copied byte for byte.
 *
 * @param model bytes of a `ModelProto`
 */
export function narrowConstants(model: Uint8Array): Uint8Array {
  const writer = new BinaryWriter();
  let changed = false;
  for (const field of fieldsOf(model)) {
    const graph = field.number === MODEL.graph ? narrowGraph(field.content) : null;
    if (graph) writer.tag(MODEL.graph, WireType.LengthDelimited).bytes(graph);
    else writer.raw(field.raw);
    changed ||= graph !== null;
  }
  return changed ? writer.finish() : model;
}

/** Null where there is nothing to change. */
function narrowGraph(graph: Uint8Array): Uint8Array | null {
  const fields = [...fieldsOf(graph)];
  const readElsewhere = new Set<string>();
  const narrowed = new Map<Field, Uint8Array>();
  for (const field of fields) {
    if (field.number !== GRAPH.node) continue;
    const node = readNode(field.content);
    if (node.opType !== 'Cast') for (const name of node.inputs) readElsewhere.add(name);
  }
  for (const field of fields) {
    if (field.number !== GRAPH.node) continue;
    const node = readNode(field.content);
    if (node.opType !== 'Constant' || readElsewhere.has(node.outputs[0] ?? '')) continue;
    const replacement = narrowNode(field.content);
    if (replacement) narrowed.set(field, replacement);
  }
  if (narrowed.size === 0) return null;

  const writer = new BinaryWriter();
  for (const field of fields) {
    const node = narrowed.get(field);
    if (node) writer.tag(GRAPH.node, WireType.LengthDelimited).bytes(node);
    else writer.raw(field.raw);
  }
  return writer.finish();
}

/** A `Constant` node with its float64 tensor as float32; null where it holds another type. */
function narrowNode(node: Uint8Array): Uint8Array | null {
  const writer = new BinaryWriter();
  let changed = false;
  for (const field of fieldsOf(node)) {
    if (field.number !== NODE.attribute) {
      writer.raw(field.raw);
      continue;
    }
    writer.tag(NODE.attribute, WireType.LengthDelimited).fork();
    for (const part of fieldsOf(field.content)) {
      const tensor = part.number === ATTRIBUTE.t ? narrowTensor(part.content) : null;
      if (tensor) writer.tag(ATTRIBUTE.t, WireType.LengthDelimited).bytes(tensor);
      else writer.raw(part.raw);
      changed ||= tensor !== null;
    }
    writer.join();
  }
  return changed ? writer.finish() : null;
}

function narrowTensor(tensor: Uint8Array): Uint8Array | null {
  const fields = [...fieldsOf(tensor)];
  const type = fields.find((field) => field.number === TENSOR.dataType)?.value;
  const raw = fields.find((field) => field.number === TENSOR.rawData)?.content;
  if (type !== DATA_TYPE.double || !raw) return null;
  const doubles = new Float64Array(raw.slice().buffer);
  return writeConstant({ ...readTensor(tensor), data: Float32Array.from(doubles) });
}
