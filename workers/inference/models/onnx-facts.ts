import {
  DATA_TYPE,
  type Field,
  fieldsOf,
  GRAPH,
  MODEL,
  readNode,
  readTensor,
  TENSOR,
} from '../../onnx/proto.ts';

/** What has to be known of a graph before it is handed to the runtime. */
export interface GraphFacts {
  /** True where it computes in half precision; weights that are only stored in it, and cast before use, do not count. */
  readonly half: boolean;
  /** True where attention is one node, as our converter writes it. */
  readonly fused: boolean;
  /** Bytes of its largest weight. */
  readonly largestWeight: number;
}

/** Bytes of an element by data type; others count as 4. */
const ELEMENT_BYTES: Readonly<Record<number, number>> = { 2: 1, 3: 1, 7: 8, 9: 1, 10: 2, 11: 8, 16: 2 };
/** Fields of `ValueInfoProto`: type > tensor_type > elem_type. */
const VALUE = { type: 2, tensorType: 1, elementType: 1 } as const;

/** Reads a `ModelProto` without copying weights. */
export function graphFacts(model: Uint8Array): GraphFacts {
  let half = false;
  let fused = false;
  let largestWeight = 0;
  const stored = new Set<string>();
  const fields = graphFields(model);
  for (const field of fields) {
    if (field.number === GRAPH.input && elementTypeOf(field.content) === DATA_TYPE.float16) half = true;
    if (field.number !== GRAPH.initializer) continue;
    const { name, dims } = readTensor(field.content);
    const type = [...fieldsOf(field.content)].find(({ number }) => number === TENSOR.dataType)?.value ?? 0;
    if (type === DATA_TYPE.float16) stored.add(name);
    const elements = dims.reduce((product, dim) => product * dim, 1);
    largestWeight = Math.max(largestWeight, elements * (ELEMENT_BYTES[type] ?? 4));
  }
  for (const field of fields) {
    if (field.number !== GRAPH.node) continue;
    const { opType, inputs, attributes } = readNode(field.content);
    fused ||= opType === 'MultiHeadAttention';
    half ||=
      opType === 'Cast'
        ? attributes.some(({ name, i }) => name === 'to' && i === DATA_TYPE.float16)
        : inputs.some((name) => stored.has(name));
  }
  return { half, fused, largestWeight };
}

/**
 * Channels of an input, by the weight of the first convolution that reads it: old exports leave the axis open.
 *
 * @returns null where no convolution reads the input, or one whose weight is computed
 */
export function channelsRead(model: Uint8Array, input: string): number | null {
  const fields = graphFields(model);
  const weights = new Map<string, readonly number[]>();
  for (const field of fields) {
    if (field.number !== GRAPH.initializer) continue;
    const { name, dims } = readTensor(field.content);
    weights.set(name, dims);
  }
  const names = new Set([input]);
  for (const field of fields) {
    if (field.number !== GRAPH.node) continue;
    const { opType, inputs, outputs } = readNode(field.content);
    const [source = ''] = inputs;
    const weight = weights.get(source);
    if (opType === 'Cast' && weight) for (const name of outputs) weights.set(name, weight);
    if (!names.has(source)) continue;
    if (opType === 'Conv') return weights.get(inputs[1] ?? '')?.[1] ?? null;
    if (opType === 'Cast' || opType === 'Identity') for (const name of outputs) names.add(name);
  }
  return null;
}

function graphFields(model: Uint8Array): readonly Field[] {
  const graph = [...fieldsOf(model)].find(({ number }) => number === MODEL.graph);
  return graph ? [...fieldsOf(graph.content)] : [];
}

function elementTypeOf(value: Uint8Array): number {
  const inside = (message: Uint8Array, number: number) =>
    [...fieldsOf(message)].find((field) => field.number === number);
  const type = inside(value, VALUE.type);
  const tensor = type && inside(type.content, VALUE.tensorType);
  return (tensor && inside(tensor.content, VALUE.elementType)?.value) ?? 0;
}
