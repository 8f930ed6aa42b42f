"""A first guess that needs no learning: known latents, and in the hole their smooth continuation.

The U-Net predicts what is missing from it, as in the preconditioning of Karras et al. 2022 (section 5), but
with a mean that depends on the masked picture. Even a barely trained network then neither casts colours nor
speckles; and all training goes into what a blur cannot know.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .config import LATENT_CHANNELS
from .schedule import alphas_cumprod

REACHES = (16.0, 6.0, 2.5, 1.0)
"""Standard deviations of the blurs in latent cells, coarse to fine."""
RIM_WEIGHT = 0.1
"""Trust in known cells beside the hole: their latents have seen some of its grey."""
TRUST = 0.05
FLOOR = 1e-3
HOLE_DEVIATION, KNOWN_DEVIATION = 0.15, 0.1
"""How far latents may lie from the guess; small in the hole, so that what is not learnt stays smooth."""
HOLE_SCALE, KNOWN_SCALE = 0.7, 0.2
"""How far they really lie, which sets the scale of the U-Net's output."""


def blur(x: Tensor, reach: float) -> Tensor:
    """Gaussian blur of [B,C,h,w], zero outside; two matrix products, so it works at every size."""

    def kernel(length: int) -> Tensor:
        at = torch.arange(length, device=x.device).float()
        distance = at[:, None] - at[None, :]
        return torch.exp(distance * distance * (-0.5 / reach**2)) * (1 / (reach * math.sqrt(2 * math.pi)))

    across = x @ kernel(x.shape[3])
    return (across.transpose(2, 3) @ kernel(x.shape[2])).transpose(2, 3)


def smooth_fill(masked: Tensor, mask: Tensor) -> Tensor:
    """Known latents, and normalised convolutions of them in the hole (Knutsson and Westin 1993), the widest
    first, each narrower one where enough known cells lie near; zero when nothing is known."""
    weight = RIM_WEIGHT * (1 - mask) + (1 - RIM_WEIGHT) * (1 - F.max_pool2d(mask, 3, stride=1, padding=1))
    parts = torch.cat([masked * weight, weight], dim=1)
    mean = parts.mean(dim=(2, 3), keepdim=True)
    fill = mean[:, :LATENT_CHANNELS] / (mean[:, LATENT_CHANNELS:] + FLOOR)
    for reach in REACHES:
        blurred = blur(parts, reach)
        near = blurred[:, LATENT_CHANNELS:]
        trust = near / (near + TRUST)
        fill = fill + trust * (blurred[:, :LATENT_CHANNELS] / (near + FLOOR * 0.1) - fill)
    return masked + mask * (fill - masked)


class Prior(nn.Module):
    """Turns `sample` [B,9,h,w] and `timestep` into the fill, the v it implies, and the scale of what the
    U-Net adds to that v."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer('levels', alphas_cumprod(), persistent=False)

    def forward(self, sample: Tensor, timestep: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        noisy = sample[:, :LATENT_CHANNELS]
        mask = sample[:, LATENT_CHANNELS : LATENT_CHANNELS + 1]
        mean = smooth_fill(sample[:, LATENT_CHANNELS + 1 :], mask)
        level = self.levels[timestep.long()][:, None, None, None]
        alpha, sigma, variance = level.sqrt(), (1 - level).sqrt(), 1 - level
        spread = (KNOWN_DEVIATION + (HOLE_DEVIATION - KNOWN_DEVIATION) * mask) ** 2
        # The mean of a Gaussian around `mean` once `noisy` is seen.
        clean = (mean * variance + alpha * noisy * spread) / (variance + level * spread)
        scale = KNOWN_SCALE + (HOLE_SCALE - KNOWN_SCALE) * mask
        return mean, (alpha * noisy - clean) / sigma, scale / (variance + level * scale * scale).sqrt()
