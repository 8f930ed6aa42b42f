"""Figures for a filled photograph whose truth is known, on uint8 RGB: seam, colour, sharpness, residual noise.

    python fill_metrics.py truth.png mask.png filled.png [more.png ...]

Prints one line a filled picture, and one for OpenCV's Telea (2004) on the same hole. Needs numpy and opencv-python.

seam_rel    mean step across the hole's border over the mean difference of neighbours within 8 px, relative to the truth
bias        largest mean signed step across the border in a channel, less the truth's (code values)
ring_lab    Lab difference of the means 8 px inside and 8 px outside, less the truth's
sharpness   mean squared brightness difference of neighbours in the hole over the truth's
noise       robust deviation of the residual (Immerkaer 1996) in the hole over the one 3 to 24 px outside
"""

import sys
from pathlib import Path

import cv2
import numpy as np

RESIDUAL = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32) / 6
LEAST_NOISE = 0.2


def distances(hole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distance to the hole for known pixels, and to the known picture for hole pixels."""
    outside = cv2.distanceTransform(1 - hole, cv2.DIST_L2, 5)
    inside = cv2.distanceTransform(hole, cv2.DIST_L2, 5)
    return outside, inside


def seam(image: np.ndarray, hole: np.ndarray) -> tuple[float, np.ndarray]:
    """Relative step across the border, and its signed mean a channel."""
    pixels = image.astype(np.float32)
    near = sum(distances(hole)) <= 8
    steps, signed, around = [], [], []
    for axis in (0, 1):
        first = (slice(None, -1), slice(None)) if axis == 0 else (slice(None), slice(None, -1))
        second = (slice(1, None), slice(None)) if axis == 0 else (slice(None), slice(1, None))
        difference = pixels[second] - pixels[first]
        crosses = hole[first] != hole[second]
        inward = np.where(hole[second] > hole[first], 1, -1)[..., None]
        steps.append(np.abs(difference)[crosses])
        signed.append((difference * inward)[crosses])
        around.append(np.abs(difference)[near[first] & near[second] & ~crosses])
    ratio = np.concatenate(steps).mean() / max(np.concatenate(around).mean(), 1e-3)
    return float(ratio), np.concatenate(signed).mean(0)


def ring_lab(image: np.ndarray, hole: np.ndarray) -> np.ndarray:
    lab = cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    outside, inside = distances(hole)
    return lab[(inside > 0) & (inside <= 8)].mean(0) - lab[(outside > 0) & (outside <= 8)].mean(0)


def energy(image: np.ndarray, hole: np.ndarray) -> float:
    grey = image.astype(np.float32).mean(2)
    squares = np.diff(grey, axis=0)[:, :-1] ** 2 + np.diff(grey, axis=1)[:-1] ** 2
    return float(squares[hole[:-1, :-1] > 0].mean())


def noise(image: np.ndarray, selected: np.ndarray) -> float:
    grey = image.astype(np.float32) @ np.float32([0.299, 0.587, 0.114])
    values = cv2.filter2D(grey, -1, RESIDUAL)[selected]
    return float(1.4826 * np.median(np.abs(values - np.median(values))))


def metrics(filled: np.ndarray, truth: np.ndarray, hole: np.ndarray) -> dict[str, float]:
    """All figures; `hole` is uint8, 1 where the picture was made up."""
    ratio, step = seam(filled, hole)
    true_ratio, true_step = seam(truth, hole)
    outside, inside = distances(hole)
    return {
        "seam_rel": ratio / true_ratio,
        "bias": float(np.abs(step - true_step).max()),
        "ring_lab": float(np.linalg.norm(ring_lab(filled, hole) - ring_lab(truth, hole))),
        "sharpness": energy(filled, hole) / max(energy(truth, hole), 1e-3),
        "noise": noise(filled, inside > 2) / max(noise(filled, (outside > 3) & (outside < 24)), LEAST_NOISE),
    }


def read(path: str) -> np.ndarray:
    image = cv2.imread(path, cv2.IMREAD_COLOR)
    if image is None:
        raise SystemExit(f"cannot read {path}")
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)


def main(truth_path: str, mask_path: str, *filled_paths: str) -> None:
    truth = read(truth_path)
    hole = (read(mask_path)[..., 0] > 127).astype(np.uint8)
    pictures = {Path(path).name: read(path) for path in filled_paths}
    pictures["telea"] = cv2.inpaint(truth, hole, 3, cv2.INPAINT_TELEA)
    for name, filled in pictures.items():
        figures = " ".join(f"{key} {value:.2f}" for key, value in metrics(filled, truth, hole).items())
        print(f"{name:24s} {figures}")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
