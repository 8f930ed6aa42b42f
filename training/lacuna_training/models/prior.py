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
DETAIL_REACH = 4.0
"""What a blur of this reach takes away counts as detail."""
RIM_WEIGHT = 0.1
"""Trust in known cells beside the hole: their latents have seen some of its grey."""
TRUST = 0.05
FLOOR = 1e-3
KNOWN_DEVIATION, KNOWN_SCALE = 0.1, 0.2
"""How far known latents may lie from the guess, and the scale of what the U-Net adds there."""
DETAIL_GAIN, LEAST_SCALE = 1.5, 0.05
"""In the hole the scale follows the detail around it: a plain sky stays plain, whatever is not yet learnt."""
CAUTION = 0.35
"""Deviation over scale in the hole; below 1, so that what is not learnt stays smooth."""


def blur(x: Tensor, reach: float) -> Tensor:
    """Gaussian blur of [B,C,h,w], zero outside; two matrix products, so it works at every size."""

    def kernel(length: int) -> Tensor:
        at = torch.arange(length, device=x.device).float()
        distance = at[:, None] - at[None, :]
        return torch.exp(distance * distance * (-0.5 / reach**2)) * (1 / (reach * math.sqrt(2 * math.pi)))

    across = x @ kernel(x.shape[3])
    return (across.transpose(2, 3) @ kernel(x.shape[2])).transpose(2, 3)


def continued(values: Tensor, weight: Tensor, otherwise: float) -> Tensor:
    """Values [B,C,h,w] where they are trusted (weight [B,1,h,w], 0 to 1), carried on elsewhere: normalised
    convolutions (Knutsson and Westin 1993), the widest first, each narrower one as far as enough trusted cells
    lie near. `otherwise` where nothing is trusted at all."""
    parts = torch.cat([values * weight, weight], dim=1)
    mean = parts.mean(dim=(2, 3), keepdim=True)
    fill = (mean[:, :-1] + FLOOR * otherwise) / (mean[:, -1:] + FLOOR)
    for reach in REACHES:
        blurred = blur(parts, reach)
        near = blurred[:, -1:]
        fill = fill + near / (near + TRUST) * (blurred[:, :-1] / (near + FLOOR * 0.1) - fill)
    return fill


def detail(masked: Tensor, weight: Tensor) -> Tensor:
    """Mean square over the channels of what a blur takes away from trusted cells, [B,1,h,w]."""
    parts = blur(torch.cat([masked * weight, weight], dim=1), DETAIL_REACH)
    return (masked - parts[:, :-1] / (parts[:, -1:] + FLOOR * 0.1)).square().mean(dim=1, keepdim=True)


class Prior(nn.Module):
    """Turns `sample` [B,9,h,w] and `timestep` into the fill, the v it implies, and the scale of what the
    U-Net adds to that v."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer('levels', alphas_cumprod(), persistent=False)

    def forward(self, sample: Tensor, timestep: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        noisy = sample[:, :LATENT_CHANNELS]
        mask = sample[:, LATENT_CHANNELS : LATENT_CHANNELS + 1]
        masked = sample[:, LATENT_CHANNELS + 1 :]
        rim = F.max_pool2d(mask, 3, stride=1, padding=1)
        weight = RIM_WEIGHT * (1 - mask) + (1 - RIM_WEIGHT) * (1 - rim)
        mean = masked + mask * (continued(masked, weight, 0.0) - masked)
        energy = continued(detail(masked, weight), weight, 1.0).clamp(0.0, 1.0)
        hole_scale = (DETAIL_GAIN * energy + LEAST_SCALE**2).sqrt()
        scale = KNOWN_SCALE + (hole_scale - KNOWN_SCALE) * mask
        spread = (KNOWN_DEVIATION + (CAUTION * hole_scale - KNOWN_DEVIATION) * mask) ** 2
        level = self.levels[timestep.long()][:, None, None, None]
        alpha, sigma, variance = level.sqrt(), (1 - level).sqrt(), 1 - level
        # The mean of a Gaussian around `mean` once `noisy` is seen.
        clean = (mean * variance + alpha * noisy * spread) / (variance + level * spread)
        return mean, (alpha * noisy - clean) / sigma, scale / (variance + level * scale * scale).sqrt()
