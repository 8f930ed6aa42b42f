// The one place that imports onnxruntime-web. The bare import is another, deprecated runtime and never used.
import asyncifyGlue from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import jspiGlue from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import type { EngineInfo } from '../../shared/protocol.ts';

/** The runtime's module; both builds have the same interface. */
export type Ort = typeof import('onnxruntime-web/webgpu');
export type { InferenceSession } from 'onnxruntime-web/webgpu';

export type RuntimeBuild = EngineInfo['build'];

/** `jspi` where the browser has JavaScript Promise Integration (a smaller and faster runtime), else `asyncify`. */
export function pickBuild(): RuntimeBuild {
  return 'Suspending' in WebAssembly ? 'jspi' : 'asyncify';
}

/**
 * Imports a build of the runtime and prepares it; nothing is compiled before the first session.
 *
 * @param threads WebAssembly threads, 1 or more; more than 1 needs a cross-origin isolated page
 * @param wasmBinary the build's inflated WebAssembly
 */
export async function loadOrt(build: RuntimeBuild, threads: number, wasmBinary: Uint8Array): Promise<Ort> {
  const ort: Ort =
    build === 'jspi' ? await import('onnxruntime-web/jspi') : await import('onnxruntime-web/webgpu');
  ort.env.logLevel = 'error';
  ort.env.wasm.proxy = false;
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmBinary = wasmBinary;
  // Threads start from this file's address. Outside a browser (tests in Node) the runtime brings its own.
  if (typeof location !== 'undefined') {
    const glue = build === 'jspi' ? jspiGlue : asyncifyGlue;
    ort.env.wasm.wasmPaths = { mjs: new URL(glue, location.href).href };
  }
  return ort;
}
