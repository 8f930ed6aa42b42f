import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { ATTRIBUTE, ATTRIBUTE_TYPE, DATA_TYPE, GRAPH, MODEL, NODE, OPSET, TENSOR } from '../../onnx/proto.ts';

/** A node to write; attributes are an integer, a list of integers, or `{ float }`. */
export interface NodeSpec {
  readonly opType: string;
  /** Of an operator of the runtime's own; the standard's where there is none. */
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;
  readonly text?: Readonly<Record<string, string>>;
  /** The value of a `Constant` node. */
  readonly value?: ConstantSpec;
}

/** A constant to write: float32, float64 or int64, by the kind of its data. */
export interface ConstantSpec {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array | Float64Array | BigInt64Array;
  /** True where the operator takes float32 whatever it computes in. */
  readonly always32?: boolean;
}

/** A float32 input or output to declare. */
export interface ValueSpec {
  readonly name: string;
  readonly dims: readonly number[];
}

export interface ModelSpec {
  readonly opset: number;
  readonly nodes: readonly NodeSpec[];
  readonly constants: readonly ConstantSpec[];
  readonly inputs: readonly ValueSpec[];
  readonly outputs: readonly ValueSpec[];
}

const IR_VERSION = 8;

/** A `ModelProto` with one graph. */
export function writeModel(model: ModelSpec): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter();
  writer.tag(MODEL.irVersion, WireType.Varint).int64(IR_VERSION);
  message(writer, MODEL.graph, (graph) => {
    for (const node of model.nodes) graph.tag(GRAPH.node, WireType.LengthDelimited).bytes(writeNode(node));
    graph.tag(GRAPH.name, WireType.LengthDelimited).string('graph');
    for (const constant of model.constants) {
      graph.tag(GRAPH.initializer, WireType.LengthDelimited).bytes(writeConstant(constant));
    }
    for (const value of model.inputs) message(graph, GRAPH.input, (out) => writeValue(out, value));
    for (const value of model.outputs) message(graph, GRAPH.output, (out) => writeValue(out, value));
  });
  const domains = new Set(model.nodes.map(({ domain = '' }) => domain));
  for (const domain of domains) {
    message(writer, MODEL.opsetImport, (out) => {
      out.tag(OPSET.domain, WireType.LengthDelimited).string(domain);
      out.tag(OPSET.version, WireType.Varint).int64(domain === '' ? model.opset : 1);
    });
  }
  return writer.finish();
}

/** A `NodeProto`. */
export function writeNode(node: NodeSpec): Uint8Array {
  const writer = new BinaryWriter();
  for (const name of node.inputs) writer.tag(NODE.input, WireType.LengthDelimited).string(name);
  for (const name of node.outputs) writer.tag(NODE.output, WireType.LengthDelimited).string(name);
  writer.tag(NODE.opType, WireType.LengthDelimited).string(node.opType);
  if (node.domain) writer.tag(NODE.domain, WireType.LengthDelimited).string(node.domain);
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    message(writer, NODE.attribute, (out) => {
      out.tag(ATTRIBUTE.name, WireType.LengthDelimited).string(name);
      if (typeof value === 'number') {
        out.tag(ATTRIBUTE.i, WireType.Varint).int64(value);
        out.tag(ATTRIBUTE.type, WireType.Varint).int32(ATTRIBUTE_TYPE.int);
      } else if ('float' in value) {
        out.tag(ATTRIBUTE.f, WireType.Bit32).float(value.float);
        out.tag(ATTRIBUTE.type, WireType.Varint).int32(ATTRIBUTE_TYPE.float);
      } else {
        for (const item of value) out.tag(ATTRIBUTE.ints, WireType.Varint).int64(item);
        out.tag(ATTRIBUTE.type, WireType.Varint).int32(ATTRIBUTE_TYPE.ints);
      }
    });
  }
  for (const [name, value] of Object.entries(node.text ?? {})) {
    message(writer, NODE.attribute, (out) => {
      out.tag(ATTRIBUTE.name, WireType.LengthDelimited).string(name);
      out.tag(ATTRIBUTE.s, WireType.LengthDelimited).string(value);
      out.tag(ATTRIBUTE.type, WireType.Varint).int32(ATTRIBUTE_TYPE.string);
    });
  }
  const { value: constant } = node;
  if (constant) {
    message(writer, NODE.attribute, (out) => {
      out.tag(ATTRIBUTE.name, WireType.LengthDelimited).string('value');
      out.tag(ATTRIBUTE.t, WireType.LengthDelimited).bytes(writeConstant(constant));
      out.tag(ATTRIBUTE.type, WireType.Varint).int32(ATTRIBUTE_TYPE.tensor);
    });
  }
  return writer.finish();
}

/** A `TensorProto` with its data inside. */
export function writeConstant(constant: ConstantSpec): Uint8Array {
  const { data } = constant;
  const writer = new BinaryWriter();
  for (const dim of constant.dims) writer.tag(TENSOR.dims, WireType.Varint).int64(dim);
  writer.tag(TENSOR.dataType, WireType.Varint).int32(typeOf(data));
  writer.tag(TENSOR.name, WireType.LengthDelimited).string(constant.name);
  writer
    .tag(TENSOR.rawData, WireType.LengthDelimited)
    .bytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return writer.finish();
}

function typeOf(data: ConstantSpec['data']): number {
  if (data instanceof Float32Array) return DATA_TYPE.float;
  return data instanceof Float64Array ? DATA_TYPE.double : DATA_TYPE.int64;
}

/** `ValueInfoProto` of a float32 tensor: name 1, type 2 > tensor_type 1 > elem_type 1, shape 2 > dim 1 > value 1. */
function writeValue(writer: BinaryWriter, value: ValueSpec): void {
  writer.tag(1, WireType.LengthDelimited).string(value.name);
  message(writer, 2, (type) =>
    message(type, 1, (tensor) => {
      tensor.tag(1, WireType.Varint).int32(DATA_TYPE.float);
      message(tensor, 2, (shape) => {
        for (const dim of value.dims) message(shape, 1, (out) => out.tag(1, WireType.Varint).int64(dim));
      });
    }),
  );
}

function message(writer: BinaryWriter, field: number, fill: (writer: BinaryWriter) => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  fill(writer);
  writer.join();
}
