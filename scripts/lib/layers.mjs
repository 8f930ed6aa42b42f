/**
 * Who may import whom. A file belongs to the first layer whose path is a prefix of its own; it may import its own
 * layer and those named in `may`. `types` may be imported with `import type` besides.
 *
 * @typedef {{ path: string, may: readonly string[], types?: readonly string[] }} Layer
 */

const SHARED = 'workers/shared/';
const RPC = 'workers/rpc/';
const ONNX = 'workers/onnx/';
const inference = (/** @type {string} */ name) => `workers/inference/${name}`;
const NUMERICS = inference('numerics/');
const SCHEDULERS = inference('schedulers/');
const CONDITIONING = inference('conditioning/');
const EXEMPLAR = inference('exemplar/');
const RUNTIME = inference('runtime/');
const MODELS = inference('models/');
const PIPELINES = inference('pipelines/');
const TRANSPORT = inference('transport/');
const ENGINE = inference('engine/');
// What the pipelines see of a loaded model: types alone.
const MODEL_TYPES = [inference('models/pack.ts'), inference('runtime/types.ts')];
const BELOW_ENGINE = [NUMERICS, SCHEDULERS, CONDITIONING, EXEMPLAR, RUNTIME, MODELS, PIPELINES, TRANSPORT];

/** @type {readonly Layer[]} */
export const LAYERS = [
  { path: SHARED, may: [] },
  { path: RPC, may: [SHARED] },
  { path: ONNX, may: [SHARED] },
  { path: NUMERICS, may: [SHARED] },
  { path: SCHEDULERS, may: [SHARED, NUMERICS] },
  { path: CONDITIONING, may: [SHARED, NUMERICS], types: [...MODEL_TYPES, SCHEDULERS] },
  { path: EXEMPLAR, may: [SHARED, NUMERICS] },
  { path: RUNTIME, may: [SHARED] },
  { path: MODELS, may: [SHARED, ONNX, NUMERICS, RUNTIME], types: [SCHEDULERS] },
  { path: PIPELINES, may: [SHARED, NUMERICS, SCHEDULERS, CONDITIONING, EXEMPLAR], types: MODEL_TYPES },
  { path: TRANSPORT, may: [SHARED] },
  { path: ENGINE, may: [SHARED, ...BELOW_ENGINE] },
  { path: 'workers/inference/', may: [SHARED, RPC, ENGINE, ...BELOW_ENGINE] },
  { path: 'workers/codec/', may: [SHARED, RPC] },
  { path: 'workers/download/', may: [SHARED, RPC, ONNX] },
  { path: 'workers/service/', may: [] },
  { path: 'src/lib/', may: [SHARED] },
  { path: 'src/i18n/', may: [SHARED, 'src/lib/'] },
  { path: 'src/ui/', may: [SHARED, 'src/lib/', 'src/i18n/'] },
  { path: 'src/editor/', may: [SHARED, 'src/lib/'] },
  { path: 'src/engine-client/', may: [SHARED, 'src/lib/'] },
  { path: 'src/pwa/', may: [SHARED, 'src/lib/'] },
  {
    path: 'src/stores/',
    may: [SHARED, 'src/lib/', 'src/i18n/', 'src/editor/'],
    types: ['src/engine-client/', 'src/pwa/'],
  },
  {
    path: 'src/features/',
    may: [SHARED, 'src/lib/', 'src/i18n/', 'src/ui/', 'src/stores/', 'src/editor/'],
    types: ['src/engine-client/', 'src/pwa/'],
  },
  { path: 'src/app/', may: [SHARED, 'src/'] },
  { path: 'src/main.tsx', may: [SHARED, 'src/'] },
];

/**
 * What is wrong with one import, or null.
 *
 * @param {string} from importing file, relative to the root
 * @param {string} to imported file, relative to the root
 * @param {{ typeOnly: boolean, spawn: boolean }} how
 * @returns {string | null}
 */
export function layerViolation(from, to, how) {
  const layer = LAYERS.find(({ path }) => from.startsWith(path));
  if (!layer) return null;
  if (how.spawn) {
    if (!to.startsWith('workers/') || from.startsWith('workers/')) return null;
    return layer.path === 'src/app/' ? null : 'only src/app starts workers';
  }
  if (layer.path === 'src/features/') {
    const feature = (/** @type {string} */ path) => path.split('/').slice(0, 3).join('/');
    if (to.startsWith(layer.path) && feature(from) !== feature(to)) return 'features never import each other';
  }
  if (to.startsWith(layer.path)) {
    // A nested layer inside this one still has to be named.
    const inner = LAYERS.find(({ path }) => to.startsWith(path));
    if (!inner || inner === layer || layer.may.some((path) => to.startsWith(path))) return null;
  }
  if (layer.may.some((path) => to.startsWith(path))) return null;
  if (how.typeOnly && layer.types?.some((path) => to.startsWith(path))) return null;
  return `${layer.path} may not import ${to}`;
}
