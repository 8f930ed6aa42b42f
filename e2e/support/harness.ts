import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { type StaticServer, serve } from '../../scripts/serve.mjs';
import { ortAssets } from '../../scripts/vite-plugin-ort.mjs';

const root = new URL('../../', import.meta.url);
const path = (relative: string) => fileURLToPath(new URL(relative, root));

/**
 * Builds the harness page with the production settings and serves it with headers, runtime and test packs.
 *
 * @param packs folder whose sub-folders appear under `models/`
 */
export async function serveHarness(packs: string): Promise<StaticServer> {
  const directory = path('node_modules/.cache/lacuna-harness');
  await build({
    configFile: false,
    root: path('e2e/harness'),
    base: './',
    logLevel: 'error',
    publicDir: path('public'),
    plugins: [ortAssets()],
    worker: { format: 'es', plugins: () => [ortAssets()] },
    build: { outDir: directory, emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
  });
  return serve({ directory, port: 0, extraModels: packs });
}
