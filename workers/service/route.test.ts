import { describe, expect, it } from 'vitest';
import { routeOf } from './route.ts';

const scope = 'https://example.test/tools/lacuna/';
const request = (path: string, more: Partial<Parameters<typeof routeOf>[0]> = {}) => ({
  method: 'GET',
  url: new URL(path, scope).href,
  mode: 'cors',
  destination: '',
  ...more,
});

describe('routeOf', () => {
  it('answers the page from the cache, with any query', () => {
    expect(routeOf(request('', { mode: 'navigate' }), scope)).toBe('page');
    expect(routeOf(request('?sample=beach', { mode: 'navigate' }), scope)).toBe('page');
    expect(routeOf(request('index.html', { mode: 'navigate' }), scope)).toBe('page');
  });

  it('leaves other documents, other origins, other folders and writes alone', () => {
    expect(routeOf(request('LICENSE.txt', { mode: 'navigate' }), scope)).toBe('pass');
    expect(routeOf(request('https://elsewhere.test/x.js'), scope)).toBe('pass');
    expect(routeOf(request('https://example.test/tools/other/x.js'), scope)).toBe('pass');
    expect(routeOf(request('assets/a.js', { method: 'HEAD' }), scope)).toBe('pass');
    expect(routeOf(request('sw.js'), scope)).toBe('pass');
  });

  it('keeps runtime and packs out of the shell, but puts headers on their scripts', () => {
    expect(routeOf(request('models/small/unet/model.onnx'), scope)).toBe('data');
    expect(routeOf(request('runtime/ort.bin'), scope)).toBe('data');
    expect(routeOf(request('runtime/ort.mjs', { destination: 'worker' }), scope)).toBe('script');
    expect(routeOf(request('assets/worker.js', { destination: 'worker' }), scope)).toBe('shell');
  });
});
