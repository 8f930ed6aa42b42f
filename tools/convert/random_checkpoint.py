"""Makes a diffusers checkpoint with random weights, to try the converter and the page on: no download, no licence.

    pip install -r tools/convert/requirements.txt
    python tools/convert/random_checkpoint.py OUT [--size tiny|sd15] [--channels 9|4] [--kind sd1|sd2|lcm]

`sd15` has the architecture of Stable Diffusion 1.5, every weight of it (4.2 GB in float32); `tiny` has the same parts
with a few thousand weights. What it draws is noise.
"""

import argparse
import json
from pathlib import Path

import torch
from diffusers import (
    AutoencoderKL,
    LCMScheduler,
    PNDMScheduler,
    StableDiffusionInpaintPipeline,
    StableDiffusionPipeline,
    UNet2DConditionModel,
)
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

END = '<|endoftext|>'
START = '<|startoftext|>'
MERGES = [('a', 'p'), ('ap', 'p'), ('l', 'e</w>'), ('app', 'le</w>'), ('r', 'e'), ('re', 'd</w>'), ('o', 'n</w>')]
LENGTH = 77
"""Tokens of a prompt."""


def byte_alphabet() -> list[str]:
    """The 256 symbols that byte-level vocabularies write bytes with (GPT-2's table)."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in plain]
    return [chr(byte) for byte in plain] + [chr(256 + index) for index in range(len(others))]


def write_tokenizer(folder: Path, size: int, pad: str) -> None:
    """vocab.json and merges.txt of a CLIP tokenizer with a few words; the rest of `size` is never produced."""
    letters = byte_alphabet()
    words = [*letters, *(f'{letter}</w>' for letter in letters), *(''.join(pair) for pair in MERGES)]
    filler = [f'unused{index}</w>' for index in range(size - len(words) - 2)]
    vocabulary = {word: index for index, word in enumerate([*words, *filler, START, END])}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / 'vocab.json').write_text(json.dumps(vocabulary, ensure_ascii=False))
    (folder / 'merges.txt').write_text('#version: 0.2\n' + '\n'.join(' '.join(pair) for pair in MERGES) + '\n')
    special = {'bos_token': START, 'eos_token': END, 'unk_token': END, 'pad_token': pad}
    (folder / 'special_tokens_map.json').write_text(json.dumps(special))
    config = {'tokenizer_class': 'CLIPTokenizer', 'model_max_length': LENGTH, 'do_lower_case': True, **special}
    (folder / 'tokenizer_config.json').write_text(json.dumps(config))


def make_unet(size: str, channels: int, kind: str) -> UNet2DConditionModel:
    # Stable Diffusion 2 counts the width of a head where 1 counts heads, and projects with Linear in place of Conv.
    two = {'use_linear_projection': True} if kind == 'sd2' else {}
    told = {'time_cond_proj_dim': 256 if size == 'sd15' else 32} if kind == 'lcm' else {}
    common = {'in_channels': channels, 'out_channels': 4, **two, **told}
    if size == 'sd15':
        return UNet2DConditionModel(sample_size=64, cross_attention_dim=768, attention_head_dim=8, **common)
    return UNet2DConditionModel(
        sample_size=8,
        block_out_channels=(4, 8),
        layers_per_block=1,
        norm_num_groups=2,
        attention_head_dim=2,
        cross_attention_dim=8,
        down_block_types=('DownBlock2D', 'CrossAttnDownBlock2D'),
        up_block_types=('CrossAttnUpBlock2D', 'UpBlock2D'),
        **common,
    )


def make_vae(size: str) -> AutoencoderKL:
    full = size == 'sd15'
    return AutoencoderKL(
        block_out_channels=(128, 256, 512, 512) if full else (4, 4, 4, 4),
        down_block_types=('DownEncoderBlock2D',) * 4,
        up_block_types=('UpDecoderBlock2D',) * 4,
        layers_per_block=2 if full else 1,
        norm_num_groups=32 if full else 2,
        latent_channels=4,
        sample_size=512 if full else 64,
        scaling_factor=0.18215,
    )


def make_text(size: str, vocabulary: int) -> CLIPTextModel:
    full = size == 'sd15'
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=vocabulary,
            hidden_size=768 if full else 8,
            intermediate_size=3072 if full else 16,
            num_hidden_layers=12 if full else 2,
            num_attention_heads=12 if full else 2,
            max_position_embeddings=LENGTH,
            bos_token_id=vocabulary - 2,
            eos_token_id=vocabulary - 1,
            pad_token_id=vocabulary - 1,
        )
    )


def scheduler_of(kind: str) -> PNDMScheduler | LCMScheduler:
    levels = {'beta_start': 0.00085, 'beta_end': 0.012, 'beta_schedule': 'scaled_linear'}
    if kind == 'lcm':
        return LCMScheduler(**levels)
    prediction = 'v_prediction' if kind == 'sd2' else 'epsilon'
    return PNDMScheduler(**levels, prediction_type=prediction, skip_prk_steps=True, steps_offset=1)


def write_checkpoint(out: Path, size: str, channels: int, kind: str, seed: int = 0) -> None:
    """Writes the checkpoint folder `out`."""
    torch.manual_seed(seed)
    vocabulary = 49408 if size == 'sd15' else 544
    pad = '!' if kind == 'sd2' else END
    write_tokenizer(out / 'tokenizer', vocabulary, pad)
    pipeline_class = StableDiffusionInpaintPipeline if channels == 9 else StableDiffusionPipeline
    pipeline = pipeline_class(
        vae=make_vae(size),
        text_encoder=make_text(size, vocabulary),
        tokenizer=CLIPTokenizer.from_pretrained(out / 'tokenizer'),
        unet=make_unet(size, channels, kind),
        scheduler=scheduler_of(kind),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.save_pretrained(out)
    # What libraries save differs from version to version; these four files are what checkpoints have.
    for path in (out / 'tokenizer').iterdir():
        path.unlink()
    write_tokenizer(out / 'tokenizer', vocabulary, pad)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('out', type=Path)
    parser.add_argument('--size', choices=('tiny', 'sd15'), default='tiny')
    parser.add_argument('--channels', type=int, choices=(4, 9), default=9)
    parser.add_argument('--kind', choices=('sd1', 'sd2', 'lcm'), default='sd1')
    given = parser.parse_args()
    write_checkpoint(given.out, given.size, given.channels, given.kind)


if __name__ == '__main__':
    main()
