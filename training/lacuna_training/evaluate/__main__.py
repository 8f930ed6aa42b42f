"""`python -m lacuna_training.evaluate`: measures the embedded pack on held-out pictures.

Writes training/card/evaluation.md, a table, and training/card/sheet.jpg, a contact sheet.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from .cases import Case, cases
from .metrics import Score, score
from .pipeline import Pack, ring_mean, telea
from .report import contact_sheet, table

TRAINING = Path(__file__).resolve().parents[2]
PACK = TRAINING.parent / 'public' / 'models' / 'lacuna-small'
PREFILLED = 0.7

Filler = Callable[[Case], np.ndarray]


def fillers(pack: Pack) -> dict[str, Filler]:
    """The pack in three ways and two fills without learning."""
    return {
        'ring mean colour': lambda case: ring_mean(case.picture, case.hole),
        'Telea': lambda case: telea(case.picture, case.hole),
        'pack, no prompt': lambda case: pack.fill(case.picture, case.hole),
        'pack, caption, guidance 2': lambda case: pack.fill(case.picture, case.hole, case.row.caption, 2.0),
        f'pack, from Telea at strength {PREFILLED}': lambda case: pack.fill(
            case.picture, case.hole, strength=PREFILLED
        ),
    }


def main() -> None:
    """Parses the command line, measures, writes."""
    parser = argparse.ArgumentParser(prog='lacuna_training.evaluate', description=__doc__)
    parser.add_argument('--pack', type=Path, default=PACK)
    parser.add_argument('--out', type=Path, default=TRAINING / 'card')
    parser.add_argument('--limit', type=int, default=0, help='only so many cases')
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    every = fillers(Pack(arguments.pack))
    scores: dict[str, list[Score]] = {name: [] for name in every}
    shown: list[tuple[Case, list[np.ndarray]]] = []
    start = time.monotonic()
    chosen = cases()
    for case in chosen[: arguments.limit or len(chosen)]:
        fills = [fill(case) for fill in every.values()]
        for name, filled in zip(every, fills, strict=True):
            scores[name].append(score(filled, case.picture, case.hole))
        if case.row.use == 'held-out':
            shown.append((case, fills))
    arguments.out.mkdir(parents=True, exist_ok=True)
    text = table(scores)
    (arguments.out / 'evaluation.md').write_text(text)
    contact_sheet(shown[::2], arguments.out / 'sheet.jpg')
    print(f'{text}\n{time.monotonic() - start:.0f} s')


if __name__ == '__main__':
    main()
