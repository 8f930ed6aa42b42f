"""Between uint8 pictures and signed tensors."""

from pathlib import Path

import torch
from PIL import Image
from torch import Tensor


def to_signed(pictures: Tensor, device: torch.device) -> Tensor:
    """uint8 RGB to [-1, 1], channels last."""
    signed = pictures.to(device).float() / 127.5 - 1
    return signed.contiguous(memory_format=torch.channels_last)


def save_rows(rows: list[Tensor], path: Path) -> None:
    """Writes a PNG: each row a batch of pictures in [-1, 1] side by side."""
    whole = torch.cat([torch.cat(list(row), dim=2) for row in rows], dim=1)
    pixels = ((whole.clamp(-1, 1) + 1) * 127.5).round().byte().permute(1, 2, 0)
    Image.fromarray(pixels.cpu().contiguous().numpy()).save(path)
