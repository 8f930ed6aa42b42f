import { LacunaError } from './errors.ts';
import type { ModelKind } from './stored-model.ts';

/** Folders of a diffusion pipeline; a text encoder is not needed by models without prompts. */
const REQUIRED = ['unet', 'vae_encoder', 'vae_decoder'] as const;
const OPTIONAL = ['text_encoder'] as const;

/** Small files that say how to use the graphs. */
const CONFIGS = [
  'model_index.json',
  'lacuna.json',
  'vae/config.json',
  'scheduler/scheduler_config.json',
  'tokenizer/tokenizer.json',
  'tokenizer/tokenizer_config.json',
  'tokenizer/special_tokens_map.json',
  'tokenizer/vocab.json',
  'tokenizer/merges.txt',
];

/** Files that some exports leave beside the graphs and that no graph reads. */
const NOT_WEIGHTS = /\.(json|txt|md|py|safetensors|bin|pt|ckpt|msgpack|onnx|png|jpe?g|gitattributes)$/i;
const OK_PATH = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

/** The files of a model, out of everything its folder holds. */
export interface ModelLayout {
  readonly kind: ModelKind;
  readonly paths: readonly string[];
  /** Path of each component's graph; an eraser has one, `eraser`. */
  readonly graphs: Readonly<Record<string, string>>;
}

/**
 * Recognises a model by its folders and picks the files that are needed: graph, weights and config of each component,
 * tokenizer and scheduler. Names are read, never assumed: a component's graph is `model.onnx`, else its only `.onnx`.
 *
 * @param wanted the graph to take where a folder holds several one-graph models
 * @throws LacunaError `model-missing` naming what is not there, `model-unsupported` for other formats
 */
export function recogniseModel(all: readonly string[], wanted?: string): ModelLayout {
  const paths = all.filter((path) => OK_PATH.test(path));
  if (!paths.some((path) => path.startsWith('unet/'))) return flat(paths) ?? oneGraph(paths, wanted);

  const chosen = new Set(CONFIGS.filter((path) => paths.includes(path)));
  const graphs: Record<string, string> = {};
  for (const folder of [...REQUIRED, ...OPTIONAL]) {
    const inside = paths.filter((path) => path.startsWith(`${folder}/`) && path.split('/').length === 2);
    const graph = pickGraph(folder, inside);
    if (!graph) {
      if ((OPTIONAL as readonly string[]).includes(folder) && inside.length === 0) continue;
      throw missing(
        `${folder}/model.onnx`,
        inside.some((path) => path.endsWith('.safetensors')),
      );
    }
    graphs[folder] = graph;
    chosen.add(graph);
    if (paths.includes(`${folder}/config.json`)) chosen.add(`${folder}/config.json`);
    for (const path of inside) if (!NOT_WEIGHTS.test(path)) chosen.add(path);
  }
  if (graphs.text_encoder && !hasTokenizer(paths)) throw missing('tokenizer/tokenizer.json', false);
  return { kind: 'diffusion', paths: [...chosen].sort(), graphs };
}

/** A pipeline whose graphs lie side by side, `unet.onnx` and so on; null where it is none. */
function flat(paths: readonly string[]): ModelLayout | null {
  if (!REQUIRED.every((name) => paths.includes(`${name}.onnx`))) return null;
  const names = [...REQUIRED, ...OPTIONAL].filter((name) => paths.includes(`${name}.onnx`));
  const graphs = Object.fromEntries(names.map((name) => [name, `${name}.onnx`]));
  if (graphs.text_encoder && !hasTokenizer(paths)) throw missing('tokenizer/tokenizer.json', false);
  const chosen = Object.values(graphs).flatMap((graph) => [graph, ...weightsOf(paths, graph)]);
  return {
    kind: 'diffusion',
    paths: [...chosen, ...CONFIGS.filter((path) => paths.includes(path))].sort(),
    graphs,
  };
}

function weightsOf(paths: readonly string[], graph: string): readonly string[] {
  return paths.filter((path) => path.startsWith(`${graph}_data`) || path.startsWith(`${graph}.data`));
}

function hasTokenizer(paths: readonly string[]): boolean {
  return (
    paths.includes('tokenizer/tokenizer.json') ||
    (paths.includes('tokenizer/vocab.json') && paths.includes('tokenizer/merges.txt'))
  );
}

function pickGraph(folder: string, inside: readonly string[]): string | null {
  const usual = `${folder}/model.onnx`;
  if (inside.includes(usual)) return usual;
  const graphs = inside.filter((path) => path.endsWith('.onnx'));
  return graphs.length === 1 ? (graphs[0] as string) : null;
}

/** A model of one graph: image and mask in, image out. */
function oneGraph(paths: readonly string[], wanted: string | undefined): ModelLayout {
  const graphs = paths.filter((path) => path.endsWith('.onnx'));
  const graph = wanted ?? (graphs.length === 1 ? graphs[0] : undefined);
  if (graph === undefined || !paths.includes(graph)) {
    if (wanted !== undefined) throw missing(wanted, false);
    if (graphs.length > 1) {
      throw new LacunaError('model-several', `several graphs, name one: ${graphs.join(', ')}`, {
        what: graphs.slice(0, 6).join(', '),
      });
    }
    throw missing(
      'unet/model.onnx',
      paths.some((path) => path.endsWith('.safetensors')),
    );
  }
  const configs = ['lacuna.json', 'config.json'].filter((path) => paths.includes(path));
  return {
    kind: 'eraser',
    paths: [graph, ...weightsOf(paths, graph), ...configs],
    graphs: { eraser: graph },
  };
}

function missing(what: string, torch: boolean): LacunaError {
  return torch
    ? new LacunaError('model-unsupported', 'these are PyTorch weights, not ONNX graphs', {
        what: 'safetensors',
      })
    : new LacunaError('model-missing', `the model has no ${what}`, { what });
}
