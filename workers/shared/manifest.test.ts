import { describe, expect, it } from 'vitest';
import nano from '../../e2e/packs/nano/lacuna.json' with { type: 'json' };
import eraser from '../../public/models/mi-gan/lacuna.json' with { type: 'json' };
import { parseIndex, parseManifest } from './manifest.ts';

describe('parseManifest', () => {
  it('takes over what the contract names', () => {
    const manifest = parseManifest(nano);
    expect(manifest).toMatchObject({
      id: 'nano',
      nativeSize: 64,
      latentChannels: 4,
      defaults: nano.defaults,
    });
    expect(manifest.intents.remove).toEqual({ guidance: 1 });
    expect(manifest.files).toEqual(nano.files);
    expect(manifest.words).toEqual(nano.words);
    expect(manifest.maxWords).toBe(14);
    expect(manifest).not.toHaveProperty('graphs');
    expect(parseManifest(eraser).graphs).toEqual({ eraser: 'eraser/model.onnx' });
    const values = { mask: 'keep', picture: [-1, 1], result: [0, 255] };
    expect(parseManifest({ ...eraser, eraser: { ...values, more: 1 } }).eraser).toEqual(values);
    expect(parseManifest({ ...eraser, eraser: {} }).eraser).toEqual({});
    expect(parseManifest(eraser)).not.toHaveProperty('eraser');
    expect(parseManifest({ ...nano, maxWords: undefined })).not.toHaveProperty('maxWords');
  });

  it.each([
    ['not an object', null],
    ['another schema', { ...nano, schema: 2 }],
    ['a missing name', { ...nano, name: undefined }],
    ['a fractional size', { ...nano, nativeSize: 64.5 }],
    ['a size smaller than any job may have', { ...nano, nativeSize: 32 }],
    ['latent cells of another size', { ...nano, vaeScaleFactor: 16 }],
    ['a preview of the wrong shape', { ...nano, latentToRgb: { matrix: [[1, 2, 3]], bias: [0, 0, 0] } }],
    ['a limit that is none', { ...nano, maxWords: 0 }],
    ['a path out of the folder', { ...nano, files: [{ ...nano.files[0], path: '../secret' }] }],
    ['an absolute path', { ...nano, files: [{ ...nano.files[0], path: '/etc/passwd' }] }],
    ['a graph out of the folder', { ...eraser, graphs: { eraser: '../model.onnx' } }],
    ['a graph that is no path', { ...eraser, graphs: { eraser: 1 } }],
    ['a mask that means neither', { ...eraser, eraser: { mask: 'white' } }],
    ['black that is white', { ...eraser, eraser: { picture: [1, 1] } }],
    ['a range of one end', { ...eraser, eraser: { result: [1] } }],
    ['a short hash', { ...nano, files: [{ ...nano.files[0], sha256: 'abc' }] }],
    ['steps out of range', { ...nano, defaults: { steps: 0, guidance: 1, strength: 1 } }],
  ])('refuses %s', (_, value) => {
    expect(() => parseManifest(value)).toThrow(expect.objectContaining({ code: 'pack-invalid' }));
  });
});

it('parseIndex takes plain names only', () => {
  expect(parseIndex({ schema: 1, packs: ['lacuna-small'] }).packs).toEqual(['lacuna-small']);
  expect(() => parseIndex({ schema: 1, packs: ['../other'] })).toThrow();
});
