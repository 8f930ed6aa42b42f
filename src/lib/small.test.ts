import { describe, expect, it, vi } from 'vitest';
import { brushToSlider, sliderToBrush, stepBrush } from './brush-scale.ts';
import { exportName, lossyKind } from './files.ts';
import { keyName } from './shortcuts.ts';
import { parseUrlOptions } from './url-options.ts';

const press = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

describe('keyName', () => {
  it('counts Shift for letters and named keys, not for characters that need it', () => {
    expect(keyName({ ...press, key: 'z', ctrlKey: true })).toBe('Ctrl+Z');
    expect(keyName({ ...press, key: 'Z', metaKey: true, shiftKey: true })).toBe('Ctrl+Shift+Z');
    expect(keyName({ ...press, key: '?', shiftKey: true })).toBe('?');
    expect(keyName({ ...press, key: 'Enter', ctrlKey: true })).toBe('Ctrl+Enter');
  });
});

describe('brush scale', () => {
  it('goes there and back', () => {
    for (const size of [1, 5, 60, 333, 1000]) expect(sliderToBrush(brushToSlider(size))).toBe(size);
  });
  it('steps by a tenth and stays in range', () => {
    expect(stepBrush(60, 1)).toBe(66);
    expect(stepBrush(1, -1)).toBe(1);
    expect(stepBrush(1000, 1)).toBe(1000);
  });
});

it('names exports after the picture', () => {
  expect(exportName('holiday.final.jpg')).toBe('holiday.final-lacuna.png');
  expect(exportName('', 'mask')).toBe('picture-mask.png');
});

it('tells by its name whether an opened file loses with every saving', () => {
  // A canvas that writes whatever it is asked for.
  vi.stubGlobal('document', { createElement: () => ({ toDataURL: (type: string) => `data:${type}` }) });
  expect(['a.JPG', 'b.jpeg', 'c.webp'].map(lossyKind)).toEqual(['jpeg', 'jpeg', 'webp']);
  vi.unstubAllGlobals();
  expect(['a.png', 'jpg', 'a.jpg.tiff', ''].map(lossyKind)).toEqual([null, null, null, null]);
});

it('reads the address and falls back on nonsense', () => {
  expect(parseUrlOptions('?provider=wasm&threads=2&sample=kite')).toMatchObject({
    provider: 'wasm',
    threads: 2,
    sample: 'kite',
    rewriteGraphs: true,
  });
  expect(parseUrlOptions('?optimize=basic&layout=NHWC').tuning).toEqual({
    optimization: 'basic',
    layout: 'NHWC',
  });
  expect(parseUrlOptions('?optimize=more&layout=').tuning).toEqual({});
  expect(parseUrlOptions('?provider=cuda&threads=-3&rewrite=off')).toMatchObject({
    provider: 'auto',
    threads: 0,
    sample: null,
    rewriteGraphs: false,
  });
});
