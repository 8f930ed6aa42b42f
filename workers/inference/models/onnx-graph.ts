import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { writeConstant, writeNode } from './onnx-build.ts';
import {
  ATTRIBUTE,
  type Field,
  fieldsOf,
  GRAPH,
  MODEL,
  NODE,
  type NodeView,
  OPSET,
  readNode,
  readTensor,
  text,
} from '../../onnx/proto.ts';

/** A graph's bytes and how many of its convolutions were changed. */
export interface RewrittenGraph {
  readonly bytes: Uint8Array;
  readonly changed: number;
}

/** Operators whose output has the shape of their first input. */
const SHAPE_KEEPING: readonly string[] = ['Cast', 'Identity', 'DequantizeLinear'];
/** `Pad` takes its pads as an input from this operator set on, before as an attribute. */
const PADS_AS_INPUT = 11;
const CHANNEL_STEP = 4;

/**
 * True for convolutions that onnxruntime-web's native WebGPU provider computes wrongly (measured with 1.30.0 on the
 * software adapter: kernel above 1, input channels divisible by 3 but not by 4 and above 3, output channels divisible
 * by 4, one group). `conv_in` of every 9-channel inpainting UNet is one.
 *
 * @param weightDims [output channels, input channels, ...kernel]
 */
export function isMiscomputed(weightDims: readonly number[], group: number): boolean {
  const [output = 0, input = 0, ...kernel] = weightDims;
  return (
    group === 1 &&
    kernel.some((side) => side > 1) &&
    input > 3 &&
    input % 3 === 0 &&
    input % CHANNEL_STEP !== 0 &&
    output % CHANNEL_STEP === 0
  );
}

/**
 * Pads the input channels of every miscomputed convolution, wherever in the model, with zeros to a multiple of 4: one
 * `Pad` node on its input and one on its weight, which may come from a file of its own or from a cast. The results are
 * the same numbers; other parts of the model are copied byte for byte.
 *
 * @param model bytes of a `ModelProto`
 */
export function padConvolutions(model: Uint8Array): RewrittenGraph {
  const fields = [...fieldsOf(model)];
  const opset = readOpset(fields);
  const writer = new BinaryWriter();
  let changed = 0;
  for (const field of fields) {
    if (field.number !== MODEL.graph) {
      writer.raw(field.raw);
      continue;
    }
    const graph = padGraph(field.content, opset, new Map(), changed);
    writer.tag(MODEL.graph, WireType.LengthDelimited).bytes(graph.bytes);
    changed += graph.changed;
  }
  return changed === 0 ? { bytes: model, changed } : { bytes: writer.finish(), changed };
}

/** Version of the default operator set. */
function readOpset(model: readonly Field[]): number {
  for (const entry of model) {
    if (entry.number !== MODEL.opsetImport) continue;
    const fields = [...fieldsOf(entry.content)];
    const domain = fields.find((field) => field.number === OPSET.domain);
    if (domain && text(domain.content) !== '') continue;
    return fields.find((field) => field.number === OPSET.version)?.value ?? 1;
  }
  return 1;
}

/** `outer` holds the shapes that a subgraph sees from outside; `serial` keeps new names unique in the model. */
function padGraph(
  graph: Uint8Array,
  opset: number,
  outer: ReadonlyMap<string, readonly number[]>,
  serial: number,
): RewrittenGraph {
  const fields = [...fieldsOf(graph)];
  const nodes = new Map<Field, NodeView>();
  for (const field of fields) if (field.number === GRAPH.node) nodes.set(field, readNode(field.content));
  const shapes = constantShapes(fields, [...nodes.values()], outer);

  const writer = new BinaryWriter();
  let changed = 0;
  for (const field of fields) {
    const node = nodes.get(field);
    if (!node) {
      writer.raw(field.raw);
      continue;
    }
    const inner = padSubgraphs(field.content, opset, shapes, serial + changed);
    changed += inner.changed;
    const dims = shapes.get(node.inputs[1] ?? '');
    const isConv = node.opType === 'Conv' && node.domain === '';
    const group = node.attributes.find((attribute) => attribute.name === 'group')?.i ?? 1;
    if (!isConv || !dims || !isMiscomputed(dims, group)) {
      writer.tag(GRAPH.node, WireType.LengthDelimited).bytes(inner.bytes);
      continue;
    }
    writePadded(writer, field.content, node, dims, opset, serial + changed);
    changed += 1;
  }
  return { bytes: writer.finish(), changed };
}

/** Dimensions of all constants by name: initializers, `Constant` nodes and what is cast from them. */
function constantShapes(
  graph: readonly Field[],
  nodes: readonly NodeView[],
  outer: ReadonlyMap<string, readonly number[]>,
): ReadonlyMap<string, readonly number[]> {
  const shapes = new Map(outer);
  for (const field of graph) {
    if (field.number !== GRAPH.initializer) continue;
    const { name, dims } = readTensor(field.content);
    shapes.set(name, dims);
  }
  // Nodes stand in topological order: a cast comes after what it reads.
  for (const node of nodes) {
    const output = node.outputs[0];
    if (output === undefined) continue;
    const dims = SHAPE_KEEPING.includes(node.opType)
      ? shapes.get(node.inputs[0] ?? '')
      : node.attributes.find((attribute) => attribute.tensorDims)?.tensorDims;
    if (dims) shapes.set(output, dims);
  }
  return shapes;
}

/** A node with the graphs in its attributes (branches, loop bodies) rewritten. */
function padSubgraphs(
  node: Uint8Array,
  opset: number,
  shapes: ReadonlyMap<string, readonly number[]>,
  serial: number,
): RewrittenGraph {
  let changed = 0;
  const writer = new BinaryWriter();
  for (const field of fieldsOf(node)) {
    if (field.number !== NODE.attribute) {
      writer.raw(field.raw);
      continue;
    }
    writer.tag(NODE.attribute, WireType.LengthDelimited).fork();
    for (const part of fieldsOf(field.content)) {
      if (part.number !== ATTRIBUTE.g && part.number !== ATTRIBUTE.graphs) {
        writer.raw(part.raw);
        continue;
      }
      const graph = padGraph(part.content, opset, shapes, serial + changed);
      changed += graph.changed;
      writer.tag(part.number, WireType.LengthDelimited).bytes(graph.bytes);
    }
    writer.join();
  }
  return changed === 0 ? { bytes: node, changed } : { bytes: writer.finish(), changed };
}

/** The convolution reading padded copies of its input and weight. */
function writePadded(
  writer: BinaryWriter,
  message: Uint8Array,
  node: NodeView,
  dims: readonly number[],
  opset: number,
  serial: number,
): void {
  const rank = dims.length;
  const missing = CHANNEL_STEP - ((dims[1] as number) % CHANNEL_STEP);
  const pads = new Array<number>(2 * rank).fill(0);
  pads[rank + 1] = missing;
  const base = `lacuna.pad.${serial}`;
  const padsName = `${base}.pads`;

  if (opset >= PADS_AS_INPUT) {
    const data = BigInt64Array.from(pads, BigInt);
    writer
      .tag(GRAPH.initializer, WireType.LengthDelimited)
      .bytes(writeConstant({ name: padsName, dims: [pads.length], data }));
  }
  const renamed = ['input', 'weight'].map((part, index) => {
    const source = node.inputs[index] as string;
    const output = `${base}.${part}`;
    const pad =
      opset >= PADS_AS_INPUT
        ? { opType: 'Pad', inputs: [source, padsName], outputs: [output] }
        : { opType: 'Pad', inputs: [source], outputs: [output], attributes: { pads } };
    writer.tag(GRAPH.node, WireType.LengthDelimited).bytes(writeNode(pad));
    return output;
  });

  writer.tag(GRAPH.node, WireType.LengthDelimited).fork();
  let index = 0;
  for (const field of fieldsOf(message)) {
    if (field.number !== NODE.input) writer.raw(field.raw);
    else {
      const name = renamed[index] ?? text(field.content);
      writer.tag(NODE.input, WireType.LengthDelimited).string(name);
      index += 1;
    }
  }
  writer.join();
}
