"""The pictures and holes of the evaluation, the same every time."""

from dataclasses import dataclass

import cv2
import numpy as np

from ..data import catalogue, masks, pixels
from ..data.catalogue import Picture

SIDE = 256
SCALED_SIDE = 640
"""Shorter side that pictures are reduced to before the window is cut."""
KINDS = ('medium', 'box', 'border')


@dataclass(frozen=True)
class Case:
    """A window [256,256,3] uint8 RGB of a held-out picture, and a hole of bool."""

    row: Picture
    picture: np.ndarray
    hole: np.ndarray
    kind: str


def window(rng: np.random.Generator, picture: np.ndarray) -> np.ndarray:
    """256 px square at random of the picture, reduced to a shorter side of 640 px when larger."""
    height, width = picture.shape[:2]
    scale = max(min(1.0, SCALED_SIDE / min(height, width)), SIDE / min(height, width))
    size = (max(SIDE, round(width * scale)), max(SIDE, round(height * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    top, left = (int(rng.integers(0, side - SIDE + 1)) for side in small.shape[:2])
    return np.ascontiguousarray(small[top : top + SIDE, left : left + SIDE])


def make_hole(rng: np.random.Generator, kind: str) -> np.ndarray:
    """A hole of 4 to 50 % of the window."""
    while True:
        if kind == 'medium':
            mask = masks.irregular(rng, SIDE, 'medium')
        elif kind == 'box':
            mask = masks.boxes(rng, SIDE)
        else:
            mask = masks.border(rng, SIDE)
        if 0.04 < mask.mean() <= 0.5:
            return mask > 0


def cases(seed: int = 5) -> list[Case]:
    """Two holes for each held-out photograph, one for each picture that is for evaluation only."""
    read, found = pixels.reader(), []
    rows = [row for row in catalogue.pictures() if row.kind == 'photo' and row.use != 'train']
    for number, row in enumerate(rows):
        rng = np.random.default_rng((seed, number))
        picture = read(row)[..., :3]
        for count in range(2 if row.use == 'held-out' else 1):
            kind = KINDS[(number + count) % len(KINDS)]
            found.append(Case(row, window(rng, picture), make_hole(rng, kind), kind))
    return found
