import { expect, test } from 'vitest';
import { LacunaError } from '../../workers/shared/errors.ts';
import { lastTroubles, noteTrouble } from '../lib/trouble.ts';
import { reportText } from './report.ts';

test('a report names what went wrong, and nothing of the person', () => {
  noteTrouble(new LacunaError('runtime-failed', 'OrtRun failed: no kernel for Foo'));
  noteTrouble(new LacunaError('image-damaged', 'grandma.jpg cannot be read'));
  noteTrouble(new LacunaError('model-import-again', 'my-secret-folder came from this machine'));
  const text = reportText({
    versions: { page: '1.2.3', runtime: '1.30.0' },
    browser: 'a browser',
    engine: {
      status: 'ready',
      info: null,
      runs: {
        'stored:my-secret-folder': { provider: 'wasm', reason: null, precision: 'float16', lean: false },
      },
      loaded: ['stored:my-secret-folder'],
      fetch: null,
      warmed: null,
    },
    device: { adapter: null, memoryGb: 8, cores: 4 },
    storage: null,
    models: [
      {
        schema: 1,
        id: 'my-secret-folder',
        name: 'my-secret-folder',
        license: '',
        kind: 'diffusion',
        source: { kind: 'import', name: 'my-secret-folder' },
        commit: null,
        files: [],
        state: 'ready',
        loadedBytes: 0,
        error: null,
        manifest: null,
      },
    ],
    errors: lastTroubles(),
  });
  expect(text).not.toMatch(/grandma|my-secret-folder/);
  expect(text).toContain('OrtRun failed: no kernel for Foo');
  const report = JSON.parse(text);
  expect(report.engine.loaded).toEqual([
    { pack: 'imported', provider: 'wasm', reason: null, precision: 'float16', lean: false },
  ]);
  expect(report.errors.map(({ code }: { code: string }) => code)).toEqual([
    'runtime-failed',
    'image-damaged',
    'model-import-again',
  ]);
  expect(Object.keys(report).sort()).toEqual(
    ['browser', 'device', 'engine', 'errors', 'models', 'storage', 'versions'].sort(),
  );
});
