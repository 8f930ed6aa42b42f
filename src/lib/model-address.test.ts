import { expect, test } from 'vitest';
import { modelAddress } from './model-address.ts';

const hub = 'https://mirror.example/hf';
const of = (text: string) => modelAddress(text, 'main', hub);
const repo = (extra: object = {}) => ({
  kind: 'hub',
  hub,
  repo: 'some.one/sd-1_5',
  revision: 'main',
  ...extra,
});

test.each([
  ['some.one/sd-1_5', repo()],
  ['  some.one/sd-1_5/ ', repo()],
  ['some.one/sd-1_5@fp16', repo({ revision: 'fp16' })],
  ['some.one/sd-1_5/lama_fp32.onnx', repo({ file: 'lama_fp32.onnx' })],
  ['some.one/sd-1_5/onnx', repo({ folder: 'onnx' })],
  ['https://huggingface.co/some.one/sd-1_5', repo()],
  ['https://huggingface.co/some.one/sd-1_5/tree/main', repo()],
  ['https://huggingface.co/some.one/sd-1_5/tree/v2/onnx/web', repo({ revision: 'v2', folder: 'onnx/web' })],
  ['https://huggingface.co/some.one/sd-1_5/blob/main/a/b.onnx?x=1', repo({ file: 'a/b.onnx' })],
  ['https://mirror.example/some.one/sd-1_5', repo()],
  ['https://elsewhere.example/a/b/', { kind: 'url', url: 'https://elsewhere.example/a/b/' }],
  ['not an address', repo({ repo: 'not an address' })],
])('%s', (text, expected) => {
  expect(of(text)).toEqual(expected);
});
