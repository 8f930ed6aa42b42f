"""A pool of encoded samples, renewed a few at a time: each is trained on several times with fresh noise."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from ..data.batches import Batch
from ..export.tokenizer import UNKNOWN, encode
from ..models.config import LATENT_CHANNELS, MODEL_MAX_LENGTH, VAE_FACTOR
from ..models.vae import Vae
from .common import fast_precision
from .pictures import to_signed

UNKNOWN_WORD_SHARE = 0.03


@dataclass(frozen=True)
class Encoded:
    """Scaled latents [n,4,h,w] of pictures and of masked pictures, mask in cells [n,1,h,w], token ids."""

    clean: Tensor
    masked: Tensor
    mask: Tensor
    ids: Tensor

    def parts(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.clean, self.masked, self.mask, self.ids

    def take(self, indices: Tensor) -> 'Encoded':
        return Encoded(*(part[indices] for part in self.parts()))


def token_ids(captions: list[str], words: list[str]) -> Tensor:
    """[n,16]; a word here and there becomes unknown, so that unknown words do no harm later."""
    ids = torch.tensor([encode(caption, words) for caption in captions])
    return torch.where((ids > UNKNOWN) & (ids > 3) & (torch.rand(ids.shape) < UNKNOWN_WORD_SHARE), UNKNOWN, ids)


@torch.no_grad()
def encode_batch(vae: Vae, grey: Tensor, batch: Batch, words: list[str], device: torch.device) -> Encoded:
    """Encodes a batch as the engine does: the hole mid-grey, the mask max-pooled to cells.

    `grey` [1,4,1,1]: what the masked latents are everywhere when the mask covers all.
    """
    pictures = to_signed(batch.images, device)
    mask = (batch.masks.to(device) > 0).float()
    with fast_precision(device):
        both = vae.encode(torch.cat([pictures, pictures * (1 - mask)])).float()
    clean, masked = both.chunk(2)
    full = mask.amin(dim=(1, 2, 3), keepdim=True) > 0
    masked = torch.where(full, grey.expand_as(masked), masked)
    cells = F.max_pool2d(mask, VAE_FACTOR)
    return Encoded(clean, masked, cells, token_ids(batch.captions, words).to(device))


class Pool:
    """A ring of encoded samples on the device."""

    def __init__(self, capacity: int, cells: int, device: torch.device) -> None:
        def empty(*shape: int) -> Tensor:
            return torch.zeros(capacity, *shape, device=device)

        self.store = Encoded(
            empty(LATENT_CHANNELS, cells, cells),
            empty(LATENT_CHANNELS, cells, cells),
            empty(1, cells, cells),
            torch.zeros(capacity, MODEL_MAX_LENGTH, dtype=torch.long, device=device),
        )
        self.capacity, self.filled, self.at = capacity, 0, 0

    def add(self, fresh: Encoded) -> None:
        """Overwrites the oldest samples."""
        count = len(fresh.ids)
        where = (torch.arange(count) + self.at) % self.capacity
        for kept, new in zip(self.store.parts(), fresh.parts(), strict=True):
            kept[where.to(kept.device)] = new
        self.at = (self.at + count) % self.capacity
        self.filled = min(self.filled + count, self.capacity)

    def draw(self, count: int) -> Encoded:
        """A random choice."""
        return self.store.take(torch.randint(0, self.filled, (count,), device=self.store.ids.device))
