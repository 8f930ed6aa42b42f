"""The denoising network: a U-Net with cross-attention on text (Rombach et al. 2022) that predicts v
(Salimans and Ho 2022, section 4)."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .attention import Attention, FeedForward
from .config import LATENT_CHANNELS, UnetConfig
from .prior import Prior


class TimestepEmbedding(nn.Module):
    """Sines and cosines of the timestep (0 to 999), then two linear layers.

    Angles stay below 200 radians: GPUs lose digits in sines of large arguments.
    """

    def __init__(self, width: int, out: int) -> None:
        super().__init__()
        angles = torch.exp(torch.linspace(math.log(1.0), math.log(200.0), width // 2)) / 1000.0
        self.register_buffer('angles', angles.half().float(), persistent=False)
        self.rise = nn.Linear(width, out)
        self.fall = nn.Linear(out, out)

    def forward(self, timestep: Tensor) -> Tensor:
        phase = timestep[:, None] * self.angles[None, :]
        return self.fall(F.silu(self.rise(torch.cat([phase.sin(), phase.cos()], dim=1))))


class ResBlock(nn.Module):
    """Group norm, SiLU, convolution, twice; the embedding is added between."""

    def __init__(self, inlet: int, outlet: int, embedding: int, groups: int) -> None:
        super().__init__()
        self.norm1 = nn.GroupNorm(groups, inlet)
        self.conv1 = nn.Conv2d(inlet, outlet, 3, padding=1)
        self.embed = nn.Linear(embedding, outlet)
        self.norm2 = nn.GroupNorm(groups, outlet)
        self.conv2 = nn.Conv2d(outlet, outlet, 3, padding=1)
        self.skip = nn.Identity() if inlet == outlet else nn.Conv2d(inlet, outlet, 1)
        nn.init.zeros_(self.conv2.weight)
        nn.init.zeros_(self.conv2.bias)

    def forward(self, x: Tensor, embedding: Tensor) -> Tensor:
        h = self.conv1(F.silu(self.norm1(x)))
        h = h + self.embed(F.silu(embedding))[:, :, None, None]
        return self.skip(x) + self.conv2(F.silu(self.norm2(h)))


class TransformerBlock(nn.Module):
    """Self-attention over the cells, cross-attention over the text, feed-forward."""

    def __init__(self, channels: int, config: UnetConfig) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(channels)
        self.itself = Attention(channels, channels, config.heads)
        self.norm2 = nn.LayerNorm(channels)
        self.text = Attention(channels, config.context, config.heads)
        self.norm3 = nn.LayerNorm(channels)
        self.feed_forward = FeedForward(channels)
        for layer in (self.itself.out, self.text.out, self.feed_forward.fall):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, x: Tensor, context: Tensor) -> Tensor:
        batch, channels, height, width = x.shape
        h = x.reshape(batch, channels, -1).transpose(1, 2)
        n = self.norm1(h)
        h = h + self.itself(n, n)
        h = h + self.text(self.norm2(h), context)
        h = h + self.feed_forward(self.norm3(h))
        return h.transpose(1, 2).reshape(batch, channels, height, width)


class Stage(nn.Module):
    """A residual block with or without a transformer block after it."""

    def __init__(self, inlet: int, outlet: int, embedding: int, attends: bool, config: UnetConfig) -> None:
        super().__init__()
        self.residual = ResBlock(inlet, outlet, embedding, config.groups)
        self.transformer = TransformerBlock(outlet, config) if attends else None

    def forward(self, x: Tensor, embedding: Tensor, context: Tensor) -> Tensor:
        x = self.residual(x, embedding)
        return x if self.transformer is None else self.transformer(x, context)


class Unet(nn.Module):
    """`sample` [B,9,h,w] = noisy latents (4), mask (1, 1 = repaint), masked-image latents (4), all scaled;
    `timestep` [1] or [B]; `encoder_hidden_states` [B,N,context]. Returns v, [B,4,h,w]."""

    def __init__(self, config: UnetConfig) -> None:
        super().__init__()
        self.config = config
        first = config.channels[0]
        embedding = 4 * first
        self.time = TimestepEmbedding(first, embedding)
        self.prior = Prior()
        self.conv_in = nn.Conv2d(config.in_channels, first, 3, padding=1)
        self.guess_in = nn.Conv2d(LATENT_CHANNELS, first, 1)
        self.down, self.shrink = nn.ModuleList(), nn.ModuleList()
        self.up, self.grow = nn.ModuleList(), nn.ModuleList()
        channels, skips = first, []
        for level, outlet in enumerate(config.channels):
            stages = nn.ModuleList()
            for block in range(config.blocks[level]):
                attends = level in config.attention and block == config.blocks[level] - 1
                stages.append(Stage(channels, outlet, embedding, attends, config))
                channels = outlet
                skips.append(outlet)
            self.down.append(stages)
            if level < len(config.channels) - 1:
                self.shrink.append(nn.Conv2d(channels, channels, 3, stride=2, padding=1))
        self.middle = Stage(channels, channels, embedding, True, config)
        for level in reversed(range(len(config.channels))):
            outlet, stages = config.channels[level], nn.ModuleList()
            for block in range(config.blocks[level]):
                attends = level in config.attention and block == 0
                stages.append(Stage(channels + skips.pop(), outlet, embedding, attends, config))
                channels = outlet
            self.up.append(stages)
            if level > 0:
                # Narrowed before the enlargement: a quarter of the work.
                self.grow.append(nn.Conv2d(channels, config.channels[level - 1], 3, padding=1))
                channels = config.channels[level - 1]
        self.norm_out = nn.GroupNorm(config.groups, channels)
        self.conv_out = nn.Conv2d(channels, LATENT_CHANNELS, 3, padding=1)
        nn.init.zeros_(self.conv_out.weight)
        nn.init.zeros_(self.conv_out.bias)

    def forward(self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor) -> Tensor:
        with torch.autocast(sample.device.type, enabled=False):
            guess, v, scale = self.prior(sample, timestep)
        embedding = self.time(timestep)
        x, skips = self.conv_in(sample) + self.guess_in(guess), []
        for level, stages in enumerate(self.down):
            for stage in stages:
                x = stage(x, embedding, encoder_hidden_states)
                skips.append(x)
            if level < len(self.shrink):
                x = self.shrink[level](x)
        x = self.middle(x, embedding, encoder_hidden_states)
        for level, stages in enumerate(self.up):
            for stage in stages:
                x = stage(torch.cat([x, skips.pop()], dim=1), embedding, encoder_hidden_states)
            if level < len(self.grow):
                x = F.interpolate(self.grow[level](x), scale_factor=2.0, mode='nearest')
        return v + scale * self.conv_out(F.silu(self.norm_out(x)))
