"""`python -m lacuna_training.export small|nano`: writes packs; `--random` exports small without training."""

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from ..models.bundle import Bundle, randomise
from ..models.config import NANO, SMALL
from .goldens import formula_picture, write_goldens
from .manifest import About
from .pack import export_packs

ROOT = Path(__file__).resolve().parents[3]
NANO_FOLDER = ROOT / 'e2e' / 'packs'
SMALL_FOLDER = ROOT / 'public' / 'models'
NANO_WORDS = sorted(['a', 'apple', 'blue', 'grass', 'on', 'red', 'sand', 'sky', 'the', 'tree', 'water', 'zebra'])
WEIGHTS_LICENSE = 'CC-BY-SA-4.0'

NANO_ABOUT = (
    About('nano', 'Nano (test)', 'Random weights, for tests. It makes noise, not pictures.', 'Apache-2.0'),
    About('nano-4ch', 'Nano, 4 channels (test)', 'The nano pack without mask input.', 'Apache-2.0'),
)
SMALL_ABOUT = (
    About(
        'lacuna-small',
        'Lacuna Small',
        'A small inpainting model trained from freely licensed pictures. Continues colour and soft texture.',
        WEIGHTS_LICENSE,
    ),
    About(
        'lacuna-small-4ch',
        'Lacuna Small, 4 channels',
        'The same weights without mask input, for methods that bring their own conditioning.',
        WEIGHTS_LICENSE,
    ),
)


@contextmanager
def draft(folder: Path, names: list[str]) -> Iterator[Path]:
    """A folder to write packs to; when all went well they replace those in `folder` in one go each."""
    with tempfile.TemporaryDirectory(dir=ROOT / 'training') as name:
        yield Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for pack in names:
            shutil.rmtree(folder / pack, ignore_errors=True)
            shutil.move(Path(name) / pack, folder / pack)


def export_nano(folder: Path) -> dict[str, float]:
    """The nano packs and their goldens; the same bytes every time."""
    bundle = Bundle(NANO)
    randomise(bundle, seed=11)
    bundle.vae.scaling_factor.fill_(0.5)
    pictures = torch.cat([formula_picture(64), formula_picture(64).flip(2, 1)])
    with draft(folder, [about.id for about in NANO_ABOUT]) as place:
        errors = export_packs(bundle, NANO_WORDS, pictures, NANO_ABOUT, place)
        write_goldens(bundle, NANO_WORDS, place / 'nano' / 'goldens.json')
    return errors


def export_small(folder: Path, untrained: bool) -> dict[str, float]:
    """The embedded packs from the latest training, and the list of packs."""
    bundle = Bundle(SMALL)
    if untrained:
        randomise(bundle, seed=3)
        words, pictures = NANO_WORDS, torch.cat([formula_picture(128), formula_picture(128).flip(2, 1)])
    else:
        from ..train.latest import load_latest, sample_pictures

        words, pictures = load_latest(bundle), sample_pictures()
        if not words:
            raise SystemExit('the autoencoder is new: train the U-Net before exporting')
    with draft(folder, [about.id for about in SMALL_ABOUT]) as place:
        errors = export_packs(bundle, words, pictures, SMALL_ABOUT, place)
    packs = {'schema': 1, 'packs': [about.id for about in SMALL_ABOUT]}
    (folder / 'index.json').write_text(json.dumps(packs, indent=1) + '\n')
    return errors


def main() -> None:
    """Parses the command line, exports, prints the errors against torch."""
    parser = argparse.ArgumentParser(prog='lacuna_training.export', description=__doc__)
    parser.add_argument('pack', choices=['small', 'nano'])
    parser.add_argument('--random', action='store_true', help='small with random weights')
    parser.add_argument('--folder', type=Path, help='where the packs go')
    arguments = parser.parse_args()
    # Sums come out the same on every machine only in one thread.
    torch.set_num_threads(1)
    if arguments.pack == 'nano':
        errors = export_nano(arguments.folder or NANO_FOLDER)
    else:
        errors = export_small(arguments.folder or SMALL_FOLDER, arguments.random)
    for name, error in errors.items():
        print(f'{name}: largest difference from torch {error:.1e}, relative')


if __name__ == '__main__':
    main()
