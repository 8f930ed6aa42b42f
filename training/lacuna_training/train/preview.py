"""What the U-Net makes of held-out pictures, during training."""

from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from ..export.tokenizer import encode
from ..models.bundle import Bundle
from ..models.config import VAE_FACTOR
from ..models.schedule import ddim
from .pictures import save_rows
from .pool import Encoded


@torch.no_grad()
def fill(bundle: Bundle, samples: Encoded, words: list[str], guidance: float, steps: int = 20) -> Tensor:
    """Scaled latents after DDIM from noise (seed 0), with the captions when guidance is not 1."""
    generator = torch.Generator().manual_seed(0)
    device = samples.clean.device
    noise = torch.randn(samples.clean.shape, generator=generator).to(device)
    empty = bundle.text(torch.tensor([encode('', words)], device=device)).expand(len(noise), -1, -1)
    prompted = bundle.text(samples.ids)

    def predict(latents: Tensor, t: int) -> Tensor:
        x = torch.cat([latents, samples.mask, samples.masked], dim=1)
        timestep = torch.tensor([float(t)], device=device)
        negative = bundle.unet(x, timestep, empty)
        if guidance == 1:
            return negative
        return negative + guidance * (bundle.unet(x, timestep, prompted) - negative)

    return ddim(noise, steps, predict)


@torch.no_grad()
def preview(bundle: Bundle, samples: Encoded, words: list[str], path: Path) -> None:
    """Rows: masked, filled without and with the caption, the truth (decoded)."""
    truth = bundle.vae.decode(samples.clean)
    hole = F.interpolate(samples.mask, scale_factor=float(VAE_FACTOR), mode='nearest')
    rows = [truth * (1 - hole)]
    for guidance in (1.0, 2.5):
        filled = bundle.vae.decode(fill(bundle, samples, words, guidance))
        rows.append(truth * (1 - hole) + filled * hole)
    save_rows([*rows, truth], path)
