"""A folder of anybody's pictures as training data: crops at every scale, holes of every kind, no cut-outs."""

import sys
from pathlib import Path

import cv2
import numpy as np

from lacuna_training.data import crops, masks, pixels, vocabulary
from lacuna_training.data.batches import Sampler

ENDINGS = frozenset('.jpg .jpeg .png .webp .tif .tiff .bmp'.split())
LONGEST = 2048
MOST_PIXELS = 400_000_000
"""Pictures beyond these together are left out: about 1.6 GB with their pyramids."""
HELD_OUT_OF, FEWEST_TO_HOLD_OUT = 10, 10
"""One picture in so many is kept for the loss that the log shows, where there are enough."""
SMALLEST = 64


def opaque(picture: np.ndarray) -> np.ndarray:
    """RGB of RGB or RGBA, transparent parts white."""
    if picture.shape[2] == 3:
        return picture
    return crops.over(picture, np.full((*picture.shape[:2], 3), 255, np.uint8))


def caption_of(path: Path) -> str:
    """The first line of NAME.txt beside the picture, else nothing."""
    beside = path.with_suffix('.txt')
    lines = beside.read_text(encoding='utf8').splitlines() if beside.exists() else []
    return lines[0].strip() if lines else ''


def picture_files(folder: Path) -> list[Path]:
    """All pictures below a folder, in a fixed order; raises ValueError where there are none."""
    if not folder.is_dir():
        raise ValueError(f'{folder} is no folder')
    found = sorted(path for path in folder.rglob('*') if path.suffix.lower() in ENDINGS and path.is_file())
    if not found:
        raise ValueError(f'no pictures in {folder} (endings: {", ".join(sorted(ENDINGS))})')
    return found


def folder_words(folder: Path) -> list[str]:
    """Every word of the captions in a folder, sorted."""
    return sorted({word for path in picture_files(folder) for word in vocabulary.tokens(caption_of(path))})


class FolderSampler(Sampler):
    """Batches of one folder's pictures; unreadable and tiny files are named and passed over.

    size: side of the crops in px. split: 'train', or 'held-out' for every tenth picture; with fewer than ten
    both sides see all. Raises ValueError where nothing can be read.
    """

    def __init__(self, folder: Path, seed: int, size: int, split: str = 'train') -> None:
        cv2.setNumThreads(1)
        self.rng = np.random.default_rng(seed)
        self.size = size
        files = picture_files(folder)
        if len(files) >= FEWEST_TO_HOLD_OUT:
            files = [path for i, path in enumerate(files) if (i % HELD_OUT_OF == 0) == (split == 'held-out')]
        self.found: list[tuple[list[np.ndarray], str]] = []
        room = MOST_PIXELS
        for path in files:
            picture = self.readable(path)
            if picture is None:
                continue
            room -= picture.shape[0] * picture.shape[1]
            if room < 0:
                print(f'{len(self.found)} of {len(files)} pictures fit into memory', file=sys.stderr)
                break
            self.found.append((pixels.pyramid(picture, 96), caption_of(path)))
        if not self.found:
            raise ValueError(f'no picture in {folder} could be used')
        areas = np.array([np.sqrt(levels[0].shape[0] * levels[0].shape[1]) for levels, _ in self.found])
        self.shares = areas / areas.sum()

    def readable(self, path: Path) -> np.ndarray | None:
        """The picture, or None (and a line that says why) where it is of no use."""
        try:
            picture = opaque(pixels.fit(pixels.decode(path.read_bytes()), LONGEST))
        except (ValueError, OSError, cv2.error) as error:
            print(f'{path}: left out: {error}', file=sys.stderr)
            return None
        if min(picture.shape[:2]) < SMALLEST:
            print(f'{path}: left out: smaller than {SMALLEST} px', file=sys.stderr)
            return None
        return picture

    def background(self) -> tuple[np.ndarray, str]:
        """A window of a picture, larger pictures more often, and the picture's caption."""
        levels, caption = self.found[int(self.rng.choice(len(self.found), p=self.shares))]
        part, _ = crops.window(self.rng, levels, self.size)
        return crops.jitter(self.rng, part), caption

    def one(self) -> tuple[np.ndarray, np.ndarray, str]:
        """Picture, mask, caption."""
        picture, caption = self.background()
        return picture, masks.anything(self.rng, self.size, masks.blob(self.rng)), caption

    def stamped(self) -> tuple[np.ndarray, str, np.ndarray]:
        """There are no cut-outs: a window, its caption and an empty outline."""
        return *self.background(), np.zeros((self.size, self.size), np.uint8)
