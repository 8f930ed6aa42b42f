"""The noise schedule (scaled_linear, 1000 steps) and DDIM (Song et al. 2021, equation 12, eta 0)."""

from collections.abc import Callable

import torch
from torch import Tensor

TRAIN_STEPS = 1000
BETA_START, BETA_END = 0.00085, 0.012
STEPS_OFFSET = 1


def alphas_cumprod() -> Tensor:
    """Cumulative products of 1 - beta, [1000], float32."""
    betas = torch.linspace(BETA_START**0.5, BETA_END**0.5, TRAIN_STEPS, dtype=torch.float64) ** 2
    return torch.cumprod(1 - betas, dim=0).float()


def add_noise(clean: Tensor, noise: Tensor, level: Tensor) -> Tensor:
    """sqrt(a) x0 + sqrt(1 - a) noise; `level` is the cumulative alpha of each sample, [B]."""
    a = level[:, None, None, None]
    return a.sqrt() * clean + (1 - a).sqrt() * noise


def velocity(clean: Tensor, noise: Tensor, level: Tensor) -> Tensor:
    """v = sqrt(a) noise - sqrt(1 - a) x0 (Salimans and Ho 2022, equation 10)."""
    a = level[:, None, None, None]
    return a.sqrt() * noise - (1 - a).sqrt() * clean


def leading_timesteps(steps: int) -> list[int]:
    """Descending timesteps of the "leading" spacing, with the offset of 1."""
    ratio = TRAIN_STEPS // steps
    return [step * ratio + STEPS_OFFSET for step in reversed(range(steps))]


def ddim(latents: Tensor, steps: int, predict: Callable[[Tensor, int], Tensor], strength: float = 1.0) -> Tensor:
    """Denoises `latents`, which hold the noise level of the first timestep used; `predict` returns v.

    With strength below 1 only the last `round down(steps * strength)` timesteps are used.
    """
    table = alphas_cumprod()
    timesteps = leading_timesteps(steps)[steps - min(int(steps * strength), steps) :]
    for t in timesteps:
        before = t - TRAIN_STEPS // steps
        a = table[t]
        a_before = table[before] if before >= 0 else table[0]
        v = predict(latents, t)
        clean = a.sqrt() * latents - (1 - a).sqrt() * v
        noise = a.sqrt() * v + (1 - a).sqrt() * latents
        latents = a_before.sqrt() * clean + (1 - a_before).sqrt() * noise
    return latents
