"""Hole masks for training, uint8 [size, size] with 1 = hole.

Irregular strokes and boxes: LaMa (Suvorov et al. 2022, arXiv:2109.07161), "thin", "medium" and
"thick" settings at 256 px, lengths scaled by size / 256. Outpaint borders: the same paper's code,
each side with probability 1/2, 4 to 25 % of the side (here up to 45 %, as the page offers).
"""

import cv2
import numpy as np

# times (low, high), largest width, largest length at 256 px
STROKES = {'thin': (4, 50, 10, 40), 'medium': (4, 5, 50, 100), 'thick': (1, 5, 100, 200)}
LARGEST_AREA = 0.5
KINDS = ('full', 'stroke', 'box', 'border', 'object')
SHARES = (0.12, 0.30, 0.12, 0.21, 0.25)


def irregular(rng: np.random.Generator, size: int, kind: str) -> np.ndarray:
    """Round-capped polylines; drawn again while more than half of the picture is covered."""
    low, high, widest, longest = STROKES[kind]
    scale = size / 256
    for _ in range(8):
        mask = np.zeros((size, size), np.uint8)
        for _ in range(int(rng.integers(low, high + 1))):
            x, y = rng.integers(0, size, 2)
            for i in range(int(rng.integers(1, 6))):
                angle = 0.01 + float(rng.integers(0, 4))
                if i % 2 == 0:
                    angle = 2 * np.pi - angle
                length = (10 + float(rng.integers(0, longest))) * scale
                width = max(1, round((5 + float(rng.integers(0, widest))) * scale))
                nx = int(np.clip(x + length * np.sin(angle), 0, size))
                ny = int(np.clip(y + length * np.cos(angle), 0, size))
                cv2.line(mask, (int(x), int(y)), (nx, ny), 1, width)
                x, y = nx, ny
        if 0 < mask.mean() <= LARGEST_AREA:
            return mask
    return boxes(rng, size)


def boxes(rng: np.random.Generator, size: int) -> np.ndarray:
    """One to four rectangles with sides of 30 to 150 px at 256, 10 px away from the rim."""
    scale = size / 256
    margin = round(10 * scale)
    mask = np.zeros((size, size), np.uint8)
    for _ in range(int(rng.integers(1, 5))):
        w, h = (int(rng.integers(30, 151) * scale) for _ in range(2))
        x = int(rng.integers(margin, size - margin - w + 1))
        y = int(rng.integers(margin, size - margin - h + 1))
        mask[y : y + h, x : x + w] = 1
        if mask.mean() > LARGEST_AREA:
            break
    return mask


def border(rng: np.random.Generator, size: int) -> np.ndarray:
    """Outpainting: one to four sides missing, each 4 to 45 % deep, at most 70 % of the picture."""
    while True:
        sides = rng.random(4) < 0.5
        if not sides.any():
            sides[rng.integers(0, 4)] = True
        deepest = 0.45 if sides.sum() == 1 else 0.25
        top, right, bottom, left = np.where(sides, rng.uniform(0.04, deepest, 4) * size, 0).astype(int)
        mask = np.ones((size, size), np.uint8)
        mask[top : size - bottom, left : size - right] = 0
        if mask.mean() <= 0.7:
            return mask


def grown(mask: np.ndarray, pixels: int) -> np.ndarray:
    """Dilation by a disc, as somebody painting over an object leaves some room around it."""
    side = 2 * pixels + 1
    return cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))


def shaped(rng: np.random.Generator, size: int, alpha: np.ndarray) -> np.ndarray:
    """The outline of a cut-out (uint8 alpha) at a random place and size, dilated."""
    side = size * rng.uniform(0.3, 0.8)
    scale = side / max(alpha.shape)
    w, h = (max(4, round(n * scale)) for n in (alpha.shape[1], alpha.shape[0]))
    small = (cv2.resize(alpha, (w, h), interpolation=cv2.INTER_AREA) > 100).astype(np.uint8)
    if rng.random() < 0.5:
        small = small[:, ::-1]
    mask = np.zeros((size, size), np.uint8)
    x, y = (int(rng.integers(0, size - n + 1)) for n in (w, h))
    mask[y : y + h, x : x + w] = small
    return grown(mask, int(rng.integers(1, max(2, size // 24) + 1)))


def blob(rng: np.random.Generator) -> np.ndarray:
    """An outline where no cut-out gives one: a few ellipses run together, uint8 alpha [96, 96]."""
    alpha = np.zeros((96, 96), np.uint8)
    for _ in range(int(rng.integers(2, 6))):
        centre = tuple(int(v) for v in rng.integers(28, 69, 2))
        axes = tuple(int(v) for v in rng.integers(8, 28, 2))
        cv2.ellipse(alpha, centre, axes, float(rng.uniform(0, 180)), 0, 360, 255, -1)
    return alpha


def anything(rng: np.random.Generator, size: int, alpha: np.ndarray) -> np.ndarray:
    """One mask of a random kind; `alpha` is the cut-out that an object-shaped one follows."""
    kind = KINDS[int(rng.choice(len(KINDS), p=SHARES))]
    if kind == 'full':
        return np.ones((size, size), np.uint8)
    if kind == 'stroke':
        return irregular(rng, size, ('thin', 'medium', 'thick')[int(rng.integers(0, 3))])
    if kind == 'box':
        return boxes(rng, size)
    if kind == 'border':
        return border(rng, size)
    return shaped(rng, size, alpha)
