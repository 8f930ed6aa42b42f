"""Measures of a fill, on uint8 RGB [H,W,3] and a hole [H,W] of bool; "relative" means to the true picture.

Quick figures while training. Those that count are tools/evaluation/metrics, whose test holds them to agree with seam,
bias, shift, PSNR and SSIM here; sharpness there is an energy, here a mean gradient.
"""

from dataclasses import dataclass

import cv2
import numpy as np

BAND = 8
"""Pixels on either side of the hole's border that count as its ring."""


@dataclass(frozen=True)
class Score:
    """One fill. Good: seam near 1, the shifts near 0, sharpness near 1."""

    seam: float
    """Step across the border over the mean gradient of the band, relative."""
    bias: float
    """Largest channel's mean signed step across the border in grey levels, minus the truth's."""
    shift: float
    """Difference in Lab between inner and outer ring, minus the truth's."""
    sharpness: float
    """Mean gradient in the hole, relative."""
    psnr: float
    ssim: float


def pairs(hole: np.ndarray) -> list[tuple[tuple[slice, slice], tuple[slice, slice]]]:
    """Slices of left and right, upper and lower neighbours."""
    whole, first, second = slice(None), slice(None, -1), slice(1, None)
    return [((whole, first), (whole, second)), ((first, whole), (second, whole))]


def rings(hole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Inner and outer band along the border, of bool."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * BAND + 1, 2 * BAND + 1))
    inside = hole.astype(np.uint8)
    eroded = cv2.erode(inside, kernel, borderType=cv2.BORDER_CONSTANT, borderValue=1) > 0
    return hole & ~eroded, (cv2.dilate(inside, kernel) > 0) & ~hole


def seam(picture: np.ndarray, hole: np.ndarray) -> tuple[float, np.ndarray]:
    """Step ratio R and signed bias B per channel over 4-neighbour pairs of a known and a filled pixel."""
    values = picture.astype(np.float64)
    inner, outer = rings(hole)
    band = inner | outer
    steps, near = [], []
    for a, b in pairs(hole):
        difference = values[b] - values[a]
        crossing = hole[a] != hole[b]
        sign = np.where(hole[b], 1.0, -1.0)[..., None]
        steps.append((difference * sign)[crossing])
        near.append(np.abs(difference)[band[a] & band[b] & ~crossing])
    step = np.concatenate(steps)
    return float(np.abs(step).mean() / max(np.concatenate(near).mean(), 1e-6)), step.mean(axis=0)


def lab_step(picture: np.ndarray, hole: np.ndarray) -> np.ndarray:
    """Mean Lab of the inner ring minus that of the outer ring."""
    lab = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    inner, outer = rings(hole)
    return lab[inner].mean(axis=0) - lab[outer].mean(axis=0)


def gradient(picture: np.ndarray, hole: np.ndarray) -> float:
    """Mean absolute difference of neighbours that both lie in the hole."""
    values = picture.astype(np.float64)
    inside = [np.abs(values[b] - values[a])[hole[a] & hole[b]] for a, b in pairs(hole)]
    return float(np.concatenate(inside).mean())


def psnr(picture: np.ndarray, truth: np.ndarray, hole: np.ndarray) -> float:
    """Peak signal-to-noise ratio over the hole in dB."""
    error = np.square(picture[hole].astype(np.float64) - truth[hole]).mean()
    return float(10 * np.log10(255**2 / max(error, 1e-9)))


def ssim(picture: np.ndarray, truth: np.ndarray, hole: np.ndarray) -> float:
    """Structural similarity (Wang et al. 2004), Gaussian window of sigma 1.5, mean of the map over the hole."""

    def blur(values: np.ndarray) -> np.ndarray:
        return cv2.GaussianBlur(values, (11, 11), 1.5)

    a, b = picture.astype(np.float64), truth.astype(np.float64)
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    mean_a, mean_b = blur(a), blur(b)
    variance_a, variance_b = blur(a * a) - mean_a**2, blur(b * b) - mean_b**2
    covariance = blur(a * b) - mean_a * mean_b
    top = (2 * mean_a * mean_b + c1) * (2 * covariance + c2)
    bottom = (mean_a**2 + mean_b**2 + c1) * (variance_a + variance_b + c2)
    return float((top / bottom)[hole].mean())


def score(picture: np.ndarray, truth: np.ndarray, hole: np.ndarray) -> Score:
    """All measures of one fill."""
    (ratio, step), (true_ratio, true_step) = seam(picture, hole), seam(truth, hole)
    return Score(
        seam=ratio / true_ratio,
        bias=float(np.abs(step - true_step).max()),
        shift=float(np.linalg.norm(lab_step(picture, hole) - lab_step(truth, hole))),
        sharpness=gradient(picture, hole) / max(gradient(truth, hole), 1e-6),
        psnr=psnr(picture, truth, hole),
        ssim=ssim(picture, truth, hole),
    )
