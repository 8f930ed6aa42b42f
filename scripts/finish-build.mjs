/** After `vite build`: the service worker with the list of the shell's files, and the headers file. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { markBuilt } from './lib/build.mjs';
import { listFiles, root } from './lib/project.mjs';
import { headersFile, headersFor, securityHeaders } from './security-headers.mjs';

const dist = join(root, 'dist');
// Runtime and packs are kept by the worker that reads them.
const LATER = ['models/', 'runtime/'];
const NOT_SHELL = ['sw.js', '_headers'];

const digest = (/** @type {import('node:crypto').BinaryLike} */ bytes) =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 16);

const shell = listFiles(dist)
  .filter((file) => !NOT_SHELL.includes(file) && !LATER.some((folder) => file.startsWith(folder)))
  .map((file) => ({
    // Hosts answer the folder's address; some redirect its index.html.
    url: file === 'index.html' ? './' : file,
    hash: digest(readFileSync(join(dist, file))),
  }));
const headers = securityHeaders();
// Most files share their headers; what differs stands by address.
const exceptions = Object.fromEntries(
  shell
    .filter(({ url }) => JSON.stringify(headersFor(url)) !== JSON.stringify(headers))
    .map(({ url }) => [url, headersFor(url)]),
);
if (Object.keys(exceptions).length !== 1) throw new Error('the build has no download worker, or several');
const release = {
  version: digest(JSON.stringify({ shell, headers, exceptions })),
  shell,
  headers,
  exceptions,
};

await build({
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'warn',
  define: { __RELEASE__: JSON.stringify(release) },
  build: {
    outDir: dist,
    emptyOutDir: false,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // One classic script: module service workers are young in some browsers.
    rolldownOptions: {
      input: join(root, 'workers/service/sw.ts'),
      output: { format: 'iife', entryFileNames: 'sw.js' },
    },
  },
});
const entries = readdirSync(dist, { withFileTypes: true })
  .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
  .filter((name) => name !== '_headers');
writeFileSync(join(dist, '_headers'), headersFile(entries));
markBuilt();
console.log(`service worker: release ${release.version}, ${shell.length} files in the shell`);
