"""The list of pictures and cut-outs with their licences, captions and side of the split."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Picture:
    """One file of a Debian package: a photograph, a panorama side, a material texture."""

    id: str
    package: str
    path: str
    width: int
    height: int
    licence: str
    author: str
    kind: str  # photo | panorama | texture
    caption: str
    use: str  # train | held-out | evaluation
    detail: str = ''  # what a small window of it shows, where that differs from the caption


@dataclass(frozen=True)
class Stamp:
    """A photographic cut-out with alpha; `place` says where it may stand."""

    id: str
    label: str
    place: str  # ground | surface | plant | air | water | night
    path: str
    width: int
    height: int
    package: str
    licence: str
    author: str
    use: str  # train | held-out
    group: str  # the class within which 15 % are held out


def data_root() -> Path:
    """Folder that the packages were extracted to: LACUNA_DATA, else training/data."""
    return Path(os.environ.get('LACUNA_DATA') or TRAINING / 'data')


def split() -> dict:
    """training/split.json: what is held out for ever."""
    return json.loads((TRAINING / 'split.json').read_text(encoding='utf8'))


def pictures(use: str | None = None) -> list[Picture]:
    """All pictures, or those of one use; raises when sources.json contradicts split.json."""
    rows = [Picture(**row) for row in json.loads((TRAINING / 'sources.json').read_text(encoding='utf8'))]
    locked = split()
    held = set(locked['photographs']) | set(locked['evaluation_only'])
    for row in rows:
        if row.use == 'train' and (row.id in held or row.package == 'opencv-doc'):
            raise ValueError(f'{row.id} is held out and must not be trained on')
    return [row for row in rows if use in (None, row.use)]


def stamps(use: str | None = None) -> list[Stamp]:
    """All cut-outs, or those of one use; raises when stamps.json contradicts split.json."""
    rows = []
    for row in json.loads((TRAINING / 'stamps.json').read_text(encoding='utf8')):
        fields = {key: value for key, value in row.items() if key != 'class'}
        rows.append(Stamp(group=row['class'], **fields))
    held = set(split()['stamps'])
    for row in rows:
        if (row.use == 'held-out') != (row.id in held):
            raise ValueError(f'{row.id}: stamps.json and split.json disagree')
    return [row for row in rows if use in (None, row.use)]
