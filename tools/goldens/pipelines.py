"""Tiny random packs made of diffusers' own networks, and what diffusers' inpainting pipeline makes with them, for
`workers/inference/pipelines/diffusers.test.ts`.

    pip install -r tools/goldens/requirements.txt && python tools/goldens/pipelines.py

Writes e2e/packs/tiny (9 input channels), e2e/packs/tiny-4ch (4; the rest shared) and e2e/packs/tiny/goldens.json.
"""

import json
import shutil
import sys
from pathlib import Path

import diffusers
import numpy as np
import torch
from diffusers import AutoencoderKL, StableDiffusionInpaintPipeline, UNet2DConditionModel
from torch import Tensor, nn
from transformers import CLIPTextConfig, CLIPTextModel, PreTrainedTokenizerFast

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / 'training'))

from lacuna_training.export.check import check  # noqa: E402
from lacuna_training.export.configs import model_index  # noqa: E402
from lacuna_training.export.graphs import Graph, store_half, trace, write  # noqa: E402
from lacuna_training.export.manifest import entries  # noqa: E402
from lacuna_training.export.networks import SPATIAL  # noqa: E402
from lacuna_training.export.pack import write_json  # noqa: E402
from lacuna_training.models.bundle import round_to_half  # noqa: E402

PACKS = REPOSITORY / 'e2e' / 'packs'
NANO = PACKS / 'nano'
SIDE, CELLS, WIDTH, LENGTH = 64, 8, 16, 16
PROMPT, NEGATIVE = 'a red apple on the grass', 'water'
HOLE = (16, 24, 48, 56)
"""Left, top, right, bottom: whole latent cells, so that every way of shrinking the mask agrees."""
SD = {'beta_start': 0.00085, 'beta_end': 0.012, 'beta_schedule': 'scaled_linear', 'steps_offset': 1}
SCHEDULER = {'_class_name': 'DDIMScheduler', **SD, 'clip_sample': False, 'set_alpha_to_one': False}
CASES = {
    'ddim': ('DDIMScheduler', {'clip_sample': False, 'set_alpha_to_one': False}, 6),
    'euler': ('EulerDiscreteScheduler', {'timestep_spacing': 'linspace'}, 6),
    'dpmpp-2m': ('DPMSolverMultistepScheduler', {'timestep_spacing': 'leading', 'use_karras_sigmas': True}, 6),
    'euler-ancestral': ('EulerAncestralDiscreteScheduler', {'timestep_spacing': 'leading'}, 6),
    'lcm': ('LCMScheduler', {}, 5),
}
SEED, GUIDANCE = 31, 2.5


class UnetGraph(nn.Module):
    """The U-Net with the inputs and the one output of an exported pack."""

    def __init__(self, unet: UNet2DConditionModel) -> None:
        super().__init__()
        self.unet = unet

    def forward(self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor) -> Tensor:
        return self.unet(sample, timestep, encoder_hidden_states, return_dict=False)[0]


class TextGraph(nn.Module):
    """Token ids to the last hidden state."""

    def __init__(self, text: CLIPTextModel) -> None:
        super().__init__()
        self.text = text

    def forward(self, input_ids: Tensor) -> Tensor:
        return self.text(input_ids, return_dict=False)[0]


class EncoderGraph(nn.Module):
    """RGB to mean and log-variance of the posterior."""

    def __init__(self, vae: AutoencoderKL) -> None:
        super().__init__()
        self.encoder, self.quant_conv = vae.encoder, vae.quant_conv

    def forward(self, sample: Tensor) -> Tensor:
        return self.quant_conv(self.encoder(sample))


class DecoderGraph(nn.Module):
    """Unscaled latents to RGB."""

    def __init__(self, vae: AutoencoderKL) -> None:
        super().__init__()
        self.decoder, self.post_quant_conv = vae.decoder, vae.post_quant_conv

    def forward(self, latent_sample: Tensor) -> Tensor:
        return self.decoder(self.post_quant_conv(latent_sample))


def make_unet(channels: int) -> UNet2DConditionModel:
    unet = UNet2DConditionModel(
        sample_size=CELLS,
        in_channels=channels,
        out_channels=4,
        block_out_channels=(8, 16),
        layers_per_block=1,
        norm_num_groups=4,
        attention_head_dim=2,
        cross_attention_dim=WIDTH,
        down_block_types=('DownBlock2D', 'CrossAttnDownBlock2D'),
        up_block_types=('CrossAttnUpBlock2D', 'UpBlock2D'),
    )
    with torch.no_grad():
        # Random networks whisper: their words and their output are made to count.
        unet.conv_out.weight.mul_(4)
        for name, parameter in unet.named_parameters():
            if 'attn2.to_out.0.weight' in name:
                parameter.mul_(6)
    return unet.eval()


def make_vae() -> AutoencoderKL:
    vae = AutoencoderKL(
        block_out_channels=(4, 4, 4, 8),
        down_block_types=('DownEncoderBlock2D',) * 4,
        up_block_types=('UpDecoderBlock2D',) * 4,
        layers_per_block=1,
        norm_num_groups=2,
        latent_channels=4,
        sample_size=SIDE,
        mid_block_add_attention=False,
        scaling_factor=1.5,
    )
    return vae.eval()


def make_text(vocabulary: int) -> CLIPTextModel:
    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=vocabulary,
            hidden_size=WIDTH,
            intermediate_size=2 * WIDTH,
            num_hidden_layers=2,
            num_attention_heads=2,
            max_position_embeddings=LENGTH,
            pad_token_id=0,
            bos_token_id=2,
            eos_token_id=3,
            attn_implementation='eager',
        )
    ).eval()


def picture() -> np.ndarray:
    """uint8 [64,64,3]: 128 + 90 sin(x (c + 1) / 9) cos(y (4 - c) / 13), rounded."""
    y, x, c = np.meshgrid(np.arange(SIDE), np.arange(SIDE), np.arange(3), indexing='ij')
    return np.round(128 + 90 * np.sin(x * (c + 1) / 9) * np.cos(y * (4 - c) / 13)).astype(np.uint8)


def graphs(unet: nn.Module, channels: int, others: dict[str, nn.Module]) -> list[Graph]:
    generator = torch.Generator().manual_seed(3)

    def normal(*shape: int) -> Tensor:
        return torch.randn(shape, generator=generator)

    sequence = {0: 'batch', 1: 'sequence'}
    made = [
        Graph(
            'unet',
            UnetGraph(unet).eval(),
            {
                'sample': normal(2, channels, CELLS, CELLS),
                'timestep': torch.tensor([701.0]),
                'encoder_hidden_states': normal(2, LENGTH, WIDTH),
            },
            'out_sample',
            {
                'sample': SPATIAL,
                'timestep': {0: 'steps'},
                'encoder_hidden_states': sequence,
                'out_sample': SPATIAL,
            },
        )
    ]
    if not others:
        return made
    ids = torch.randint(0, 4, (2, LENGTH), generator=generator)
    hidden = 'last_hidden_state'
    return [
        *made,
        Graph('text_encoder', others['text'], {'input_ids': ids}, hidden, {'input_ids': {0: 'batch'}, hidden: {0: 'batch'}}),
        Graph(
            'vae_encoder',
            others['encoder'],
            {'sample': normal(2, 3, SIDE, SIDE).clamp(-1, 1)},
            'latent_parameters',
            {'sample': SPATIAL, 'latent_parameters': SPATIAL},
        ),
        Graph(
            'vae_decoder',
            others['decoder'],
            {'latent_sample': normal(2, 4, CELLS, CELLS)},
            'sample',
            {'latent_sample': SPATIAL, 'sample': SPATIAL},
        ),
    ]


def export(folder: Path, made: list[Graph]) -> None:
    for graph in made:
        model = trace(graph)
        store_half(model, {name for name, _ in graph.module.named_buffers()})
        write(model, folder / graph.folder, external=False)
        print(folder.name, graph.folder, f'{check(graph, folder / graph.folder / "model.onnx"):.1e}')


def write_manifest(folder: Path, name: str, shared: dict[str, str]) -> None:
    nano = json.loads((NANO / 'lacuna.json').read_text())
    about = {'id': folder.name, 'name': name, 'description': "Random weights in diffusers' own networks, for tests."}
    write_json(folder / 'lacuna.json', {**nano, **about, 'files': entries(folder, shared)})


def pipeline(unet: UNet2DConditionModel, vae: AutoencoderKL, text: CLIPTextModel) -> StableDiffusionInpaintPipeline:
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(NANO / 'tokenizer' / 'tokenizer.json'),
        model_max_length=LENGTH,
        pad_token='[PAD]',
        unk_token='[UNK]',
        bos_token='[BOS]',
        eos_token='[EOS]',
    )
    pipe = StableDiffusionInpaintPipeline(
        vae=vae,
        text_encoder=text,
        tokenizer=tokenizer,
        unet=unet,
        scheduler=diffusers.DDIMScheduler(**{key: value for key, value in SCHEDULER.items() if key[0] != '_'}),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipe.set_progress_bar_config(disable=True)
    return pipe


def significant(values: Tensor) -> list[float]:
    return [float(f'{value:.7g}') for value in values.flatten().tolist()]


def run(pipe: StableDiffusionInpaintPipeline, sampler: str, strength: float) -> dict:
    name, config, steps = CASES[sampler]
    pipe.scheduler = getattr(diffusers, name)(**{**SD, **config})
    image = torch.from_numpy(picture()).permute(2, 0, 1)[None].float() / 255
    mask = torch.zeros(1, 1, SIDE, SIDE)
    left, top, right, bottom = HOLE
    mask[:, :, top:bottom, left:right] = 1
    latents = pipe(
        PROMPT,
        image=image,
        mask_image=mask,
        negative_prompt=NEGATIVE,
        height=SIDE,
        width=SIDE,
        strength=strength,
        num_inference_steps=steps,
        guidance_scale=GUIDANCE,
        generator=torch.Generator('cpu').manual_seed(SEED),
        output_type='latent',
    ).images
    return {
        'channels': pipe.unet.config.in_channels,
        'sampler': sampler,
        'karras': config.get('use_karras_sigmas', False),
        'spacing': config.get('timestep_spacing', 'leading'),
        'steps': steps,
        'strength': strength,
        'latents': significant(latents),
    }


@torch.no_grad()
def main() -> None:
    torch.manual_seed(11)
    # The page encodes pictures to the posterior's mean; a draw there would also shift all later ones.
    module = sys.modules[AutoencoderKL.__module__.replace('autoencoder_kl', 'vae')]
    module.DiagonalGaussianDistribution.sample = lambda self, generator=None: self.mode()
    vae, text = make_vae(), make_text(32)
    unets = {9: make_unet(9), 4: make_unet(4)}
    for network in (vae, text, *unets.values()):
        round_to_half(network)
    folders = {9: PACKS / 'tiny', 4: PACKS / 'tiny-4ch'}
    for channels, folder in folders.items():
        shutil.rmtree(folder, ignore_errors=True)
        write_json(folder / 'model_index.json', model_index(inpainting=channels == 9))
        write_json(folder / 'unet' / 'config.json', {'_class_name': 'UNet2DConditionModel', 'in_channels': channels})
    wide, slim = folders[9], folders[4]
    write_json(wide / 'scheduler' / 'scheduler_config.json', SCHEDULER)
    for half in ('vae_encoder', 'vae_decoder'):
        factor = vae.config.scaling_factor
        write_json(wide / half / 'config.json', {'_class_name': 'AutoencoderKL', 'scaling_factor': factor})
    others = {'text': TextGraph(text).eval(), 'encoder': EncoderGraph(vae).eval(), 'decoder': DecoderGraph(vae).eval()}
    export(wide, graphs(unets[9], 9, others))
    export(slim, graphs(unets[4], 4, {}))
    tokenizer = {f'tokenizer/{name}': f'../nano/tokenizer/{name}' for name in ('tokenizer.json', 'tokenizer_config.json')}
    write_manifest(wide, "Tiny, diffusers' networks (test)", tokenizer)
    own = [str(path.relative_to(wide)) for path in wide.rglob('*') if path.is_file() and path.name != 'lacuna.json']
    shared = {name: f'../tiny/{name}' for name in own if not (slim / name).exists()}
    write_manifest(slim, "Tiny, 4 channels, diffusers' networks (test)", {**shared, **tokenizer})
    cases = [
        run(pipeline(unets[channels], vae, text), sampler, strength)
        for channels in (9, 4)
        for sampler in CASES
        for strength in (1.0, 0.6)
    ]
    goldens = {
        'about': f'Final latents of StableDiffusionInpaintPipeline (diffusers {diffusers.__version__}, torch '
        f'{torch.__version__}), made by tools/goldens/pipelines.py. Picture: 64 x 64, channel c of pixel x, y is '
        '128 + 90 sin(x (c + 1) / 9) cos(y (4 - c) / 13), rounded. The posterior of the VAE is its mean.',
        'prompt': PROMPT,
        'negativePrompt': NEGATIVE,
        'guidance': GUIDANCE,
        'seed': SEED,
        'hole': HOLE,
        'cases': cases,
    }
    path = wide / 'goldens.json'
    path.write_text(json.dumps(goldens, separators=(',', ':')) + '\n')
    print(path, path.stat().st_size)


if __name__ == '__main__':
    main()
