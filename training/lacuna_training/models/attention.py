"""Attention out of plain matrix products and softmax, which every ONNX provider computes alike."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Attention(nn.Module):
    """Multi-head attention of `x` [B,N,C] over `context` [B,M,K] (Vaswani et al. 2017, equation 1)."""

    def __init__(self, width: int, context: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.scale = (width // heads) ** -0.5
        self.query = nn.Linear(width, width, bias=False)
        self.key = nn.Linear(context, width, bias=False)
        self.value = nn.Linear(context, width, bias=False)
        self.out = nn.Linear(width, width)

    def split(self, x: Tensor) -> Tensor:
        """[B,N,C] to [B,heads,N,C/heads]."""
        return x.reshape(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x: Tensor, context: Tensor, bias: Tensor | None = None) -> Tensor:
        query, key = self.split(self.query(x)), self.split(self.key(context))
        value = self.split(self.value(context))
        scores = query @ key.transpose(2, 3) * self.scale
        mixed = torch.softmax(scores if bias is None else scores + bias, dim=-1) @ value
        return self.out(mixed.transpose(1, 2).reshape(x.shape[0], x.shape[1], -1))


class FeedForward(nn.Module):
    """Two linear layers with SiLU between."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.rise = nn.Linear(width, 3 * width)
        self.fall = nn.Linear(3 * width, width)

    def forward(self, x: Tensor) -> Tensor:
        return self.fall(F.silu(self.rise(x)))
