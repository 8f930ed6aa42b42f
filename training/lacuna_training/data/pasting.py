"""Puts a photographic cut-out into a picture: size, light, shadow, and its exact mask."""

import cv2
import numpy as np

from lacuna_training.data.pixels import shrink


def sized(levels: list[np.ndarray], longest: float) -> np.ndarray:
    """RGBA with the longer side near `longest` px (never enlarged more than 1.5 times)."""
    level = levels[0]
    for candidate in levels[1:]:
        if max(candidate.shape[:2]) >= longest:
            level = candidate
    scale = min(longest / max(level.shape[:2]), 1.5)
    width, height = (max(2, round(n * scale)) for n in (level.shape[1], level.shape[0]))
    if scale <= 1:
        return shrink(level, width, height)
    return cv2.resize(level, (width, height), interpolation=cv2.INTER_LINEAR)


def lit(rng: np.random.Generator, stamp: np.ndarray, around: np.ndarray) -> np.ndarray:
    """Moves the cut-out's mean colour part of the way to the surroundings', per channel."""
    alpha = stamp[..., 3] > 128
    if not alpha.any():
        return stamp
    own = stamp[..., :3][alpha].mean(0) + 1
    there = around.reshape(-1, 3).mean(0) + 1
    gain = np.clip((there.mean() / own.mean()) ** rng.uniform(0.1, 0.35), 0.55, 1.35)
    cast = np.clip((there / there.mean()) ** rng.uniform(0.1, 0.4), 0.75, 1.3)
    out = stamp.copy()
    out[..., :3] = (stamp[..., :3] * (gain * cast)).clip(0, 255).astype(np.uint8)
    return out


def shadow(rng: np.random.Generator, shape: np.ndarray, size: int, place: str) -> np.ndarray:
    """Darkness 0..1 [size, size]: a flat ellipse under what stands, a soft offset copy under what lies."""
    if place == 'ground':
        ys, xs = np.nonzero(shape > 100)
        bottom, left, right = int(ys.max()), int(xs.min()), int(xs.max())
        dark = np.zeros((size, size), np.float32)
        half = max(2, (right - left) // 2)
        centre = ((left + right) // 2, bottom - max(1, half // 12))
        cv2.ellipse(dark, centre, (half, max(1, half // 6)), 0, 0, 360, 1.0, -1)
        strength = rng.uniform(0.35, 0.6)
    else:
        move = np.float32([[1, 0, size * rng.uniform(-0.025, 0.025)], [0, 1, size * rng.uniform(0.005, 0.03)]])
        dark = cv2.warpAffine(shape.astype(np.float32) / 255, move, (size, size))
        strength = rng.uniform(0.3, 0.55)
    blur = max(1, round(size * rng.uniform(0.015, 0.035))) * 2 + 1
    return cv2.GaussianBlur(dark, (blur, blur), 0) * strength


def paste(
    rng: np.random.Generator, picture: np.ndarray, levels: list[np.ndarray], place: str, horizon: float | None
) -> tuple[np.ndarray, np.ndarray]:
    """Returns the picture with the cut-out and the cut-out's uint8 alpha, both [size, size].

    `horizon` (share of the height) keeps the feet of what stands below it.
    """
    size = picture.shape[0]
    biggest = 0.85 if place in ('ground', 'night') else 0.7
    stamp = sized(levels, size * rng.uniform(0.35, biggest))
    if rng.random() < 0.5:
        stamp = np.ascontiguousarray(stamp[:, ::-1])
    height, width = (min(n, size) for n in stamp.shape[:2])
    stamp = stamp[:height, :width]
    x = int(rng.integers(0, size - width + 1))
    y = int(rng.integers(0, size - height + 1))
    if place == 'ground' and horizon is not None:
        feet = rng.uniform(min(0.93, horizon + 0.18), 0.98) * size
        y = int(np.clip(feet - height, 0, size - height))
    around = picture[y : y + height, x : x + width]
    stamp = lit(rng, stamp, around) if place != 'night' else stamp
    shape = np.zeros((size, size), np.uint8)
    shape[y : y + height, x : x + width] = stamp[..., 3]
    out = picture.astype(np.float32)
    if place in ('ground', 'surface', 'plant') and (shape > 100).any():
        out *= 1 - shadow(rng, shape, size, place)[..., None]
    part = out[y : y + height, x : x + width]
    alpha = stamp[..., 3:].astype(np.float32) / 255
    part += (stamp[..., :3] - part) * alpha
    return out.clip(0, 255).astype(np.uint8), shape
