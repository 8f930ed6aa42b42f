"""Pictures that no training run sees, for every evaluation."""

from dataclasses import dataclass

import numpy as np

from lacuna_training.data import catalogue, pixels


@dataclass(frozen=True)
class Held:
    """A held-out photograph; `showable` when its licence allows printing it with credit."""

    id: str
    path: str
    licence: str
    showable: bool
    caption: str
    author: str


def held_out() -> list[Held]:
    """Held-out photographs first, then the opencv-doc pictures (numbers only, not shown)."""
    rows = [row for row in catalogue.pictures() if row.use in ('held-out', 'evaluation') and row.kind == 'photo']
    rows.sort(key=lambda row: (row.use == 'evaluation', row.package == 'supertuxkart-data', row.id))
    return [Held(row.id, row.path, row.licence, row.use == 'held-out', row.caption, row.author) for row in rows]


def load(picture: Held) -> np.ndarray:
    """uint8 HxWx3 RGB at full size; needs the extracted packages (shards hold training pictures only)."""
    read = pixels.from_packages(catalogue.data_root())
    row = next(row for row in catalogue.pictures() if row.id == picture.id)
    return read(row)[..., :3].copy()
