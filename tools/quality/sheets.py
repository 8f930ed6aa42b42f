"""Contact sheets at 100 % from what `npm run bench:photos` left: masked, exemplar, bare, detail, default, first, truth.

    python sheets.py results-folder target-folder

One JPEG a hole, a window of 400 x 400 px that is cut, never scaled: the middle of a small hole, the left border of a
large one. Needs numpy and opencv-python.
"""

import json
import sys
from pathlib import Path

import cv2
import numpy as np

SIDE = 400
GAP = 6
QUALITY = 80
COLUMNS = ("masked", "exemplar", "bare", "detail", "default", "first", "truth")
MASK_COLOUR = np.array([80, 30, 220])  # BGR


def window(hole: np.ndarray, size: int) -> tuple[slice, slice]:
    """Where the sheet looks: rows and columns."""
    rows, columns = np.nonzero(hole)
    y = (rows.min() + rows.max()) // 2
    x = (columns.min() + columns.max()) // 2
    if size > SIDE:
        x = columns[rows == y].min() + SIDE // 5
    top = int(np.clip(y - SIDE // 2, 0, max(0, hole.shape[0] - SIDE)))
    left = int(np.clip(x - SIDE // 2, 0, max(0, hole.shape[1] - SIDE)))
    return slice(top, top + SIDE), slice(left, left + SIDE)


def sheet(folder: Path, size: int) -> np.ndarray:
    """All columns side by side, BGR."""
    pictures = {path.stem: cv2.imread(str(path)) for path in folder.glob("*.png")}
    hole = pictures["mask"][..., 0] > 127
    rows, columns = window(hole, size)
    masked = pictures["truth"].copy()
    masked[hole] = (0.35 * masked[hole] + 0.65 * MASK_COLOUR).astype(np.uint8)
    pictures["masked"] = masked
    cuts = [pictures[name][rows, columns] for name in COLUMNS]
    gap = np.full((cuts[0].shape[0], GAP, 3), 255, np.uint8)
    return np.hstack([part for cut in cuts for part in (cut, gap)][:-1])


def main(results: str, target: str) -> None:
    Path(target).mkdir(parents=True, exist_ok=True)
    total = 0
    for result in json.loads(Path(results, "results.json").read_text())["results"]:
        if "runs" not in result:
            continue
        path = Path(target, f"{result['name']}.jpg")
        picture = sheet(Path(results, result["name"]), result["size"])
        cv2.imwrite(str(path), picture, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
        total += path.stat().st_size
    print(f"sheets: {total / 1e6:.1f} MB in {target}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
