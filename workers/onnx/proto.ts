import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** Field numbers of onnx.proto that we read or write. */
export const MODEL = { irVersion: 1, graph: 7, opsetImport: 8 } as const;
export const OPSET = { domain: 1, version: 2 } as const;
export const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
export const NODE = { input: 1, output: 2, name: 3, opType: 4, attribute: 5, domain: 7 } as const;
export const ATTRIBUTE = {
  name: 1,
  f: 2,
  i: 3,
  s: 4,
  t: 5,
  g: 6,
  floats: 7,
  ints: 8,
  graphs: 11,
  type: 20,
} as const;
export const TENSOR = {
  dims: 1,
  dataType: 2,
  name: 8,
  rawData: 9,
  externalData: 13,
  dataLocation: 14,
} as const;

/** `AttributeProto.type` values. */
export const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, tensor: 4, ints: 7 } as const;
/** `TensorProto.data_type` values. */
export const DATA_TYPE = { float: 1, int64: 7, float16: 10, double: 11 } as const;

/** One field of a message: its number, its bytes with the tag (`raw`) and, when length-delimited, its content. */
export interface Field {
  readonly number: number;
  readonly wire: WireType;
  /** The field as it stands in the message, tag included; a view, not a copy. */
  readonly raw: Uint8Array;
  /** Content of a length-delimited field; empty for others. */
  readonly content: Uint8Array;
  /** Value of a varint field; 0 for others. */
  readonly value: number;
}

const EMPTY: Uint8Array = new Uint8Array(0);

/** The fields of a message in their order, read one level deep; weights are passed by, not copied. */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const [number, wire] = reader.tag();
    let content: Uint8Array = EMPTY;
    let value = 0;
    if (wire === WireType.LengthDelimited) content = reader.bytes();
    else if (wire === WireType.Varint) value = Number(reader.int64());
    else reader.skip(wire, number);
    yield { number, wire, raw: message.subarray(start, reader.pos), content, value };
  }
}

const decoder = new TextDecoder();

/** A length-delimited field's content as text. */
export function text(content: Uint8Array): string {
  return decoder.decode(content);
}

/** Integers of a repeated field, packed or not. */
export function integers(field: Field): number[] {
  if (field.wire === WireType.Varint) return [field.value];
  const reader = new BinaryReader(field.content);
  const values: number[] = [];
  while (reader.pos < reader.len) values.push(Number(reader.int64()));
  return values;
}

/** A node as far as graph rewrites look into it. */
export interface NodeView {
  readonly opType: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: readonly AttributeView[];
}

export interface AttributeView {
  readonly name: string;
  readonly i: number;
  readonly ints: readonly number[];
  /** Dimensions of a tensor attribute; null where it holds none. */
  readonly tensorDims: readonly number[] | null;
}

/** Reads a `NodeProto`. */
export function readNode(message: Uint8Array): NodeView {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: AttributeView[] = [];
  let opType = '';
  let domain = '';
  for (const field of fieldsOf(message)) {
    if (field.number === NODE.input) inputs.push(text(field.content));
    else if (field.number === NODE.output) outputs.push(text(field.content));
    else if (field.number === NODE.opType) opType = text(field.content);
    else if (field.number === NODE.domain) domain = text(field.content);
    else if (field.number === NODE.attribute) attributes.push(readAttribute(field.content));
  }
  return { opType, domain, inputs, outputs, attributes };
}

function readAttribute(message: Uint8Array): AttributeView {
  let name = '';
  let i = 0;
  const ints: number[] = [];
  let tensorDims: readonly number[] | null = null;
  for (const field of fieldsOf(message)) {
    if (field.number === ATTRIBUTE.name) name = text(field.content);
    else if (field.number === ATTRIBUTE.i) i = field.value;
    else if (field.number === ATTRIBUTE.ints) ints.push(...integers(field));
    else if (field.number === ATTRIBUTE.t) tensorDims = readTensor(field.content).dims;
  }
  return { name, i, ints, tensorDims };
}

/** Name and dimensions of a `TensorProto`; its data may lie elsewhere. */
export function readTensor(message: Uint8Array): { readonly name: string; readonly dims: readonly number[] } {
  let name = '';
  const dims: number[] = [];
  for (const field of fieldsOf(message)) {
    if (field.number === TENSOR.name) name = text(field.content);
    else if (field.number === TENSOR.dims) dims.push(...integers(field));
  }
  return { name, dims };
}
