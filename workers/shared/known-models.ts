import type { EraserValues } from './catalog.ts';
import pins from './known-pins.json' with { type: 'json' };
import { type HubSource, hubModelId, type ModelFile } from './stored-model.ts';

/** A revision as it was seen: commit, and the model's files with size and hash. */
export interface ModelPin {
  readonly commit: string;
  readonly files: readonly ModelFile[];
}

/** A public model worth knowing. */
export interface KnownModel {
  readonly name: string;
  /** What it is good for: the key of a sentence. */
  readonly use: 'prompted' | 'erase' | 'fewSteps' | 'eraseDiffusion';
  readonly license: string;
  readonly source: Omit<HubSource, 'hub'>;
  /** Gigabytes of graphics memory to have, about: weights, and what a fill needs besides. */
  readonly memoryGb: number;
  /** True where its graphs compute in half precision. */
  readonly half: boolean;
  /** What its repository does not tell, from the code that its authors published beside it. */
  readonly scalingFactor?: number;
  readonly guidance?: number;
  readonly eraser?: EraserValues;
}

const hub = (repo: string, file?: string) => ({ kind: 'hub' as const, repo, revision: 'main', file });

/** Best first, by what they are for. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  {
    name: 'MI-GAN',
    use: 'erase',
    license: 'MIT',
    source: hub('andraniksargsyan/migan', 'migan_pipeline_v2.onnx'),
    memoryGb: 0.5,
    half: false,
    eraser: { mask: 'keep' },
  },
  {
    name: 'LaMa',
    use: 'erase',
    license: 'Apache-2.0',
    source: hub('Carve/LaMa-ONNX', 'lama_fp32.onnx'),
    memoryGb: 1,
    half: false,
    eraser: { mask: 'fill' },
  },
  {
    name: 'Moebius',
    use: 'eraseDiffusion',
    license: 'Apache-2.0',
    source: hub('simonw/Moebius-ONNX'),
    memoryGb: 4,
    half: false,
    scalingFactor: 0.13025,
    guidance: 2,
  },
  {
    name: 'Stable Diffusion 2 inpainting',
    use: 'prompted',
    license: 'CreativeML OpenRAIL++-M',
    source: hub('jdp8/sd-2-inpainting-ort-web-fp16'),
    memoryGb: 4,
    half: true,
  },
  {
    name: 'Stable Diffusion 1.5 inpainting',
    use: 'prompted',
    license: 'CreativeML OpenRAIL-M',
    source: hub('jdp8/sd-1-5-inpainting-fp16'),
    memoryGb: 4,
    half: true,
  },
  {
    name: 'SD-Turbo',
    use: 'fewSteps',
    license: 'Stability AI non-commercial',
    source: hub('schmuell/sd-turbo-ort-web'),
    memoryGb: 4,
    half: true,
  },
  {
    name: 'LCM Dreamshaper v7',
    use: 'fewSteps',
    license: 'MIT',
    source: hub('SimianLuo/LCM_Dreamshaper_v7'),
    memoryGb: 6,
    half: false,
  },
];

/** The known model that a source names. */
export function knownModel(source: Omit<HubSource, 'hub'>): KnownModel | undefined {
  const id = hubModelId(source);
  return KNOWN_MODELS.find((model) => hubModelId(model.source) === id);
}

/**
 * What is known of a model's files beforehand; null for one that is not pinned: its hub is asked at the first click.
 * `scripts/check-catalog.mjs` writes them.
 */
export function builtInPin(id: string): ModelPin | null {
  return (pins as Readonly<Record<string, ModelPin>>)[id] ?? null;
}
