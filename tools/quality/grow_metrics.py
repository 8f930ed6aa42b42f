"""Figures for a photograph that was grown to the right: seams, drift of colour, repetition.

    python grow_metrics.py grown.png new-width steps

`grown.png` holds the new part and, left of it, twice as much of the old picture where there is so much; "the old part" is
the half of that beside the new part, but for own_along, which looks at both halves. Needs numpy and opencv-python.

seam        largest step across a border between areas, over the mean difference of neighbours within 8 px (1 = none)
drift       largest Lab distance of the mean of one of eight strips of the new part to the mean of the old part
own_drift   the same for eight strips of the old part: what the photograph itself does
along       the same to the mean of the old strip right before the edge: how far colours move along the extension
own_along   the same in the old part: mean over all places where as much of the photograph follows
repeat      largest normalised correlation of the new part with itself, shifted by 1/16 of the height or more
own_repeat  the same for the old part
"""

import sys

import cv2
import numpy as np

STRIPS = 8
NEAR = 8
HEIGHT = 256
DETAIL = 12  # sigma of what counts as structure, at that height


def seam(image: np.ndarray, columns: list[int]) -> float:
    steps = np.abs(np.diff(image.astype(np.float32), axis=1)).mean((0, 2))
    ratios = []
    for x in columns:
        near = [steps[k - 1] for k in range(x - NEAR, x + NEAR + 1) if k != x and 0 < k <= len(steps)]
        ratios.append(steps[x - 1] / max(np.mean(near), 1e-3))
    return float(max(ratios))


def drift(lab: np.ndarray, mean: np.ndarray) -> float:
    strips = np.array_split(lab, STRIPS, axis=1)
    return float(max(np.linalg.norm(strip.mean((0, 1)) - mean) for strip in strips))


def along(before: np.ndarray, after: np.ndarray) -> float:
    """Drift of `after` from the strip of `before` that it starts at."""
    strip = max(1, after.shape[1] // STRIPS)
    return drift(after, before[:, -strip:].mean((0, 1)))


def own_along(old: np.ndarray, width: int) -> float:
    """The mean of `along` over the old part, in steps of a strip; over its right half where it is no wider than `width`."""
    width = min(width, old.shape[1] // 2)
    strip = max(1, width // STRIPS)
    starts = range(strip, old.shape[1] - width + 1, strip)
    return float(np.mean([along(old[:, :x], old[:, x : x + width]) for x in starts]))


def repetition(part: np.ndarray) -> float:
    """Correlation at the best shift along the rows, of what is left without the slow changes."""
    scale = HEIGHT / part.shape[0]
    small = cv2.resize(part, (max(32, round(part.shape[1] * scale)), HEIGHT), interpolation=cv2.INTER_AREA)
    grey = small.astype(np.float32).mean(2)
    grey -= cv2.GaussianBlur(grey, (0, 0), DETAIL)
    width = grey.shape[1]
    best = 0.0
    for shift in range(HEIGHT // 16, width // 2 + 1):
        a, b = grey[:, shift:], grey[:, :-shift]
        norm = np.sqrt((a * a).sum() * (b * b).sum())
        best = max(best, float((a * b).sum() / max(norm, 1e-6)))
    return best


def main(path: str, new_width: int, steps: int) -> None:
    image = cv2.imread(path, cv2.IMREAD_COLOR)
    if image is None:
        raise SystemExit(f"cannot read {path}")
    start = image.shape[1] - new_width
    lab = cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_BGR2LAB)
    whole, old, new = lab[:, :start], lab[:, max(0, start - new_width) : start], lab[:, start:]
    mean = old.mean((0, 1))
    figures = {
        "seam": seam(image, [start + round(new_width * k / steps) for k in range(steps)]),
        "drift": drift(new, mean),
        "own_drift": drift(old, mean),
        "along": along(old, new),
        "own_along": own_along(whole, new.shape[1]),
        "repeat": repetition(image[:, start:]),
        "own_repeat": repetition(image[:, max(0, start - new_width) : start]),
    }
    print(" ".join(f"{name} {value:.2f}" for name, value in figures.items()))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
