import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './lib/project.mjs';

const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
const folder = mkdtempSync(join(tmpdir(), 'lacuna-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BAD = [
  ['src/app/bare.ts', "import * as ort from 'onnxruntime-web';\nort.env;\n", 'noRestrictedImports'],
  [
    'workers/inference/models/a.ts',
    "import * as o from 'onnxruntime-web/webgpu';\no.env;\n",
    'noRestrictedImports',
  ],
  ['workers/shared/a.ts', "import * as o from 'onnxruntime-web/jspi';\no.env;\n", 'noRestrictedImports'],
  ['src/editor/react.ts', "import { useState } from 'react';\nuseState(0);\n", 'noRestrictedImports'],
  ['src/editor/store.ts', "import { create } from 'zustand';\ncreate(() => 0);\n", 'noRestrictedImports'],
  ['src/lib/default.ts', 'export default 1;\n', 'noDefaultExport'],
  ['src/lib/enum.ts', 'export enum Side { Left }\n', 'noEnum'],
  ['src/lib/any.ts', 'export const a: any = 1;\n', 'noExplicitAny'],
  ['src/lib/barrel.ts', "export * from './any.ts';\n", 'noReExportAll'],
  ['src/lib/snake_case.ts', 'export const a = 1;\n', 'useFilenamingConvention'],
  ['src/lib/cycle-a.ts', "import { b } from './cycle-b.ts';\nexport const a = () => b;\n", 'noImportCycles'],
  ['src/lib/cycle-b.ts', "import { a } from './cycle-a.ts';\nexport const b = () => a;\n", 'noImportCycles'],
];
const RUNTIME = 'workers/inference/runtime/ort.ts';
const GOOD = [[RUNTIME, "import * as o from 'onnxruntime-web/webgpu';\nexport const v = o.env.versions;\n"]];

/** Rules broken, by file: the project's own configuration over a folder of small violations. */
function lintAll() {
  const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  const files = [...BAD, ...GOOD, ['biome.json', JSON.stringify({ ...config, vcs: { enabled: false } })]];
  for (const [file = '', source = ''] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), source);
  }
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(run.stdout);
  return (/** @type {string} */ file) =>
    diagnostics
      .filter((/** @type {any} */ diagnostic) =>
        JSON.stringify(diagnostic.location.path).includes(`${file}"`),
      )
      .map((/** @type {any} */ diagnostic) => diagnostic.category)
      .join(' ');
}

describe('the linter', () => {
  const rulesOf = lintAll();
  it.each(BAD)('%s breaks a rule', (file, _source, rule) => expect(rulesOf(file ?? '')).toContain(rule));
  it('lets the one place import the runtime', () => expect(rulesOf(RUNTIME)).toBe(''));
});
