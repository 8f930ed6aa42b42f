"""Photographs with a cut-out pasted in, for the evaluations that ask a classifier."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor

from ..data import catalogue, pixels
from ..data.pasting import lit, sized

WINDOW = 512
LONGEST = 176
"""Longer side of a cut-out in the composites, in pixels of the picture."""
AROUND = 1.3
"""Side of what the classifier sees, over the cut-out's longer side."""
SEEN = 64


@dataclass(frozen=True)
class Composite:
    """A photograph's window with a cut-out in its middle part; `box` is x, y, side of what is judged."""

    picture: np.ndarray
    truth: np.ndarray
    mask: np.ndarray
    box: tuple[int, int, int]


def composite(
    rng: np.random.Generator, photo: np.ndarray, cut_out: np.ndarray, window: int, longest: float
) -> Composite:
    """The cut-out, lit like its surroundings, at a random place of a random window of the photograph."""
    top, left = (int(rng.integers(0, side - window + 1)) for side in photo.shape[:2])
    truth = photo[top : top + window, left : left + window, :3]
    stamp = sized([cut_out], longest)
    if rng.random() < 0.5:
        stamp = np.ascontiguousarray(stamp[:, ::-1])
    height, width = stamp.shape[:2]
    y, x = (int(rng.integers(window // 8, max(window // 8 + 1, window * 7 // 8 - n))) for n in (height, width))
    height, width = min(height, window - y), min(width, window - x)
    stamp = lit(rng, stamp[:height, :width], truth[y : y + height, x : x + width])
    alpha = stamp[..., 3:].astype(np.float32) / 255
    out = truth.astype(np.float32)
    out[y : y + height, x : x + width] += (stamp[..., :3] - out[y : y + height, x : x + width]) * alpha
    shape = np.zeros((window, window), np.uint8)
    shape[y : y + height, x : x + width] = stamp[..., 3] > 20
    side = min(window, round(AROUND * max(height, width)))
    corner = [int(np.clip(at + n // 2 - side // 2, 0, window - side)) for at, n in ((x, width), (y, height))]
    return Composite(out.clip(0, 255).astype(np.uint8), truth, shape, (corner[0], corner[1], side))


def seen(picture: np.ndarray, box: tuple[int, int, int]) -> Tensor:
    """What the classifier is shown of a picture, [3,SEEN,SEEN] in -1..1."""
    x, y, side = box
    small = cv2.resize(picture[y : y + side, x : x + side], (SEEN, SEEN), interpolation=cv2.INTER_AREA)
    return torch.from_numpy(small).permute(2, 0, 1).float() / 127.5 - 1


@dataclass(frozen=True)
class Photograph:
    """Pixels, and the side of the split."""

    pixels: np.ndarray
    use: str


def photographs(use: tuple[str, ...], longest: int) -> list[Photograph]:
    """Photographs of the given sides of the split, reduced; those too small for a window are left out."""
    read = pixels.reader()
    rows = [row for row in catalogue.pictures() if row.kind == 'photo' and row.use in use]
    found = [Photograph(pixels.fit(read(row), longest), row.use) for row in rows]
    return [photo for photo in found if min(photo.pixels.shape[:2]) >= WINDOW]


def write(picture: np.ndarray, path: Path) -> None:
    """An RGB picture or a mask as a PNG file; makes the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
