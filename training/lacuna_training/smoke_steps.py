"""The steps of the smoke test."""

import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import torch

from .data import masks, procedural
from .data.batches import Batch, Sampler
from .evaluate.metrics import score
from .evaluate.pipeline import Pack
from .export.__main__ import SMALL_ABOUT
from .export.manifest import digest
from .export.pack import export_packs
from .export.restore import restore
from .from_folder import Wanted
from .from_folder import train as train_from_folder
from .models.bundle import Bundle
from .models.config import NANO, TextConfig
from .train.common import RUNS, load
from .train.latest import load_latest
from .train.unet import train_unet
from .train.vae import train_vae

CONFIG = replace(NANO, text=TextConfig(capacity=512, width=16, layers=2, heads=2))
SIZE = 64
CAPTION = 'colorful shapes'


class MadeSampler(Sampler):
    """Procedural pictures only."""

    def __init__(self, seed: int, size: int, split: str = 'train') -> None:
        self.rng = np.random.default_rng(seed)
        self.size, self.split = size, split

    def images(self, n: int) -> torch.Tensor:
        pictures = np.stack([procedural.anything(self.rng, self.size)[0] for _ in range(n)])
        return torch.from_numpy(pictures).permute(0, 3, 1, 2).contiguous()

    def batch(self, n: int) -> Batch:
        outline = np.full((32, 32), 255, np.uint8)
        holes = np.stack([masks.anything(self.rng, self.size, outline) for _ in range(n)])
        return Batch(self.images(n), torch.from_numpy(holes).unsqueeze(1), [CAPTION] * n)


def require(condition: bool, message: str) -> None:
    """Ends the test with `message` unless `condition` holds."""
    if not condition:
        raise SystemExit(f'smoke test failed: {message}')


def own_pack(folder: Path) -> None:
    """A pack from a folder of pictures, one of them broken, with captions of one new word."""
    pictures = folder / 'pictures'
    pictures.mkdir()
    for number, picture in enumerate(MadeSampler(9, 160).images(12)):
        cv2.imwrite(str(pictures / f'{number}.png'), picture.permute(1, 2, 0).numpy())
        (pictures / f'{number}.txt').write_text('zyzzyva\n')
    (pictures / 'broken.jpg').write_text('no picture')
    train_from_folder(Wanted(pictures, 'My own pack', folder / 'own', minutes=0.05, batch=8), CONFIG)
    manifest = json.loads((folder / 'own' / 'lacuna.json').read_text())
    require(manifest['id'] == 'my-own-pack', "a pack of one's own has another id")
    require('zyzzyva' in manifest['words'], "a caption's word is not in the pack")
    restore(Bundle(CONFIG), folder / 'own')


def run(folder: Path) -> None:
    """Trains, exports, reads back, fills."""
    torch.manual_seed(1)
    require(train_vae(CONFIG, 0.1, 8, 1, SIZE, MadeSampler) > 9, 'the autoencoder does not learn')
    first = train_unet(CONFIG, 0.001, 16, 1, SIZE, MadeSampler)
    before = load(RUNS / 'unet.pt', torch.device('cpu'))
    second = train_unet(CONFIG, 0.25, 16, 1, SIZE, MadeSampler, rate=5e-3)
    require(second < 0.98 * first, f'the U-Net does not learn: loss {first} then {second}')
    train_vae(CONFIG, 0.03, 8, 2, SIZE, MadeSampler, decoder_only=True)
    after = load(RUNS / 'unet.pt', torch.device('cpu'))
    require(after['samples'] > before['samples'] > 0, 'training does not resume')
    bundle = Bundle(CONFIG)
    words = load_latest(bundle)
    pictures = MadeSampler(3, SIZE).images(16).float() / 127.5 - 1
    errors = export_packs(bundle, words, pictures, SMALL_ABOUT, folder)
    print(errors)
    wide = folder / SMALL_ABOUT[0].id
    twin = Bundle(CONFIG)
    require(restore(twin, wide) == words, 'the vocabulary changes on its way through a pack')
    for (name, one), other in zip(bundle.named_parameters(), twin.parameters(), strict=True):
        require(torch.equal(one, other), f'{name} changes on its way through a pack')
    for about in SMALL_ABOUT:
        home = folder / about.id
        for row in json.loads((home / 'lacuna.json').read_text())['files']:
            path = home / row.get('source', row['path'])
            require(digest(path) == row['sha256'], f'{path} is not what the manifest says')
    picture = MadeSampler(4, SIZE).images(1)[0].permute(1, 2, 0).numpy()
    hole = np.zeros((SIZE, SIZE), bool)
    hole[20:44, 16:40] = True
    filled = Pack(wide).fill(picture, hole, CAPTION, guidance=2.0, steps=4)
    require(bool((filled[~hole] == picture[~hole]).all()), 'known pixels changed')
    require(bool((filled[hole] != picture[hole]).any()), 'the hole did not change')
    require(score(picture, picture, hole).bias == 0, 'a true picture has a bias')
    own_pack(folder)
    print('smoke test passed')
