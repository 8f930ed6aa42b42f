"""Is a removed object still recognised? Composites with known truth, and a classifier that is asked afterwards.

    python -m lacuna_training.evaluate.removal compose FOLDER   pictures with a named cut-out each, and masks
    (fill them: node scripts/eval-removal.mjs FOLDER)
    python -m lacuna_training.evaluate.removal judge FOLDER     trains the classifier, prints and writes the rates

The classifier is a small network for the 24 objects and for none of them. It trains on composites over other
photographs than those it judges, some with the object painted out by Telea's method: an outline is no object.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..data import catalogue, pixels
from ..data.catalogue import Stamp
from ..data.masks import grown
from ..data.pasting import lit, sized

OBJECTS = 24
WINDOW = 512
LONGEST = 176
"""Longer side of a cut-out in the composites, in pixels of the picture."""
AROUND = 1.3
"""Side of what the classifier sees, over the cut-out's longer side."""
SEEN = 64
MASK_GROWTH = 6


@dataclass(frozen=True)
class Composite:
    """A photograph's window with a cut-out in its middle part; `box` is x, y, side of what is judged."""

    picture: np.ndarray
    truth: np.ndarray
    mask: np.ndarray
    box: tuple[int, int, int]


def objects() -> list[Stamp]:
    """Cut-outs with a name of their own, large enough, spread over the list."""
    found: dict[str, Stamp] = {}
    for stamp in catalogue.stamps('train'):
        if stamp.place in ('ground', 'surface', 'plant') and min(stamp.width, stamp.height) >= 120:
            found.setdefault(stamp.label, stamp)
    every = list(found.values())
    return every[:: max(1, len(every) // OBJECTS)][:OBJECTS]


def composite(rng: np.random.Generator, photo: np.ndarray, cut_out: np.ndarray, window: int, longest: float) -> Composite:
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


def photographs(use: tuple[str, ...], longest: int) -> list[np.ndarray]:
    """Photographs of the given sides of the split, reduced; those too small for a window are left out."""
    read = pixels.reader()
    rows = [row for row in catalogue.pictures() if row.kind == 'photo' and row.use in use]
    found = [pixels.fit(read(row), longest) for row in rows]
    return [photo for photo in found if min(photo.shape[:2]) >= WINDOW]


def compose(folder: Path, count: int) -> None:
    """Writes `count` cases of held-out photographs: picture.png, truth.png, mask.png, and cases.json for all."""
    named, read = objects(), pixels.reader()
    photos = photographs(('held-out', 'evaluation'), 1600)
    cases = []
    for index in range(count):
        rng = np.random.default_rng((31, index))
        kind = index % len(named)
        made = composite(rng, photos[index % len(photos)], read(named[kind]), WINDOW, LONGEST)
        place = folder / f'{index:03d}'
        place.mkdir(parents=True, exist_ok=True)
        for name, picture in (('picture', made.picture), ('truth', made.truth)):
            cv2.imwrite(str(place / f'{name}.png'), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
        cv2.imwrite(str(place / 'mask.png'), 255 * grown(made.mask, MASK_GROWTH))
        cases.append({'folder': place.name, 'object': kind, 'label': named[kind].label, 'box': made.box})
    (folder / 'cases.json').write_text(json.dumps(cases, indent=1))


class Classifier(nn.Sequential):
    """Four strided convolutions and a mean: 24 objects, and none."""

    def __init__(self) -> None:
        widths = (3, 24, 48, 96, 128)
        layers: list[nn.Module] = []
        for before, after in zip(widths, widths[1:], strict=False):
            layers += [nn.Conv2d(before, after, 3, 2, 1), nn.BatchNorm2d(after), nn.ReLU()]
        super().__init__(*layers, nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Dropout(0.2), nn.Linear(512, OBJECTS + 1))


def batches(size: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Composites over photographs of the training side; a quarter shows no object, a sixth a painted-out one."""
    rng = np.random.default_rng(77)
    read = pixels.reader()
    cut_outs = [pixels.fit(read(stamp), 128) for stamp in objects()]
    photos = [pixels.fit(photo, 900) for photo in photographs(('train',), 1600)]
    while True:
        shown, wanted = [], []
        for _ in range(size):
            kind = int(rng.integers(0, OBJECTS))
            made = composite(rng, photos[int(rng.integers(0, len(photos)))], cut_outs[kind], 128, rng.uniform(56, 88))
            chance = rng.random()
            picture = made.picture
            if chance < 0.25:
                picture = made.truth
            elif chance < 0.42:
                picture = cv2.inpaint(picture, grown(made.mask, 2), 3, cv2.INPAINT_TELEA)
            shown.append(seen(picture, made.box))
            wanted.append(OBJECTS if chance < 0.42 else kind)
        yield torch.stack(shown), torch.tensor(wanted)


def trained(steps: int, kept: Path) -> Classifier:
    """A classifier after so many batches of 64, or the one kept in that file."""
    torch.manual_seed(1)
    network = Classifier()
    if kept.exists():
        network.load_state_dict(torch.load(kept, weights_only=True))
        return network.eval()
    optimiser = torch.optim.AdamW(network.parameters(), 2e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, steps)
    for step, (shown, wanted) in zip(range(steps), batches(64), strict=False):
        loss = functional.cross_entropy(network(shown), wanted)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 200 == 199:
            print(f'{step + 1} of {steps}, loss {loss.item():.3f}', flush=True)
    torch.save(network.state_dict(), kept)
    return network.eval()


@torch.inference_mode()
def judge(folder: Path, network: Classifier) -> dict[str, float]:
    """How often the object is recognised: before, in the untouched truth, and in each fill that is there."""
    cases = json.loads((folder / 'cases.json').read_text())
    rates = {}
    for name in sorted({path.stem for path in folder.glob('*/*.png')} - {'mask'}):
        hits, total = 0, 0
        for case in cases:
            path = folder / case['folder'] / f'{name}.png'
            if not path.exists():
                continue
            picture = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
            answer = int(network(seen(picture, tuple(case['box']))[None]).argmax())
            hits += answer == case['object']
            total += 1
        rates[name] = hits / max(1, total)
        print(f'{name}: recognised in {hits} of {total} ({100 * rates[name]:.0f} %)')
    (folder / 'rates.json').write_text(json.dumps(rates, indent=1))
    return rates


def main() -> None:
    """Parses the command line."""
    parser = argparse.ArgumentParser(prog='lacuna_training.evaluate.removal', description=__doc__)
    parser.add_argument('action', choices=('compose', 'judge'))
    parser.add_argument('folder', type=Path)
    parser.add_argument('--count', type=int, default=120)
    parser.add_argument('--steps', type=int, default=1600)
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    if arguments.action == 'compose':
        compose(arguments.folder, arguments.count)
    else:
        judge(arguments.folder, trained(arguments.steps, arguments.folder / 'classifier.pt'))


if __name__ == '__main__':
    main()
