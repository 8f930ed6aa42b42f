import type { ModelSpec, NodeSpec } from './onnx-build.ts';
import { DATA_TYPE } from '../../onnx/proto.ts';

/**
 * The same model computing in half precision, with its input and output still in float32: casts stand around it and
 * behind its constants.
 */
export function inHalf(model: ModelSpec): ModelSpec {
  const cast = (from: string, to: string, type: number): NodeSpec => ({
    opType: 'Cast',
    inputs: [from],
    outputs: [to],
    attributes: { to: type },
  });
  const half = (name: string) => `${name}.half`;
  const constants = model.constants.filter(({ data, always32 }) => data instanceof Float32Array && !always32);
  const before = [...model.inputs, ...constants].map(({ name }) => cast(name, half(name), DATA_TYPE.float16));
  const casted = new Set([...model.inputs, ...model.outputs, ...constants].map(({ name }) => name));
  const renamed = (name: string) => (casted.has(name) ? half(name) : name);
  const nodes = model.nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map(renamed),
    outputs: node.outputs.map(renamed),
  }));
  const after = model.outputs.map(({ name }) => cast(half(name), name, DATA_TYPE.float));
  return { ...model, nodes: [...before, ...nodes, ...after] };
}
