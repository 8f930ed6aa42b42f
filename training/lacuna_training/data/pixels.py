"""Reads pictures from the extracted packages, or from shards where LACUNA_SHARDS is set."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from lacuna_training.data.catalogue import Picture, Stamp, data_root

Reader = Callable[[Picture | Stamp], np.ndarray]


def decode(data: bytes) -> np.ndarray:
    """Encoded bytes -> uint8 HxWx3 (RGB) or HxWx4 (RGBA, where some pixel is transparent)."""
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED | cv2.IMREAD_IGNORE_ORIENTATION)
    if pixels is None:
        raise ValueError('not a picture that can be decoded')
    if pixels.dtype == np.uint16:
        pixels = (pixels >> 8).astype(np.uint8)
    if pixels.ndim == 2:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB)
    elif pixels.shape[2] == 3:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)
    else:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGBA)
        if pixels[..., 3].min() == 255:
            pixels = np.ascontiguousarray(pixels[..., :3])
    return pixels


def from_packages(root: Path) -> Reader:
    """Reader of the files that `fetch` extracted."""
    return lambda row: decode((root / row.path).read_bytes())


def from_shards(folder: Path) -> Reader:
    """Reader of the zip files that `lacuna_training.shards` packed."""
    where: dict[str, zipfile.ZipFile] = {}
    for path in sorted(folder.glob('*.zip')):
        archive = zipfile.ZipFile(path)
        where.update(dict.fromkeys(archive.namelist(), archive))
    if not where:
        raise FileNotFoundError(f'no shards in {folder}')
    return lambda row: decode(where[row.id].read(row.id))


def reader() -> Reader:
    """Shards when LACUNA_SHARDS names their folder, else the extracted packages."""
    shards = os.environ.get('LACUNA_SHARDS')
    return from_shards(Path(shards)) if shards else from_packages(data_root())


def fit(pixels: np.ndarray, longest: int) -> np.ndarray:
    """Shrinks (area average) so that the longer side is at most `longest`; colour weighted by alpha."""
    height, width = pixels.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return pixels
    return shrink(pixels, max(1, round(width * scale)), max(1, round(height * scale)))


def shrink(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """Area resize; RGBA with premultiplied colour so that hidden colours do not bleed in."""
    if pixels.shape[2] == 3:
        return cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
    alpha = pixels[..., 3:].astype(np.float32) / 255
    small = cv2.resize(np.dstack([pixels[..., :3] * alpha, alpha]), (width, height), interpolation=cv2.INTER_AREA)
    colour = small[..., :3] / np.maximum(small[..., 3:], 1e-4)
    return np.dstack([colour, small[..., 3:] * 255]).clip(0, 255).astype(np.uint8)


def pyramid(pixels: np.ndarray, smallest: int) -> list[np.ndarray]:
    """The picture and its halvings while the shorter side stays at least `smallest`."""
    levels = [pixels]
    while min(levels[-1].shape[:2]) >= 2 * smallest:
        height, width = levels[-1].shape[:2]
        levels.append(shrink(levels[-1], width // 2, height // 2))
    return levels
