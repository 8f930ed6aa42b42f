import type { ModelSource } from './stored-model.ts';

/** A public model worth knowing. What a hub has to say (commit, sizes, hashes) is asked at the first click. */
export interface KnownModel {
  readonly name: string;
  /** What it is good for: the key of a sentence. */
  readonly use: 'prompted' | 'erase' | 'fewSteps';
  readonly license: string;
  readonly source: Omit<Extract<ModelSource, { kind: 'hub' }>, 'hub'>;
  /** Gigabytes of graphics memory that it takes, about. */
  readonly memoryGb: number;
  /** True where its graphs compute in half precision. */
  readonly half: boolean;
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
  },
  {
    name: 'LaMa',
    use: 'erase',
    license: 'Apache-2.0',
    source: hub('Carve/LaMa-ONNX', 'lama_fp32.onnx'),
    memoryGb: 1,
    half: false,
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
];
