"""Is a removed object still recognised? Composites with known truth, and a classifier that is asked afterwards.

python -m lacuna_training.evaluate.removal compose FOLDER   pictures with a named cut-out each, and masks
(fill them: node scripts/eval-objects.mjs remove FOLDER)
python -m lacuna_training.evaluate.removal judge FOLDER     trains the classifier, prints and writes the rates
python -m lacuna_training.evaluate.removal sheet FOLDER     sheet.jpg: picture, both removals, truth, every 4th case
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

from ..data import catalogue, pixels
from ..data.catalogue import Stamp
from ..data.masks import grown
from .classifier import Classifier, named, trained
from .composites import LONGEST, WINDOW, composite, photographs, write

OBJECTS = 24
MASK_GROWTH = 6


def objects() -> list[Stamp]:
    """Cut-outs with a name of their own, large enough, spread over the list."""
    found: dict[str, Stamp] = {}
    for stamp in catalogue.stamps('train'):
        if stamp.place in ('ground', 'surface', 'plant') and min(stamp.width, stamp.height) >= 120:
            found.setdefault(stamp.label, stamp)
    every = list(found.values())
    return every[:: max(1, len(every) // OBJECTS)][:OBJECTS]


def compose(folder: Path, count: int) -> None:
    """Writes `count` cases of held-out photographs: picture.png, truth.png, mask.png, and cases.json for all."""
    chosen, read = objects(), pixels.reader()
    photos = photographs(('held-out', 'evaluation'), 1600)
    cases = []
    for index in range(count):
        rng = np.random.default_rng((31, index))
        kind = index % len(chosen)
        photo = photos[index % len(photos)]
        made = composite(rng, photo.pixels, read(chosen[kind]), WINDOW, LONGEST)
        place = folder / f'{index:03d}'
        write(made.picture, place / 'picture.png')
        write(made.truth, place / 'truth.png')
        write(255 * grown(made.mask, MASK_GROWTH), place / 'mask.png')
        cases.append({'folder': place.name, 'object': kind, 'label': chosen[kind].label, 'box': made.box})
        # Photographs kept for evaluation are measured, not shown.
        cases[-1]['shown'] = photo.use == 'held-out'
    (folder / 'cases.json').write_text(json.dumps(cases, indent=1))


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
            hits += named(network, path, case['box']) == case['object']
            total += 1
        rates[name] = hits / max(1, total)
        print(f'{name}: recognised in {hits} of {total} ({100 * rates[name]:.0f} %)')
    (folder / 'rates.json').write_text(json.dumps(rates, indent=1))
    return rates


def sheet(folder: Path) -> None:
    """Every fourth case that may be shown, at half size, as it comes: nothing picked."""
    rows = []
    for case in [case for case in json.loads((folder / 'cases.json').read_text()) if case['shown']][::4][:12]:
        read = {path.stem: cv2.imread(str(path)) for path in (folder / case['folder']).glob('*.png')}
        tiles = [read[name] for name in ('picture', 'removed', 'removed-bare', 'truth')]
        rows.append(np.hstack([cv2.resize(tile, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) for tile in tiles]))
    half = len(rows) // 2
    cv2.imwrite(str(folder / 'sheet.jpg'), np.hstack([np.vstack(rows[:half]), np.vstack(rows[half : 2 * half])]))


def main() -> None:
    """Parses the command line."""
    parser = argparse.ArgumentParser(prog='lacuna_training.evaluate.removal', description=__doc__)
    parser.add_argument('action', choices=('compose', 'judge', 'sheet'))
    parser.add_argument('folder', type=Path)
    parser.add_argument('--count', type=int, default=120)
    parser.add_argument('--steps', type=int, default=1600)
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    if arguments.action == 'compose':
        compose(arguments.folder, arguments.count)
    elif arguments.action == 'sheet':
        sheet(arguments.folder)
    else:
        kinds = [[stamp] for stamp in objects()]
        judge(arguments.folder, trained(kinds, arguments.steps, arguments.folder / 'classifier.pt'))


if __name__ == '__main__':
    main()
