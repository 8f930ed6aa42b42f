"""Sizes of the networks, small (the embedded pack) and nano (the test pack)."""

from dataclasses import dataclass

LATENT_CHANNELS = 4
VAE_FACTOR = 8
MODEL_MAX_LENGTH = 16


@dataclass(frozen=True)
class VaeConfig:
    """Channels at a quarter and an eighth of the resolution, residual blocks at each."""

    quarter: int
    eighth: int
    encoder_blocks: tuple[int, int]
    decoder_blocks: tuple[int, int]
    head: int
    """Channels of the full-resolution feature map before the last thin convolution."""


@dataclass(frozen=True)
class TextConfig:
    """`capacity` is the number of rows of the embedding, at least the vocabulary's length."""

    capacity: int
    width: int
    layers: int
    heads: int


@dataclass(frozen=True)
class UnetConfig:
    """One entry of `channels` and `blocks` a level; levels in `attention` carry a transformer block."""

    channels: tuple[int, ...]
    blocks: tuple[int, ...]
    attention: tuple[int, ...]
    groups: int
    heads: int
    context: int
    in_channels: int = 2 * LATENT_CHANNELS + 1

    @property
    def size_multiple(self) -> int:
        """Height and width in latent cells must be multiples of this."""
        return 2 ** (len(self.channels) - 1)


@dataclass(frozen=True)
class ModelConfig:
    """All networks of a pack and the side in pixels it is made for."""

    native_size: int
    vae: VaeConfig
    text: TextConfig
    unet: UnetConfig


SMALL = ModelConfig(
    native_size=256,
    vae=VaeConfig(quarter=64, eighth=128, encoder_blocks=(2, 3), decoder_blocks=(4, 4), head=8),
    text=TextConfig(capacity=512, width=128, layers=2, heads=4),
    unet=UnetConfig(channels=(64, 128, 192), blocks=(1, 2, 1), attention=(1, 2), groups=16, heads=4, context=128),
)

NANO = ModelConfig(
    native_size=64,
    vae=VaeConfig(quarter=8, eighth=12, encoder_blocks=(1, 1), decoder_blocks=(1, 1), head=4),
    text=TextConfig(capacity=32, width=16, layers=2, heads=2),
    unet=UnetConfig(channels=(8, 12, 16), blocks=(1, 1, 1), attention=(1, 2), groups=4, heads=2, context=16),
)
