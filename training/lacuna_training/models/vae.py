"""A small variational autoencoder: factor 8, four latent channels, convolutions only, no normalisation.

Without normalisation a latent cell depends on nothing but its neighbourhood, so that the latents of kept
pixels are the same in the picture and in the masked picture, at every size of crop.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .config import LATENT_CHANNELS, VaeConfig

LOGVAR_RANGE = (-12.0, 4.0)


class PlainBlock(nn.Module):
    """x + conv(relu(conv(relu(x)))), the second convolution starting near zero."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)
        with torch.no_grad():
            self.conv2.weight.mul_(0.1)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv2(F.relu(self.conv1(F.relu(x))))


def blocks(channels: int, count: int) -> nn.Sequential:
    """`count` plain blocks in a row."""
    return nn.Sequential(*(PlainBlock(channels) for _ in range(count)))


class Encoder(nn.Module):
    """RGB in [-1, 1], [B,3,H,W], to mean and log variance, [B,8,H/8,W/8], unscaled."""

    def __init__(self, config: VaeConfig) -> None:
        super().__init__()
        # A convolution of side 4 and stride 4 is a pixel-unshuffle by 4 and a 1x1 convolution in one.
        self.patch = nn.Conv2d(3, config.quarter, 4, stride=4)
        self.quarter = blocks(config.quarter, config.encoder_blocks[0])
        self.down = nn.Conv2d(config.quarter, config.eighth, 3, stride=2, padding=1)
        self.eighth = blocks(config.eighth, config.encoder_blocks[1])
        self.out = nn.Conv2d(config.eighth, 2 * LATENT_CHANNELS, 3, padding=1)

    def forward(self, sample: Tensor) -> Tensor:
        h = self.eighth(self.down(self.quarter(self.patch(sample))))
        mean, logvar = self.out(F.relu(h)).chunk(2, dim=1)
        return torch.cat([mean, logvar.clamp(*LOGVAR_RANGE)], dim=1)


class Decoder(nn.Module):
    """Unscaled latents [B,4,h,w] to RGB, about [-1, 1], [B,3,8h,8w].

    The full resolution is reached by a pixel-shuffle by 4 that starts as nearest-neighbour enlargement, and
    one thin 3x3 convolution after it, against the checkerboard of the shuffle.
    """

    def __init__(self, config: VaeConfig) -> None:
        super().__init__()
        self.inlet = nn.Conv2d(LATENT_CHANNELS, config.eighth, 1)
        self.mix = nn.Conv2d(config.eighth, config.eighth, 3, padding=1)
        self.eighth = blocks(config.eighth, config.decoder_blocks[0])
        self.up = nn.Conv2d(config.eighth, config.quarter, 3, padding=1)
        self.quarter = blocks(config.quarter, config.decoder_blocks[1])
        self.head = nn.Conv2d(config.quarter, config.head * 16, 3, padding=1)
        self.out = nn.Conv2d(config.head, 3, 3, padding=1)
        with torch.no_grad():
            seed = self.head.weight[::16].clone()
            self.head.weight.copy_(seed.repeat_interleave(16, dim=0))
            self.head.bias.copy_(self.head.bias[::16].clone().repeat_interleave(16))

    def forward(self, latent_sample: Tensor) -> Tensor:
        h = self.eighth(self.mix(self.inlet(latent_sample)))
        h = F.interpolate(h, scale_factor=2.0, mode='nearest')
        h = self.quarter(self.up(h))
        h = F.pixel_shuffle(self.head(F.relu(h)), 4)
        return self.out(F.relu(h))


class Vae(nn.Module):
    """Encoder and decoder, with the factor that brings latents to unit variance (diffusers' scaling_factor)."""

    def __init__(self, config: VaeConfig) -> None:
        super().__init__()
        self.encoder = Encoder(config)
        self.decoder = Decoder(config)
        self.register_buffer('scaling_factor', torch.ones(()))

    def encode(self, picture: Tensor) -> Tensor:
        """Scaled latents (the mode of the posterior) of RGB in [-1, 1]."""
        return self.encoder(picture)[:, :LATENT_CHANNELS] * self.scaling_factor

    def decode(self, latents: Tensor) -> Tensor:
        """RGB of scaled latents."""
        return self.decoder(latents / self.scaling_factor)

    @torch.no_grad()
    def whiten(self, pictures: Tensor) -> None:
        """Folds the mean and the deviation of each latent channel into the weights, exactly.

        The encoder's last layer takes them off and the decoder's first, a 1x1 convolution, puts them back.
        """
        parameters = torch.cat([self.encoder(p) for p in pictures.split(32)])
        mean, logvar = parameters.chunk(2, dim=1)
        centre = mean.mean(dim=(0, 2, 3))
        deviation = mean.std(dim=(0, 2, 3)).clamp(min=1e-4)
        out, inlet = self.encoder.out, self.decoder.inlet
        out.weight[:LATENT_CHANNELS] /= deviation[:, None, None, None]
        out.bias[:LATENT_CHANNELS] = (out.bias[:LATENT_CHANNELS] - centre) / deviation
        out.bias[LATENT_CHANNELS:] -= 2 * deviation.log()
        inlet.bias += inlet.weight[:, :, 0, 0] @ centre
        inlet.weight *= deviation[None, :, None, None]
        self.scaling_factor.fill_(1.0)
