// Keeps onnxruntime-web's WebAssembly out of the bundle: the worker fetches it compressed from runtime/ (see
// prepare-runtime.mjs). The JavaScript glue is emitted as a file of its own because the runtime starts its threads from
// that file's address: under `script-src 'self'` it must be a same-origin URL, not a blob.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { defaultClientConditions } from 'vite';

const GLUE = /\/onnxruntime-web\/dist\/ort-wasm-simd-threaded\.(jspi|asyncify)\.mjs\?url$/;

/**
 * Vite plugin; use it in `plugins` and in `worker.plugins`. It selects the runtime's builds without an embedded glue,
 * and emits `?url` imports of the glue as `.js` files, which every host serves as JavaScript (`.mjs` not everywhere).
 */
export function ortAssets() {
  let building = false;
  return {
    name: 'lacuna:ort-assets',
    enforce: 'pre',
    config: () => ({
      resolve: {
        conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
        dedupe: ['onnxruntime-web', 'onnxruntime-common'],
      },
      optimizeDeps: { exclude: ['onnxruntime-web'] },
    }),
    configResolved(config) {
      building = config.command === 'build';
    },
    load(id) {
      const build = building ? GLUE.exec(id)?.[1] : undefined;
      if (!build) return null;
      const source = readFileSync(id.replace(/\?url$/, ''));
      const hash = createHash('sha256').update(source).digest('hex').slice(0, 8);
      const reference = this.emitFile({
        type: 'asset',
        fileName: `assets/ort-${build}-${hash}.js`,
        source,
      });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
    generateBundle(_options, bundle) {
      for (const file of Object.keys(bundle)) {
        if (file.endsWith('.wasm')) this.error(`${basename(file)} must not be in the bundle`);
      }
    },
  };
}
