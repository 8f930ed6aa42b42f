"""Square windows of pictures at many scales, with flips and mild colour changes."""

import cv2
import numpy as np


def window(rng: np.random.Generator, levels: list[np.ndarray], size: int) -> tuple[np.ndarray, float]:
    """A square window, its side log-uniform between `size` and the whole picture, resized by area.

    Returns uint8 [size, size, C] and the window's side as a share of the picture's shorter side.
    """
    shorter = min(levels[0].shape[:2])
    side = shorter if shorter <= size else float(np.exp(rng.uniform(np.log(size), np.log(shorter))))
    level = 0
    while level + 1 < len(levels) and side / 2 ** (level + 1) >= size:
        level += 1
    pixels = levels[level]
    height, width = pixels.shape[:2]
    span = int(min(height, width, max(1, round(side / 2**level))))
    y, x = int(rng.integers(0, height - span + 1)), int(rng.integers(0, width - span + 1))
    part = pixels[y : y + span, x : x + span]
    if rng.random() < 0.5:
        part = part[:, ::-1]
    method = cv2.INTER_AREA if span >= size else cv2.INTER_CUBIC
    return cv2.resize(np.ascontiguousarray(part), (size, size), interpolation=method), side / shorter


def jitter(rng: np.random.Generator, pixels: np.ndarray) -> np.ndarray:
    """Brightness, contrast and gamma by a table; sometimes a little more or less saturation."""
    ramp = np.linspace(0, 1, 256, dtype=np.float32) ** rng.uniform(0.85, 1.18)
    ramp = (ramp - 0.5) * rng.uniform(0.88, 1.12) + 0.5 + rng.uniform(-0.06, 0.06)
    pixels = cv2.LUT(pixels, (ramp * 255).clip(0, 255).astype(np.uint8))
    if rng.random() < 0.3:
        grey = cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
        amount = float(rng.uniform(0.75, 1.25))
        pixels = cv2.addWeighted(pixels, amount, grey, 1 - amount, 0)
    return pixels


def over(front: np.ndarray, back: np.ndarray) -> np.ndarray:
    """RGBA over RGB, both uint8 of one size."""
    alpha = front[..., 3:].astype(np.uint16)
    return ((front[..., :3] * alpha + back * (255 - alpha) + 127) // 255).astype(np.uint8)
