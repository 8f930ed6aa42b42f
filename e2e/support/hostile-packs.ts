import { readFileSync } from 'node:fs';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { type ValueSpec, writeModel, writeNode } from '../../workers/inference/models/onnx-build.ts';
import { DATA_TYPE, GRAPH, MODEL, OPSET, TENSOR } from '../../workers/onnx/proto.ts';
import type { ErrorCode } from '../../workers/shared/errors.ts';

/** A file of the nano pack replaced by something hostile, and the codes that may answer. */
export interface HostileFile {
  readonly what: string;
  readonly path: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly codes: readonly ErrorCode[];
}

const NESTING = 5_000_000;
const REFUSED: readonly ErrorCode[] = ['pack-invalid', 'runtime-failed', 'out-of-memory'];

/** Graphs and configs that lie, lead out of the folder, or ask for more than there is. */
export function hostileFiles(): readonly HostileFile[] {
  const path = 'unet/model.onnx';
  const unet = new Uint8Array(readFileSync(new URL('../packs/nano/unet/model.onnx', import.meta.url)));
  const nested = new TextEncoder().encode('['.repeat(NESTING) + ']'.repeat(NESTING));
  const outside = (location: string) => ({
    what: `weights at ${location}`,
    path,
    body: externalModel(location, [9]),
    codes: ['pack-invalid'] as const,
  });
  return [
    outside('../../etc/passwd'),
    outside('/etc/passwd'),
    outside('..\\..\\secret'),
    outside('%2e%2e/secret'),
    outside('not-in-the-pack'),
    {
      what: 'giant dimensions',
      path,
      body: externalModel('model.onnx_data', [2 ** 40, 2 ** 20]),
      codes: REFUSED,
    },
    { what: 'negative dimensions', path, body: externalModel('model.onnx_data', [-4, 2]), codes: REFUSED },
    { what: 'an unknown operator', path, body: oneNode('Conquer'), codes: REFUSED },
    { what: 'a graph cut off', path, body: unet.slice(0, unet.length / 2), codes: REFUSED },
    { what: 'an empty graph', path, body: new Uint8Array(0), codes: REFUSED },
    { what: 'a web page', path, body: new TextEncoder().encode('<!doctype html><p>Sign in'), codes: REFUSED },
    {
      what: '10 MB of nesting',
      path: 'scheduler/scheduler_config.json',
      body: nested,
      codes: ['pack-invalid'],
    },
    { what: '10 MB of nesting', path: 'tokenizer/tokenizer.json', body: nested, codes: ['pack-invalid'] },
  ];
}

/** Graphs that run, and answer what is no picture. */
export function brokenFiles(): readonly HostileFile[] {
  const decoder = 'vae_decoder/model.onnx';
  const codes = ['result-invalid'] as const;
  return [
    {
      what: 'a U-Net that answers no numbers',
      path: 'unet/model.onnx',
      body: unetAnswering(Number.NaN),
      codes,
    },
    { what: 'a U-Net that answers zeros', path: 'unet/model.onnx', body: unetAnswering(0), codes },
    { what: 'a decoder that answers no numbers', path: decoder, body: decoderAnswering(Number.NaN), codes },
    { what: 'a decoder that answers one colour', path: decoder, body: decoderAnswering(0.3), codes },
  ];
}

/** A U-Net of the nano pack's size that answers one value, whatever it is asked. */
function unetAnswering(value: number): Uint8Array<ArrayBuffer> {
  return answering('sample', [1, 9, 8, 8], 'out_sample', [1, 4, 8, 8], value, [
    { name: 'timestep', dims: [1] },
  ]);
}

/** A decoder of the nano pack's size that answers one value, whatever it is asked. */
function decoderAnswering(value: number): Uint8Array<ArrayBuffer> {
  return answering('latent_sample', [1, 4, 8, 8], 'sample', [1, 3, 64, 64], value, []);
}

/** output = value + 0 * the mean of the input. */
function answering(
  input: string,
  from: readonly number[],
  output: string,
  to: readonly number[],
  value: number,
  more: readonly ValueSpec[],
): Uint8Array<ArrayBuffer> {
  const count = to.reduce((product, dim) => product * dim, 1);
  return writeModel({
    opset: 17,
    nodes: [
      { opType: 'ReduceMean', inputs: [input], outputs: ['mean'] },
      { opType: 'Mul', inputs: ['mean', 'zero'], outputs: ['nothing'] },
      { opType: 'Add', inputs: ['answer', 'nothing'], outputs: [output] },
    ],
    constants: [
      { name: 'zero', dims: [1], data: new Float32Array(1) },
      { name: 'answer', dims: to, data: new Float32Array(count).fill(value) },
    ],
    inputs: [{ name: input, dims: from }, ...more],
    outputs: [{ name: output, dims: to }],
  });
}

/** out_sample = sample + a weight that lies in a file. */
function externalModel(location: string, dims: readonly number[]): Uint8Array<ArrayBuffer> {
  const model = new BinaryWriter();
  model.tag(MODEL.irVersion, WireType.Varint).int64(8);
  nested(model, MODEL.graph, (graph) => {
    const add = writeNode({ opType: 'Add', inputs: ['sample', 'w'], outputs: ['out_sample'] });
    graph.tag(GRAPH.node, WireType.LengthDelimited).bytes(add);
    graph.tag(GRAPH.name, WireType.LengthDelimited).string('graph');
    nested(graph, GRAPH.initializer, (tensor) => {
      for (const dim of dims) tensor.tag(TENSOR.dims, WireType.Varint).int64(dim);
      tensor.tag(TENSOR.dataType, WireType.Varint).int32(DATA_TYPE.float);
      tensor.tag(TENSOR.name, WireType.LengthDelimited).string('w');
      nested(tensor, TENSOR.externalData, (entry) => {
        entry.tag(1, WireType.LengthDelimited).string('location');
        entry.tag(2, WireType.LengthDelimited).string(location);
      });
      tensor.tag(TENSOR.dataLocation, WireType.Varint).int32(1);
    });
    for (const [field, name] of [
      [GRAPH.input, 'sample'],
      [GRAPH.output, 'out_sample'],
    ] as const) {
      nested(graph, field, (value) => {
        value.tag(1, WireType.LengthDelimited).string(name);
        nested(value, 2, (type) =>
          nested(type, 1, (tensor) => tensor.tag(1, WireType.Varint).int32(DATA_TYPE.float)),
        );
      });
    }
  });
  nested(model, MODEL.opsetImport, (out) => {
    out.tag(OPSET.domain, WireType.LengthDelimited).string('');
    out.tag(OPSET.version, WireType.Varint).int64(17);
  });
  return model.finish();
}

function oneNode(opType: string): Uint8Array<ArrayBuffer> {
  const dims = [1, 9, 8, 8];
  return writeModel({
    opset: 17,
    nodes: [{ opType, inputs: ['sample'], outputs: ['out_sample'] }],
    constants: [],
    inputs: [{ name: 'sample', dims }],
    outputs: [{ name: 'out_sample', dims }],
  });
}

function nested(writer: BinaryWriter, field: number, fill: (writer: BinaryWriter) => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  fill(writer);
  writer.join();
}
