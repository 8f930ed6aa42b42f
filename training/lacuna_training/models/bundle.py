"""All networks of a pack together."""

import torch
from torch import nn

from .config import ModelConfig
from .text_encoder import TextEncoder
from .unet import Unet
from .vae import Vae


class Bundle(nn.Module):
    """Text encoder, U-Net and autoencoder of one configuration."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.vae = Vae(config.vae)
        self.text = TextEncoder(config.text)
        self.unet = Unet(config.unet)


@torch.no_grad()
def randomise(bundle: Bundle, seed: int) -> None:
    """Random weights of a size that keeps every layer's output alive, the zero-initialised ones too."""
    generator = torch.Generator().manual_seed(seed)
    for name, parameter in bundle.named_parameters():
        noise = torch.randn(parameter.shape, generator=generator)
        if parameter.dim() >= 2 and 'tokens' not in name and 'positions' not in name:
            parameter.copy_(noise * (1.2 / parameter[0].numel()) ** 0.5)
        elif 'norm' in name and name.endswith('weight'):
            parameter.copy_(1 + 0.1 * noise)
        else:
            parameter.copy_(noise * (0.5 if parameter.dim() >= 2 else 0.05))


@torch.no_grad()
def round_to_half(bundle: Bundle) -> None:
    """Rounds every weight to the nearest fp16 number, which is what a pack stores."""
    for parameter in bundle.parameters():
        parameter.copy_(parameter.half().float())
