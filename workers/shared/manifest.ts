import type { EraserValues, Intent, PackFile, PackIndex, PackManifest, SamplingDefaults } from './catalog.ts';
import { INTENTS } from './catalog.ts';
import { LacunaError } from './errors.ts';

type Json = Readonly<Record<string, unknown>>;

const FOLDER_FILE = /^[\w-]+(\/[\w-]+)*(\.[\w-]+)*$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** `models/index.json` from untrusted JSON. Throws `pack-invalid`. */
export function parseIndex(value: unknown): PackIndex {
  const packs = list(object(value, 'index'), 'packs').map((id) => {
    check(typeof id === 'string' && /^[\w-]+$/.test(id), 'packs');
    return id as string;
  });
  return { schema: 1, packs };
}

/** `lacuna.json` from untrusted JSON: only what the contract names is taken over. Throws `pack-invalid`. */
export function parseManifest(value: unknown): PackManifest {
  const json = object(value, 'manifest');
  check(json.schema === 1, 'schema');
  const latentChannels = integer(json, 'latentChannels', 1, 64);
  const preview = object(json.latentToRgb, 'latentToRgb');
  const matrix = list(preview, 'matrix').map((row) => numbers(row, 3, 'latentToRgb.matrix'));
  check(matrix.length === latentChannels, 'latentToRgb.matrix');
  const intents: Partial<Record<Intent, Partial<SamplingDefaults>>> = {};
  for (const intent of INTENTS) {
    const given = object(json.intents ?? {}, 'intents')[intent];
    if (given !== undefined) intents[intent] = partialDefaults(object(given, intent));
  }
  return {
    schema: 1,
    id: string(json, 'id'),
    name: string(json, 'name'),
    description: string(json, 'description'),
    license: string(json, 'license'),
    nativeSize: integer(json, 'nativeSize', 64, 4096),
    vaeScaleFactor: integer(json, 'vaeScaleFactor', 8, 8),
    latentChannels,
    ...(json.scalingFactor !== undefined && { scalingFactor: number(json, 'scalingFactor', 1e-3, 10) }),
    defaults: { steps: 20, guidance: 1, strength: 1, ...partialDefaults(object(json.defaults, 'defaults')) },
    intents,
    words: list(json, 'words').filter((word): word is string => typeof word === 'string'),
    ...(json.maxWords !== undefined && { maxWords: integer(json, 'maxWords', 1, 1024) }),
    latentToRgb: { matrix, bias: numbers(preview.bias, 3, 'latentToRgb.bias') },
    files: list(json, 'files').map(parseFile),
    ...(json.graphs !== undefined && { graphs: parseGraphs(object(json.graphs, 'graphs')) }),
    ...(json.eraser !== undefined && { eraser: parseEraser(object(json.eraser, 'eraser')) }),
  };
}

/** Paths of graphs by component, each within the pack's folder. */
function parseGraphs(json: Json): Readonly<Record<string, string>> {
  const paths = Object.keys(json).map((component) => [component, string(json, component)] as const);
  for (const [, path] of paths) check(FOLDER_FILE.test(path), 'graphs');
  return Object.fromEntries(paths);
}

function parseEraser({ mask, picture, result }: Json): EraserValues {
  check(mask === undefined || mask === 'fill' || mask === 'keep', 'eraser.mask');
  return {
    ...(mask !== undefined && { mask }),
    ...(picture !== undefined && { picture: ends(picture, 'eraser.picture') }),
    ...(result !== undefined && { result: ends(result, 'eraser.result') }),
  };
}

/** Two values that differ. */
function ends(value: unknown, what: string): readonly [number, number] {
  const [black, white] = numbers(value, 2, what) as [number, number];
  check(black !== white, what);
  return [black, white];
}

function parseFile(value: unknown): PackFile {
  const json = object(value, 'files');
  const path = string(json, 'path');
  const sha256 = string(json, 'sha256');
  // Graphs find their weights by these names: nothing that leaves the pack's folder.
  check(FOLDER_FILE.test(path), 'files.path');
  check(SHA256.test(sha256), 'files.sha256');
  const file = { path, sha256, bytes: integer(json, 'bytes', 0, 4e9) };
  return json.source === undefined ? file : { ...file, source: string(json, 'source') };
}

function partialDefaults(json: Json): Partial<SamplingDefaults> {
  const out: { steps?: number; guidance?: number; strength?: number } = {};
  if (json.steps !== undefined) out.steps = integer(json, 'steps', 1, 150);
  if (json.guidance !== undefined) out.guidance = number(json, 'guidance', 0, 50);
  if (json.strength !== undefined) out.strength = number(json, 'strength', 0, 1);
  return out;
}

function check(condition: boolean, what: string): asserts condition {
  if (!condition) throw new LacunaError('pack-invalid', `bad or missing ${what}`, { what });
}

function object(value: unknown, what: string): Json {
  check(typeof value === 'object' && value !== null && !Array.isArray(value), what);
  return value as Json;
}

function list(json: Json, key: string): readonly unknown[] {
  const value = json[key];
  check(Array.isArray(value), key);
  return value as readonly unknown[];
}

function string(json: Json, key: string): string {
  const value = json[key];
  check(typeof value === 'string', key);
  return value as string;
}

function number(json: Json, key: string, low: number, high: number): number {
  const value = json[key];
  check(typeof value === 'number' && value >= low && value <= high, key);
  return value as number;
}

function integer(json: Json, key: string, low: number, high: number): number {
  const value = number(json, key, low, high);
  check(Number.isInteger(value), key);
  return value;
}

function numbers(value: unknown, length: number, what: string): readonly number[] {
  check(Array.isArray(value) && value.length === length && value.every(Number.isFinite), what);
  return value as readonly number[];
}
