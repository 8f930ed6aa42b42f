"""What both trainings share: device, precision, averaged weights, checkpoints, log, clock."""

import copy
import ctypes
import math
import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import torch
from torch import nn

RUNS = Path(os.environ.get('LACUNA_RUNS') or Path(__file__).resolve().parents[2] / 'runs')
"""Checkpoints, logs and previews; not tracked."""
PACK = Path(__file__).resolve().parents[3] / 'public' / 'models' / 'lacuna-small'
WARM_UP_STEPS = 100
MALLOPT_TRIM_THRESHOLD, MALLOPT_MMAP_MAX = -1, -4
BF16_INSTRUCTIONS = ('avx512_bf16', 'amx_bf16', 'bf16')


def keep_memory() -> None:
    """Tells glibc to keep freed memory: handing big tensors back to the kernel each step costs half the time."""
    if sys.platform == 'linux':
        libc = ctypes.CDLL(None)
        if hasattr(libc, 'mallopt'):
            libc.mallopt(MALLOPT_MMAP_MAX, 0)
            libc.mallopt(MALLOPT_TRIM_THRESHOLD, 2**31 - 1)


def pick_device() -> torch.device:
    """CUDA when there is one, else the CPU."""
    return torch.device('cuda' if torch.cuda.is_available() else 'cpu')


def has_bf16(device: torch.device) -> bool:
    """Whether the device computes in bf16 itself; without such instructions a convolution in bf16 is emulated,
    tens of times slower than in fp32."""
    if device.type != 'cpu':
        return True
    abilities = torch.cpu.get_capabilities()
    return any(abilities.get(name) for name in BF16_INSTRUCTIONS)


def fast_precision(device: torch.device) -> AbstractContextManager[None]:
    """bf16 autocast where the device has it (twice the speed of fp32 with AVX-512 BF16 or AMX, more on GPUs),
    else plain fp32."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=has_bf16(device))


class Average:
    """Exponential moving average of weights; the decay rises with the number of updates."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.model = copy.deepcopy(model).eval().requires_grad_(False)
        self.decay = decay

    @torch.no_grad()
    def update(self, model: nn.Module, updates: int) -> None:
        decay = min(self.decay, (1 + updates) / (10 + updates))
        mine, theirs = self.model.state_dict(), model.state_dict()
        for name, value in mine.items():
            if value.is_floating_point():
                value.lerp_(theirs[name], 1 - decay)


class Budget:
    """Minutes of wall-clock time, and the learning rate's schedule over them."""

    def __init__(self, minutes: float, rate: float) -> None:
        self.start, self.seconds, self.rate = time.monotonic(), minutes * 60, rate

    def spent(self) -> float:
        """Share of the budget that is gone, 0 to 1 and beyond."""
        return (time.monotonic() - self.start) / self.seconds

    def learning_rate(self, step: int) -> float:
        """A short warm-up, then a cosine down to a twentieth."""
        decay = 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * min(self.spent(), 1.0)))
        return self.rate * min(1.0, (step + 1) / WARM_UP_STEPS) * decay

    def apply(self, optimiser: torch.optim.Optimizer, step: int) -> None:
        for group in optimiser.param_groups:
            group['lr'] = self.learning_rate(step)


class Log:
    """Lines to the screen and to runs/NAME.log, and a call to act on every `interval` seconds."""

    def __init__(self, name: str, interval: float = 30.0) -> None:
        RUNS.mkdir(parents=True, exist_ok=True)
        self.path, self.interval, self.last = RUNS / f'{name}.log', interval, time.monotonic()

    def write(self, text: str) -> None:
        line = f'{time.strftime("%H:%M:%S")} {text}'
        print(line, flush=True)
        with self.path.open('a') as file:
            file.write(line + '\n')

    def due(self) -> bool:
        if time.monotonic() - self.last < self.interval:
            return False
        self.last = time.monotonic()
        return True


def save(state: dict[str, object], path: Path) -> None:
    """Writes a checkpoint so that a crash leaves the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix('.draft')
    torch.save(state, draft)
    os.replace(draft, path)


def load(path: Path, device: torch.device) -> dict[str, object] | None:
    """A checkpoint, or None where there is none."""
    return torch.load(path, map_location=device, weights_only=True) if path.exists() else None


def steps() -> Iterator[int]:
    """0, 1, 2, ..."""
    number = 0
    while True:
        yield number
        number += 1
