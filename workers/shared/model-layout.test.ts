import { describe, expect, it } from 'vitest';
import { recogniseModel } from './model-layout.ts';

const COMPONENTS = ['unet', 'vae_encoder', 'vae_decoder', 'text_encoder'].flatMap((folder) => [
  `${folder}/model.onnx`,
  `${folder}/config.json`,
]);
const DIFFUSERS = [...COMPONENTS, 'model_index.json', 'tokenizer/vocab.json', 'tokenizer/merges.txt'];

describe('recogniseModel', () => {
  it('takes graphs, weights and configs, and leaves what no graph reads', () => {
    const extra = [
      'unet/model.onnx_data',
      'unet/weights.pb',
      'unet/diffusion.safetensors',
      'vae/config.json',
      'vae/diffusion.safetensors',
      'README.md',
      'a.png',
    ];
    const { kind, paths, graphs } = recogniseModel([...DIFFUSERS, ...extra]);
    expect(kind).toBe('diffusion');
    expect(graphs.unet).toBe('unet/model.onnx');
    expect(paths).toEqual(
      [...DIFFUSERS, 'unet/model.onnx_data', 'unet/weights.pb', 'vae/config.json'].sort(),
    );
  });

  it('takes a component’s only graph, whatever its name', () => {
    const named = DIFFUSERS.map((path) => path.replace('unet/model.onnx', 'unet/unet_fp16.onnx'));
    expect(recogniseModel(named).graphs.unet).toBe('unet/unet_fp16.onnx');
  });

  it('takes graphs that lie side by side', () => {
    const side = ['unet.onnx', 'unet.onnx_data', 'vae_encoder.onnx', 'vae_decoder.onnx'];
    const { kind, paths, graphs } = recogniseModel([...side, 'README.md', 'notes.md']);
    expect(kind).toBe('diffusion');
    expect(paths).toEqual([...side].sort());
    expect(graphs).toEqual({
      unet: 'unet.onnx',
      vae_encoder: 'vae_encoder.onnx',
      vae_decoder: 'vae_decoder.onnx',
    });
  });

  it('needs no text encoder, but a tokenizer with one', () => {
    const without = DIFFUSERS.filter((path) => !/^(text_encoder|tokenizer)/.test(path));
    expect(recogniseModel(without).graphs.text_encoder).toBeUndefined();
    const mute = DIFFUSERS.filter((path) => !path.startsWith('tokenizer'));
    expect(() => recogniseModel(mute)).toThrow('tokenizer/tokenizer.json');
  });

  it('names what is missing, and other formats', () => {
    expect(() => recogniseModel(DIFFUSERS.filter((path) => path !== 'vae_decoder/model.onnx'))).toThrow(
      'vae_decoder/model.onnx',
    );
    expect(() => recogniseModel(['unet/model.safetensors', 'unet/config.json'])).toThrow('PyTorch');
  });

  it('sees one graph as an eraser, and asks which of several', () => {
    expect(recogniseModel(['lama.onnx', 'README.md'])).toMatchObject({
      kind: 'eraser',
      paths: ['lama.onnx'],
      graphs: { eraser: 'lama.onnx' },
    });
    expect(() => recogniseModel(['a.onnx', 'b.onnx'])).toThrow('a.onnx, b.onnx');
    expect(recogniseModel(['a.onnx', 'b.onnx', 'b.onnx_data'], 'b.onnx').paths).toEqual([
      'b.onnx',
      'b.onnx_data',
    ]);
  });

  it('never lets a path out of the folder', () => {
    const { paths } = recogniseModel([...DIFFUSERS, 'unet/../../secret', '/etc/passwd', 'unet/a b.pb']);
    expect(paths).toEqual([...DIFFUSERS].sort());
  });
});
