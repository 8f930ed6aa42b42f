"""Does what a caption names appear? Holes in held-out photographs, filled with and without the caption.

    python -m lacuna_training.evaluate.adherence compose FOLDER   photographs with a hole and a caption each
    (fill them: node scripts/eval-objects.mjs add FOLDER)
    python -m lacuna_training.evaluate.adherence judge FOLDER     trains the classifier, prints and writes the rates

Kinds: 24 whose cut-outs were trained on, and those held-out cut-outs whose names are made of known words. The
classifier learns all of them from composites over training photographs. `picture.png` holds a composite: what
the classifier makes of the object itself.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from ..data import catalogue, pixels
from ..data.catalogue import Stamp
from ..data.vocabulary import tokens, words
from .classifier import named, trained
from .composites import LONGEST, WINDOW, composite, photographs, write
from .removal import objects

PLACES = ('ground', 'surface', 'plant')
FILLS = ('picture', 'truth', 'added', 'added-unasked')


@dataclass(frozen=True)
class Kind:
    """A thing that can be asked for; `side` is that of its cut-outs: train or held-out."""

    label: str
    side: str
    cut_outs: list[Stamp]


def kinds() -> list[Kind]:
    """What is asked for, trained kinds first."""
    known = set(words())
    train = objects()
    labels = {stamp.label for stamp in catalogue.stamps('train')}
    held: dict[str, list[Stamp]] = {}
    for stamp in catalogue.stamps('held-out'):
        large = stamp.place in PLACES and min(stamp.width, stamp.height) >= 80
        if large and stamp.label not in labels and set(tokens(stamp.label)) <= known:
            held.setdefault(stamp.label, []).append(stamp)
    return [Kind(stamp.label, 'train', [stamp]) for stamp in train] + [
        Kind(label, 'held-out', stamps) for label, stamps in held.items()
    ]


def oval(box: tuple[int, int, int]) -> np.ndarray:
    """The hole: a round spot, which tells nothing about the shape of what was asked for."""
    mask = np.zeros((WINDOW, WINDOW), np.uint8)
    x, y, side = box
    cv2.circle(mask, (x + side // 2, y + side // 2), side // 2, 255, -1)
    return mask


def compose(folder: Path, each: int) -> None:
    """Writes `each` cases of every kind: picture.png, truth.png, mask.png, and cases.json for all."""
    read, photos, cases = pixels.reader(), photographs(('held-out', 'evaluation'), 1600), []
    asked = [(number, kind) for number, kind in enumerate(kinds()) for _ in range(each)]
    for index, (number, kind) in enumerate(asked):
        rng = np.random.default_rng((47, index))
        made = composite(rng, photos[index % len(photos)].pixels, read(kind.cut_outs[0]), WINDOW, LONGEST)
        place = folder / f'{index:03d}'
        write(made.picture, place / 'picture.png')
        write(made.truth, place / 'truth.png')
        write(oval(made.box), place / 'mask.png')
        cases.append({'folder': place.name, 'object': number, 'label': kind.label, 'side': kind.side, 'box': made.box})
    (folder / 'cases.json').write_text(json.dumps(cases, indent=1))


def judge(folder: Path, steps: int) -> dict[str, str]:
    """How often the kind is recognised, by side of the split and fill; writes rates.json."""
    network = trained([kind.cut_outs for kind in kinds()], steps, folder / 'classifier.pt')
    rates: dict[str, str] = {}
    cases = json.loads((folder / 'cases.json').read_text())
    for side in ('train', 'held-out'):
        for name in FILLS:
            shown = [
                (folder / case['folder'] / f'{name}.png', case['box'], case['object'])
                for case in cases
                if case['side'] == side
            ]
            answers = [named(network, path, box) == kind for path, box, kind in shown if path.exists()]
            rates[f'{side} {name}'] = f'{sum(answers)} of {len(answers)}'
            print(f'{side}, {name}: recognised in {sum(answers)} of {len(answers)}')
    (folder / 'rates.json').write_text(json.dumps(rates, indent=1))
    return rates


def main() -> None:
    """Parses the command line."""
    parser = argparse.ArgumentParser(prog='lacuna_training.evaluate.adherence', description=__doc__)
    parser.add_argument('action', choices=('compose', 'judge'))
    parser.add_argument('folder', type=Path)
    parser.add_argument('--each', type=int, default=2, help='cases of every kind')
    parser.add_argument('--steps', type=int, default=1600, help='batches of 64 for the classifier')
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    if arguments.action == 'compose':
        compose(arguments.folder, arguments.each)
    else:
        judge(arguments.folder, arguments.steps)


if __name__ == '__main__':
    main()
