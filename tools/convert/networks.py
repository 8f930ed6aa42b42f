"""The parts of a Stable Diffusion class pipeline as networks with the inputs and outputs of a web pack."""

from dataclasses import dataclass

import torch
from diffusers import DiffusionPipeline
from torch import Tensor, nn

BATCH = 'batch'


@dataclass(frozen=True)
class Part:
    """A network, example inputs by name, its output's name, and the axes that stay free, by input."""

    folder: str
    module: nn.Module
    inputs: dict[str, Tensor]
    output: str
    axes: dict[str, dict[int, str]]


class Unet(nn.Module):
    def __init__(self, unet: nn.Module) -> None:
        super().__init__()
        self.unet = unet

    def forward(self, sample: Tensor, timestep: Tensor, hidden: Tensor, condition: Tensor | None = None) -> Tensor:
        return self.unet(sample, timestep, hidden, timestep_cond=condition, return_dict=False)[0]


class Text(nn.Module):
    def __init__(self, text: nn.Module) -> None:
        super().__init__()
        self.text = text

    def forward(self, input_ids: Tensor) -> Tensor:
        return self.text(input_ids, return_dict=False)[0]


class Encoder(nn.Module):
    """RGB to mean and log-variance of the posterior: the web side takes the mode."""

    def __init__(self, vae: nn.Module) -> None:
        super().__init__()
        self.vae = vae

    def forward(self, sample: Tensor) -> Tensor:
        moments = self.vae.encoder(sample)
        return self.vae.quant_conv(moments) if self.vae.quant_conv is not None else moments


class Decoder(nn.Module):
    """Unscaled latents to RGB."""

    def __init__(self, vae: nn.Module) -> None:
        super().__init__()
        self.vae = vae

    def forward(self, latent: Tensor) -> Tensor:
        if self.vae.post_quant_conv is not None:
            latent = self.vae.post_quant_conv(latent)
        return self.vae.decoder(latent)


def parts_of(pipeline: DiffusionPipeline) -> list[Part]:
    """The four graphs of a pipeline; raises ValueError for what is no Stable Diffusion 1 or 2."""
    unet, vae, text = pipeline.unet, pipeline.vae, pipeline.text_encoder
    if unet.config.get('addition_embed_type') == 'text_time':
        raise ValueError('SDXL has two text encoders and size inputs: not supported')
    cells = unet.config.sample_size
    tokens = pipeline.tokenizer.model_max_length
    area = {0: BATCH, 2: 'height', 3: 'width'}
    noise = torch.Generator().manual_seed(0)

    def random(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=noise)

    unet_inputs = {
        'sample': random(2, unet.config.in_channels, cells, cells),
        'timestep': torch.full((2,), 500.0),
        'encoder_hidden_states': random(2, tokens, unet.config.cross_attention_dim),
    }
    unet_axes = {'sample': area, 'timestep': {0: BATCH}, 'encoder_hidden_states': {0: BATCH, 1: 'tokens'}}
    if unet.config.get('time_cond_proj_dim') is not None:
        unet_inputs['timestep_cond'] = random(2, unet.config.time_cond_proj_dim)
        unet_axes['timestep_cond'] = {0: BATCH}
    ids = torch.randint(0, text.config.vocab_size, (1, tokens), generator=noise).int()
    side = 8 * cells
    return [
        Part('text_encoder', Text(text), {'input_ids': ids}, 'last_hidden_state', {'input_ids': {0: BATCH}}),
        Part('unet', Unet(unet), unet_inputs, 'out_sample', unet_axes),
        Part('vae_encoder', Encoder(vae), {'sample': random(1, 3, side, side)}, 'latent_parameters', {'sample': area}),
        Part('vae_decoder', Decoder(vae), {'latent_sample': random(1, vae.config.latent_channels, cells, cells)},
             'sample', {'latent_sample': area}),
    ]
