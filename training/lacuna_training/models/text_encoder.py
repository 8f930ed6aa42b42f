"""A small transformer over the pack's own vocabulary."""

import torch
from torch import Tensor, nn

from .attention import Attention, FeedForward
from .config import MODEL_MAX_LENGTH, TextConfig

PAD_ID = 0


class TextLayer(nn.Module):
    """Pre-norm self-attention and feed-forward."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(config.width)
        self.attention = Attention(config.width, config.width, config.heads)
        self.norm2 = nn.LayerNorm(config.width)
        self.feed_forward = FeedForward(config.width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        h = self.norm1(x)
        x = x + self.attention(h, h, bias)
        return x + self.feed_forward(self.norm2(x))


class TextEncoder(nn.Module):
    """Token ids [B,N], N <= 16, padded with 0, to hidden states [B,N,width]; those of padding are zero."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.tokens = nn.Embedding(config.capacity, config.width)
        self.positions = nn.Parameter(torch.randn(MODEL_MAX_LENGTH, config.width) * 0.02)
        self.layers = nn.ModuleList(TextLayer(config) for _ in range(config.layers))
        self.norm = nn.LayerNorm(config.width)
        nn.init.normal_(self.tokens.weight, std=0.5)

    def forward(self, input_ids: Tensor) -> Tensor:
        known = (input_ids != PAD_ID).to(self.positions.dtype)
        # A large finite number, not minus infinity: a row of padding alone must not become NaN.
        bias = (known[:, None, None, :] - 1.0) * 1e4
        x = self.tokens(input_ids) + self.positions[: input_ids.shape[1]]
        for layer in self.layers:
            x = layer(x, bias)
        return self.norm(x) * known[:, :, None]
