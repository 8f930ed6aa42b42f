"""A contact sheet of the evaluation's fills, half size, as a JPEG.

    python sheet.py cases-folder out.jpg case,case,... fill,fill,...

One row a case: the truth, the hole in red, each fill. Only photographs that may be shown are (not opencv-doc's).
"""

import json
import sys
from pathlib import Path

import cv2
import numpy as np

TILE, GAP, LABEL = 256, 4, 22
MARK = (90, 40, 214)
HIDDEN = "opencv-doc/"


def tiles(folder: Path, fills: list[str]) -> list[np.ndarray]:
    truth = cv2.imread(str(folder / "truth.png"))
    masked = truth.copy()
    masked[cv2.imread(str(folder / "mask.png"), cv2.IMREAD_GRAYSCALE) > 0] = MARK
    shown = [truth, masked, *(cv2.imread(str(folder / f"{name}.png")) for name in fills)]
    return [cv2.resize(one, (TILE, TILE), interpolation=cv2.INTER_AREA) for one in shown]


def labels(names: list[str]) -> np.ndarray:
    strip = np.full((LABEL, len(names) * (TILE + GAP) - GAP, 3), 255, np.uint8)
    for i, name in enumerate(names):
        cv2.putText(strip, name, (i * (TILE + GAP) + 4, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (0, 0, 0), 1, cv2.LINE_AA)
    return strip


def main(folder: str, out: str, cases: str, fills: str) -> None:
    names = fills.split(",")
    rows = [labels(["truth", "hole", *names])]
    for index in cases.split(","):
        place = Path(folder) / f"{int(index):03d}"
        if json.loads((place / "case.json").read_text())["picture"].startswith(HIDDEN):
            print(f"case {index} is not shown")
            continue
        row = tiles(place, names)
        apart = np.full((TILE, GAP, 3), 255, np.uint8)
        rows += [np.hstack([part for tile in row for part in (tile, apart)][:-1]), rows[0][:GAP] * 0 + 255]
    cv2.imwrite(out, np.vstack(rows[:-1]), [cv2.IMWRITE_JPEG_QUALITY, 85])


if __name__ == "__main__":
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
