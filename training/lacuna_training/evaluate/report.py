"""The table and the contact sheet of an evaluation."""

from dataclasses import fields
from pathlib import Path
from statistics import median

import cv2
import numpy as np

from .cases import Case
from .metrics import Score

TILE = 176
HOLE_COLOUR = (255, 0, 255)
HEADINGS = {
    'seam': 'seam R_rel (1)',
    'bias': 'bias (0)',
    'shift': 'Lab shift (0)',
    'sharpness': 'sharpness (1)',
    'psnr': 'PSNR dB',
    'ssim': 'SSIM',
}


def table(scores: dict[str, list[Score]]) -> str:
    """Medians over all cases, in Markdown; what is ideal stands in brackets."""
    names = [field.name for field in fields(Score)]
    rows = [
        f'| fill ({len(next(iter(scores.values())))} holes, medians) | '
        + ' | '.join(HEADINGS[name] for name in names)
        + ' |',
        '| --- |' + ' ---: |' * len(names),
    ]
    for filler, found in scores.items():
        values = [median(getattr(score, name) for score in found) for name in names]
        rows.append(f'| {filler} | ' + ' | '.join(f'{value:.2f}' for value in values) + ' |')
    return '\n'.join(rows) + '\n'


def contact_sheet(shown: list[tuple[Case, list[np.ndarray]]], path: Path) -> None:
    """One row a case: the hole in magenta, each fill, the truth."""
    rows = []
    for case, fills in shown:
        painted = case.picture.copy()
        painted[case.hole] = HOLE_COLOUR
        tiles = [
            cv2.resize(tile, (TILE, TILE), interpolation=cv2.INTER_AREA) for tile in (painted, *fills, case.picture)
        ]
        rows.append(np.hstack(tiles))
    if rows:
        sheet = np.vstack(rows)
        cv2.imwrite(str(path), np.ascontiguousarray(sheet[..., ::-1]), [cv2.IMWRITE_JPEG_QUALITY, 88])
