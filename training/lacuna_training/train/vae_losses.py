"""Losses of the autoencoder, and its small patch discriminator (Isola et al. 2017)."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

GRADIENT_WEIGHT = 0.7
CHROMA_WEIGHT = 0.7
COARSE_WEIGHT = 0.5
EXTRA_NOISE = 0.08


def chroma(picture: Tensor) -> Tensor:
    """Two colour differences, zero for grey: [B,2,H,W]."""
    red, green, blue = picture.unbind(1)
    return torch.stack([red - green, 0.5 * (red + green) - blue], dim=1)


def reconstruction_loss(output: Tensor, target: Tensor) -> Tensor:
    """L1 on values, on neighbours' differences, on colour differences, and on 8x8 means."""
    error = output - target
    across = (error[..., 1:] - error[..., :-1]).abs().mean()
    down = (error[..., 1:, :] - error[..., :-1, :]).abs().mean()
    coarse = F.avg_pool2d(error, 8).abs().mean()
    colour = chroma(error).abs().mean()
    value = error.abs().mean()
    return value + GRADIENT_WEIGHT * 0.5 * (across + down) + CHROMA_WEIGHT * colour + COARSE_WEIGHT * coarse


def divergence(parameters: Tensor) -> Tensor:
    """Mean Kullback-Leibler divergence of the posterior from the unit normal, per latent value."""
    mean, logvar = parameters.float().chunk(2, dim=1)
    return 0.5 * (mean.square() + logvar.exp() - 1 - logvar).mean()


def draw(parameters: Tensor) -> Tensor:
    """A sample of the posterior, and a little more noise: the decoder must bear a U-Net's small errors."""
    mean, logvar = parameters.chunk(2, dim=1)
    deviation = torch.exp(0.5 * logvar) + EXTRA_NOISE
    return mean + deviation * torch.randn_like(mean)


class Discriminator(nn.Sequential):
    """Real or decoded, one logit for each 16x16 patch or so."""

    def __init__(self) -> None:
        super().__init__(
            nn.Conv2d(3, 32, 4, stride=2, padding=1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(32, 64, 4, stride=2, padding=1),
            nn.GroupNorm(8, 64),
            nn.LeakyReLU(0.2),
            nn.Conv2d(64, 96, 3, padding=1),
            nn.GroupNorm(8, 96),
            nn.LeakyReLU(0.2),
            nn.Conv2d(96, 1, 3, padding=1),
        )


def combined_gradient(loss: Tensor, adversarial: Tensor, output: Tensor, share: float) -> Tensor:
    """The gradient of both losses at `output`, the adversarial one scaled to `share` of the other's norm
    (the adaptive weight of Esser et al. 2021, equation 7, taken at the picture)."""
    main = torch.autograd.grad(loss, output, retain_graph=True)[0]
    other = torch.autograd.grad(adversarial, output, retain_graph=True)[0]
    return main + other * (share * main.norm() / other.norm().clamp(min=1e-12))
