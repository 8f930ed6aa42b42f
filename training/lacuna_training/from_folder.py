"""Trains a pack of one's own from a folder of pictures, starting from the embedded one:

    python -m lacuna_training.from_folder PICTURES --name "Satellite tiles" --minutes 60 --out PACK

The autoencoder stays as it is (`--decoder-minutes N` sharpens its decoder first); text encoder and U-Net go on
from the embedded weights, most of the time at 128 px, the last part at 256 px. `NAME.txt` beside a picture holds
its caption; without one a pack fills by what is around the hole. PACK is a folder that the page imports
(Models, from this machine). The same command again trains on, from PACK.runs.
"""

import argparse
import os
import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from .models.config import SMALL, ModelConfig

FINE_SHARE = 0.35
"""Of the time, for the last part at 256 px."""
COARSE_RATE, FINE_RATE = 3e-4, 1.5e-4


def pack_id(name: str) -> str:
    """A folder name made of a pack's name; raises ValueError where nothing is left of it."""
    found = '-'.join(re.findall(r'[a-z0-9]+', name.lower()))
    if not found:
        raise ValueError('the name needs letters or digits of the Latin alphabet')
    return found


@dataclass(frozen=True)
class Wanted:
    """What to train, from what, for how long, and where it goes."""

    pictures: Path
    name: str
    out: Path
    minutes: float
    decoder_minutes: float = 0
    batch: int = 64
    seed: int = 1
    license: str = 'CC-BY-SA-4.0'
    description: str = 'A pack of its own, trained from the embedded one.'


def train(wanted: Wanted, config: ModelConfig = SMALL) -> None:
    """Trains, then writes the pack; raises ValueError where the pictures or the name are of no use."""
    # Imported here because the trainings read LACUNA_RUNS when they are imported.
    from .data.folder import FolderSampler, folder_words
    from .export.manifest import About
    from .export.pack import export_packs
    from .models.bundle import Bundle
    from .train.common import keep_memory
    from .train.latest import load_latest, merged_words
    from .train.pictures import to_signed
    from .train.unet import train_unet
    from .train.vae import train_vae

    keep_memory()
    source = partial(FolderSampler, wanted.pictures)
    name = pack_id(wanted.name)
    words = folder_words(wanted.pictures)
    room = config.text.capacity - 4 - len(merged_words([]))
    if len(set(words) - set(merged_words([]))) > room:
        raise ValueError(f'the captions have too many words of their own: there is room for {room}')
    if wanted.decoder_minutes > 0:
        train_vae(config, wanted.decoder_minutes, 0, 1, 128, source, decoder_only=True)
    for size, share, rate in ((128, 1 - FINE_SHARE, COARSE_RATE), (256, FINE_SHARE, FINE_RATE)):
        minutes = wanted.minutes * share
        batch = wanted.batch if size == 128 else max(1, wanted.batch // 2)
        train_unet(config, minutes, batch, wanted.seed, size, source, rate=rate, more_words=words)
    bundle = Bundle(config)
    vocabulary = load_latest(bundle)
    import torch

    samples = to_signed(source(21, 128).images(64), torch.device('cpu'))
    about = tuple(
        About(f'{name}{end}', f'{wanted.name}{tail}', wanted.description, wanted.license)
        for end, tail in (('', ''), ('-4ch', ', 4 channels'))
    )
    with tempfile.TemporaryDirectory(dir=wanted.out.parent) as place:
        for graph, error in export_packs(bundle, vocabulary, samples, about, Path(place)).items():
            print(f'{graph}: largest difference from torch {error:.1e}, relative')
        shutil.rmtree(wanted.out, ignore_errors=True)
        shutil.move(Path(place) / name, wanted.out)
    print(f'{wanted.out}: import this folder in the page (Models, from this machine)')


def main() -> None:
    """Parses the command line and trains."""
    parser = argparse.ArgumentParser(
        prog='lacuna_training.from_folder', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument('pictures', type=Path)
    parser.add_argument('--name', required=True, help='what people read')
    parser.add_argument('--out', type=Path, required=True, help='folder of the pack; replaced where it is a pack')
    parser.add_argument('--minutes', type=float, required=True)
    parser.add_argument('--decoder-minutes', type=float, default=Wanted.decoder_minutes)
    parser.add_argument('--batch', type=int, default=Wanted.batch, help='samples a step at 128 px, half of it at 256')
    parser.add_argument('--seed', type=int, default=Wanted.seed)
    parser.add_argument('--license', default=Wanted.license, help='of the weights: those trained on have this one')
    parser.add_argument('--description', default=Wanted.description)
    wanted = Wanted(**vars(parser.parse_args()))
    wanted = replace(wanted, out=wanted.out.resolve())
    if wanted.out.exists() and not (wanted.out / 'lacuna.json').exists() and any(wanted.out.iterdir()):
        parser.error(f'{wanted.out} holds something else: name another folder')
    wanted.out.parent.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault('LACUNA_RUNS', f'{wanted.out}.runs')
    try:
        train(wanted)
    except ValueError as error:
        parser.error(str(error))


if __name__ == '__main__':
    main()
