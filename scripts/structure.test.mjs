import { describe, expect, it } from 'vitest';
import { firstPaintScripts } from './lib/first-paint.mjs';
import { importsOf, resolveImport } from './lib/imports.mjs';
import { fileProblems, lockProblems } from './lib/structure.mjs';

const problems = (/** @type {string} */ file, /** @type {string} */ source) =>
  fileProblems(file, source).join('\n');

describe('import rules', () => {
  const cases = [
    ['workers/shared/a.ts', '../inference/numerics/b.ts'],
    ['workers/inference/numerics/a.ts', '../schedulers/ddim.ts'],
    ['workers/inference/schedulers/a.ts', '../pipelines/denoise.ts'],
    ['workers/inference/schedulers/a.ts', '../conditioning/replace.ts'],
    ['workers/inference/pipelines/a.ts', '../runtime/ort.ts'],
    ['workers/inference/pipelines/a.ts', '../engine/handlers.ts'],
    ['workers/inference/engine/a.ts', '../main.ts'],
    ['workers/codec/a.ts', '../inference/numerics/b.ts'],
    ['workers/download/a.ts', '../inference/models/b.ts'],
    ['workers/onnx/a.ts', '../inference/models/b.ts'],
    ['workers/service/a.ts', '../shared/errors.ts'],
    ['src/stores/a.ts', '../../workers/inference/numerics/b.ts'],
    ['src/editor/a.ts', '../engine-client/client.ts'],
    ['src/engine-client/a.ts', '../editor/ports.ts'],
    ['src/features/export/A.tsx', '../history/B.tsx'],
    ['src/ui/A.tsx', '../stores/b.ts'],
  ];
  it.each(cases)('%s may not import %s', (file, specifier) => {
    expect(problems(file, `import { x } from '${specifier}';\n`)).toContain(specifier);
  });

  const allowed = [
    ['workers/inference/pipelines/a.ts', "import { x } from '../numerics/b.ts';"],
    ['workers/inference/pipelines/a.ts', "import type { X } from '../models/pack.ts';"],
    ['workers/inference/models/a.ts', "import { x } from '../../onnx/b.ts';"],
    ['workers/download/a.ts', "import { x } from '../onnx/b.ts';"],
    ['workers/inference/main.ts', "import { x } from './engine/handlers.ts';"],
    ['src/features/export/A.tsx', "import { x } from './parts/b.ts';"],
    ['src/editor/a.ts', "import { x } from '../../workers/shared/compose.ts';"],
    ['src/app/wire.ts', "new Worker(new URL('../../workers/codec/main.ts', import.meta.url));"],
  ];
  it.each(allowed)('%s may have: %s', (file, source) => expect(problems(file, `${source}\n`)).toBe(''));

  it('lets only src/app start workers', () => {
    const source = "new Worker(new URL('../../workers/codec/main.ts', import.meta.url));\n";
    expect(problems('src/engine-client/a.ts', source)).toContain('only src/app starts workers');
  });

  it('keeps packages out of the contract', () => {
    expect(problems('workers/shared/a.ts', "import { z } from 'zod';\n")).toContain('imports no package');
  });

  it('reads imports over several lines, and not those in comments', () => {
    const source =
      "import {\n  type A,\n  b,\n} from './b.ts';\n// import { c } from './c.ts';\nexport * from './d.ts';";
    expect(importsOf(source).map(({ specifier }) => specifier)).toEqual(['./b.ts', './d.ts']);
    expect(resolveImport('src/ui/A.tsx', '../lib/b.ts?raw')).toBe('src/lib/b.ts');
  });
});

describe('file rules', () => {
  it('limits the length', () => {
    expect(problems('src/a.ts', '\n'.repeat(400))).toBe('');
    expect(problems('src/a.ts', '\n'.repeat(401))).toContain('401 lines');
  });

  it('finds text that is not in the catalogue', () => {
    expect(problems('src/A.tsx', 'const a = <p className="x">Open image</p>;\n')).toContain('Open image');
    expect(problems('src/A.tsx', 'const a = <img alt="A cat" />;\n')).toContain('A cat');
    expect(problems('src/A.tsx', "const a = <p title={t('open')}>{t('open')}</p>;\n")).toBe('');
    expect(problems('src/A.tsx', "const a = <p title={t('open') + ' (Enter)'} />;\n")).toContain('(Enter)');
    expect(problems('src/A.tsx', 'const a = <b>{size} px</b>;\n')).toContain('px');
    expect(problems('src/A.tsx', "const a = <b>{on ? 'Yes' : x && 'No'}</b>;\n")).toMatch(/Yes.*\n.*No/);
    expect(problems('src/a.ts', "notify('error', 'It broke');\n")).toContain('It broke');
    expect(problems('src/A.tsx', 'const a = <b className="x" data-open={on}>{1} × {2}</b>;\n')).toBe('');
  });

  it('finds absolute paths', () => {
    const path = ['', 'home', 'me', 'lacuna'].join('/');
    expect(problems('scripts/a.mjs', `const a = '${path}';\n`)).toContain('absolute path');
  });

  it('finds a registry in the lockfile', () => {
    const good = { version: '1.0.0', integrity: 'sha512-x' };
    expect(lockProblems({ packages: { '': {}, 'node_modules/a': good } })).toEqual([]);
    const resolved = { ...good, resolved: 'https://registry.test/a.tgz' };
    expect(lockProblems({ packages: { 'node_modules/a': resolved } })).toHaveLength(1);
    expect(lockProblems({ packages: { 'node_modules/a': { optional: true } } })).toHaveLength(1);
  });
});

describe('firstPaintScripts', () => {
  it('takes the entry and its preloads, not styles or icons', () => {
    const html = `<script type="module" crossorigin src="./assets/index-1.js"></script>
      <link rel="modulepreload" crossorigin href="./assets/react-2.js"><link rel="stylesheet" href="./assets/a.css">
      <link rel="icon" href="./icon.svg">`;
    expect(firstPaintScripts(html)).toEqual(['assets/index-1.js', 'assets/react-2.js']);
  });
});
