"""Makes a web pack of a diffusers checkpoint: Stable Diffusion 1 or 2, inpainting or not, turbo or LCM.

    pip install -r tools/convert/requirements.txt
    python tools/convert/convert.py CHECKPOINT OUT [--lora FILE] [--precision fp16|fp32] [--chunk-mb 512]
        [--attention fused|plain] [--license ID]

CHECKPOINT is a folder with model_index.json. Each graph is compared with torch at the end; the command fails where
one is further off than its precision allows.
"""

import argparse
import hashlib
import json
import shutil
import sys
from pathlib import Path

import torch
from diffusers import DiffusionPipeline

from attention import fuse
from graphs import answer_of, error_of, export, to_half, write
from networks import parts_of

ALLOWED = {'fp32': 1e-3, 'fp16': 2e-2}
FEW_STEPS = ('turbo', 'lcm', 'lightning', 'hyper')
LATENT_TO_RGB = [[0.149, 0.1035, 0.104], [0.0935, 0.143, 0.0865], [-0.079, 0.0945, 0.132], [-0.092, -0.1355, -0.2365]]
"""Kevin Turner's linear fit for Stable Diffusion latents, halved: RGB in 0..1 around 0.5."""
CONFIGS = ('unet', 'text_encoder')


def read(path: Path) -> dict:
    return json.loads(path.read_text()) if path.exists() else {}


def copy_configs(checkpoint: Path, out: Path) -> None:
    for name in ('model_index.json', 'scheduler/scheduler_config.json', *(f'{folder}/config.json' for folder in CONFIGS)):
        if (checkpoint / name).exists():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(checkpoint / name, out / name)
    for folder in ('vae_encoder', 'vae_decoder'):
        shutil.copyfile(checkpoint / 'vae/config.json', out / folder / 'config.json')
    for path in (checkpoint / 'tokenizer').iterdir():
        if path.suffix in ('.json', '.txt'):
            (out / 'tokenizer').mkdir(exist_ok=True)
            shutil.copyfile(path, out / 'tokenizer' / path.name)


def manifest(checkpoint: Path, out: Path, pipeline: DiffusionPipeline, license_id: str) -> dict:
    """lacuna.json: what the page needs to know, and every file with its size and SHA-256."""
    index, scheduler = read(checkpoint / 'model_index.json'), read(checkpoint / 'scheduler/scheduler_config.json')
    names = f'{checkpoint.name} {index.get("_class_name")} {scheduler.get("_class_name")}'.lower()
    few = any(word in names for word in FEW_STEPS)
    # Models that are told their guidance were trained with about as much, with a prompt and without.
    told = pipeline.unet.config.get('time_cond_proj_dim') is not None
    guidance = 8.5 if told else 1 if few else 7.5
    files = []
    for path in sorted(path for path in out.rglob('*') if path.is_file() and path.name != 'lacuna.json'):
        digest = hashlib.sha256()
        with path.open('rb') as file:
            while block := file.read(1 << 24):
                digest.update(block)
        files.append({'path': path.relative_to(out).as_posix(), 'bytes': path.stat().st_size, 'sha256': digest.hexdigest()})
    return {
        'schema': 1,
        'id': out.name,
        'name': checkpoint.name,
        'description': f'{"Few steps, " if few else ""}{pipeline.unet.config.in_channels} channels',
        'license': license_id,
        'nativeSize': 8 * pipeline.unet.config.sample_size,
        'vaeScaleFactor': 8,
        'latentChannels': pipeline.vae.config.latent_channels,
        'defaults': {'steps': 4 if few else 20, 'guidance': guidance, 'strength': 1},
        'intents': {'remove': {'guidance': guidance if told else 1, 'strength': 0.9}, 'refine': {'strength': 0.4}},
        'words': [],
        'latentToRgb': {'matrix': LATENT_TO_RGB, 'bias': [0.5, 0.5, 0.5]},
        'files': files,
    }


def convert(given: argparse.Namespace) -> bool:
    """Writes the pack and prints each graph's error; True when all are within bounds."""
    checkpoint, out, precision = given.checkpoint, given.out, given.precision
    torch.manual_seed(0)
    pipeline = DiffusionPipeline.from_pretrained(checkpoint, torch_dtype=torch.float32, safety_checker=None)
    if given.lora:
        pipeline.load_lora_weights(given.lora)
        pipeline.fuse_lora()
    # Scores of such a U-Net pass the largest number of half precision.
    kept = ('MultiHeadAttention',) if pipeline.unet.config.get('upcast_attention') else ()
    good = True
    for part in parts_of(pipeline):
        truth = answer_of(part)
        if part.folder == 'unet' and given.attention == 'fused':
            print(f'unet: attention of {fuse(pipeline.unet)} layers fused')
        model = export(part)
        write(to_half(model, kept=kept) if precision == 'fp16' else model, out / part.folder, given.chunk_mb << 20)
        error = error_of(part, out / part.folder, truth)
        good = good and error <= ALLOWED[precision]
        print(f'{part.folder}: {error:.1e} off torch, {ALLOWED[precision]:.0e} allowed')
    copy_configs(checkpoint, out)
    (out / 'lacuna.json').write_text(json.dumps(manifest(checkpoint, out, pipeline, given.license), indent=1) + '\n')
    return good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('checkpoint', type=Path)
    parser.add_argument('out', type=Path)
    parser.add_argument('--lora', type=Path)
    parser.add_argument('--precision', choices=('fp16', 'fp32'), default='fp16')
    parser.add_argument('--chunk-mb', type=int, default=512)
    parser.add_argument('--attention', choices=('fused', 'plain'), default='fused', help='of the U-Net')
    parser.add_argument('--license', default='', help="the checkpoint's licence, as an SPDX id or its name")
    sys.exit(0 if convert(parser.parse_args()) else 1)


if __name__ == '__main__':
    main()
