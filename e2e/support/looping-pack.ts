import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { ATTRIBUTE, GRAPH, MODEL, NODE, OPSET, TENSOR } from '../../workers/onnx/proto.ts';

const FLOAT = 1;
const INT64 = 7;
const BOOL = 9;
const GRAPH_ATTRIBUTE = 5;

/** A folder with the test packs, and `looping`: the nano pack with a UNet that never ends. The caller deletes it. */
export function writeTestPacks(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lacuna-packs-'));
  const source = fileURLToPath(new URL('../packs/', import.meta.url));
  cpSync(source, folder, { recursive: true });
  const looping = join(folder, 'looping');
  cpSync(join(source, 'nano'), looping, { recursive: true });
  const model = loopingUnet();
  writeFileSync(join(looping, 'unet/model.onnx'), model);
  const manifest = JSON.parse(readFileSync(join(looping, 'lacuna.json'), 'utf8'));
  const entry = manifest.files.find((file: { path: string }) => file.path === 'unet/model.onnx');
  entry.bytes = model.length;
  entry.sha256 = createHash('sha256').update(model).digest('hex');
  writeFileSync(join(looping, 'lacuna.json'), JSON.stringify({ ...manifest, id: 'looping' }));
  return folder;
}

/** out_sample = sin(sin(... sample)), 2^62 times. */
function loopingUnet(): Uint8Array {
  const body = (graph: BinaryWriter) => {
    node(graph, 'Identity', ['go'], ['goOn']);
    node(graph, 'Sin', ['x'], ['y']);
    string(graph, GRAPH.name, 'body');
    value(graph, GRAPH.input, 'i', INT64, []);
    value(graph, GRAPH.input, 'go', BOOL, []);
    value(graph, GRAPH.input, 'x', FLOAT, null);
    value(graph, GRAPH.output, 'goOn', BOOL, []);
    value(graph, GRAPH.output, 'y', FLOAT, null);
  };
  const model = new BinaryWriter();
  model.tag(MODEL.irVersion, WireType.Varint).int64(8);
  nested(model, MODEL.graph, (graph) => {
    node(graph, 'Loop', ['times', 'always', 'sample'], ['out_sample'], body);
    string(graph, GRAPH.name, 'graph');
    constant(graph, 'times', INT64, new Uint8Array(BigInt64Array.of(2n ** 62n).buffer));
    constant(graph, 'always', BOOL, Uint8Array.of(1));
    value(graph, GRAPH.input, 'sample', FLOAT, ['batch', 9, 'height', 'width']);
    value(graph, GRAPH.input, 'timestep', FLOAT, [1]);
    value(graph, GRAPH.input, 'encoder_hidden_states', FLOAT, ['batch', 'sequence', 16]);
    value(graph, GRAPH.output, 'out_sample', FLOAT, null);
  });
  nested(model, MODEL.opsetImport, (out) => {
    string(out, OPSET.domain, '');
    out.tag(OPSET.version, WireType.Varint).int64(17);
  });
  return model.finish();
}

function node(
  graph: BinaryWriter,
  opType: string,
  inputs: readonly string[],
  outputs: readonly string[],
  body?: (graph: BinaryWriter) => void,
): void {
  nested(graph, GRAPH.node, (out) => {
    for (const name of inputs) string(out, NODE.input, name);
    for (const name of outputs) string(out, NODE.output, name);
    string(out, NODE.opType, opType);
    if (!body) return;
    nested(out, NODE.attribute, (attribute) => {
      string(attribute, ATTRIBUTE.name, 'body');
      nested(attribute, ATTRIBUTE.g, body);
      attribute.tag(ATTRIBUTE.type, WireType.Varint).int32(GRAPH_ATTRIBUTE);
    });
  });
}

function constant(graph: BinaryWriter, name: string, type: number, raw: Uint8Array): void {
  nested(graph, GRAPH.initializer, (out) => {
    out.tag(TENSOR.dataType, WireType.Varint).int32(type);
    string(out, TENSOR.name, name);
    out.tag(TENSOR.rawData, WireType.LengthDelimited).bytes(raw);
  });
}

/** `ValueInfoProto`; null leaves the shape open. */
function value(
  graph: BinaryWriter,
  field: number,
  name: string,
  type: number,
  dims: readonly (number | string)[] | null,
): void {
  nested(graph, field, (out) => {
    string(out, 1, name);
    nested(out, 2, (typeProto) =>
      nested(typeProto, 1, (tensor) => {
        tensor.tag(1, WireType.Varint).int32(type);
        if (!dims) return;
        nested(tensor, 2, (shape) => {
          for (const dim of dims) {
            nested(shape, 1, (entry) => {
              if (typeof dim === 'number') entry.tag(1, WireType.Varint).int64(dim);
              else string(entry, 2, dim);
            });
          }
        });
      }),
    );
  });
}

function string(writer: BinaryWriter, field: number, text: string): void {
  writer.tag(field, WireType.LengthDelimited).string(text);
}

function nested(writer: BinaryWriter, field: number, fill: (writer: BinaryWriter) => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  fill(writer);
  writer.join();
}
