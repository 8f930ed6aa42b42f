"""Packs the training pictures and cut-outs into zip files of at most 24 MB.

python -m lacuna_training.shards --out DIR

A machine without Debian packages trains from them: LACUNA_SHARDS=DIR. Held-out pictures are not packed.
"""

import argparse
import io
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from lacuna_training.data import catalogue, pixels

LARGEST = 24_000_000
LONGEST = {'photo': 2560, 'panorama': 1024, 'texture': 1024}
LONGEST_STAMP = 512
QUALITY = 92


def encoded(picture: np.ndarray) -> bytes:
    """JPEG for RGB, WebP for RGBA."""
    out = io.BytesIO()
    if picture.shape[2] == 3:
        Image.fromarray(picture).save(out, 'JPEG', quality=QUALITY, subsampling=0)
    else:
        Image.fromarray(picture).save(out, 'WEBP', quality=QUALITY, alpha_quality=100)
    return out.getvalue()


def pack(folder: Path) -> list[Path]:
    """Writes pictures-00.zip, ... with one entry an id; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob('pictures-*.zip'):
        old.unlink()
    read = pixels.from_packages(catalogue.data_root())
    rows = [(row, LONGEST[row.kind]) for row in catalogue.pictures('train')]
    rows += [(row, LONGEST_STAMP) for row in catalogue.stamps('train')]
    written: list[Path] = []
    archive, used = None, LARGEST
    for row, longest in rows:
        data = encoded(pixels.fit(read(row), longest))
        # 200 bytes a file for the zip's own records
        if used + len(data) + 200 > LARGEST:
            if archive:
                archive.close()
            written.append(folder / f'pictures-{len(written):02d}.zip')
            archive, used = zipfile.ZipFile(written[-1], 'w', zipfile.ZIP_STORED), 0
        archive.writestr(zipfile.ZipInfo(row.id), data)
        used += len(data) + 200 + 2 * len(row.id)
    if archive:
        archive.close()
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--out', type=Path, required=True)
    for path in pack(parser.parse_args().out):
        print(f'{path} {path.stat().st_size / 1e6:.1f} MB')


if __name__ == '__main__':
    main()
