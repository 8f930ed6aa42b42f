// Compresses the two WebAssembly builds of onnxruntime-web into public/runtime/. The worker inflates them itself: the
// bare files are too large for static hosts (25 MiB a file), and the ending .bin is one that no host re-encodes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const PACKAGE = new URL('../node_modules/onnxruntime-web/', import.meta.url);
const TARGET = new URL('../public/runtime/', import.meta.url);
const BUILDS = ['jspi', 'asyncify'];

/** Writes `public/runtime/runtime.json` and one `.bin` a build; returns the manifest. Does nothing when up to date. */
export function prepareRuntime() {
  const { version } = JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8'));
  const manifestFile = new URL('runtime.json', TARGET);
  const current = existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : null;
  if (isUpToDate(current, version)) return current;

  mkdirSync(TARGET, { recursive: true });
  for (const name of readdirSync(TARGET)) rmSync(new URL(name, TARGET), { recursive: true });
  const builds = Object.fromEntries(BUILDS.map((build) => [build, compress(build, version)]));
  const manifest = { schema: 1, version, builds };
  writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

function isUpToDate(manifest, version) {
  if (manifest?.version !== version) return false;
  return BUILDS.every((build) => {
    const entry = manifest.builds[build];
    const file = entry && new URL(entry.file, TARGET);
    return file && existsSync(file) && sha256(readFileSync(file)) === entry.sha256;
  });
}

function compress(build, version) {
  const wasm = readFileSync(new URL(`dist/ort-wasm-simd-threaded.${build}.wasm`, PACKAGE));
  const packed = gzipSync(wasm, { level: 9 });
  const file = `ort-${build}-${version}.bin`;
  writeFileSync(new URL(file, TARGET), packed);
  return { file, bytes: packed.length, inflatedBytes: wasm.length, sha256: sha256(packed) };
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { version, builds } = prepareRuntime();
  const sizes = BUILDS.map((build) => `${build} ${(builds[build].bytes / 1e6).toFixed(1)} MB`);
  console.log(`public/runtime: onnxruntime-web ${version}, ${sizes.join(', ')}`);
}
