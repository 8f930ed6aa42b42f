"""`python -m lacuna_training.evaluate.autoencoder`: what the pack's autoencoder keeps of held-out pictures.

Prints medians over the windows of the evaluation: PSNR, the mean gradient going in and coming out, their ratio.
"""

import argparse
from pathlib import Path
from statistics import median

import numpy as np

from .__main__ import PACK
from .cases import cases
from .pipeline import Pack


def gradient(picture: np.ndarray) -> float:
    """Mean absolute difference between neighbours, in grey levels."""
    grey = picture.astype(np.float64).mean(axis=2)
    return float((np.abs(np.diff(grey, axis=0)).mean() + np.abs(np.diff(grey, axis=1)).mean()) / 2)


def psnr(one: np.ndarray, other: np.ndarray) -> float:
    """Peak signal-to-noise ratio of two uint8 pictures, in dB."""
    error = np.square(one.astype(np.float64) - other).mean()
    return float(10 * np.log10(255**2 / max(error, 1e-9)))


def main() -> None:
    """Parses the command line, measures, prints."""
    parser = argparse.ArgumentParser(prog='lacuna_training.evaluate.autoencoder', description=__doc__)
    parser.add_argument('--pack', type=Path, default=PACK)
    pack = Pack(parser.parse_args().pack)
    windows = [case.picture for case in cases()]
    decoded = [pack.decode(pack.encode(picture.astype(np.float32) / 127.5 - 1)) for picture in windows]
    before, after = [gradient(p) for p in windows], [gradient(p) for p in decoded]
    print(f'{len(windows)} held-out windows of {windows[0].shape[0]} px, medians')
    print(f'PSNR {median(psnr(a, b) for a, b in zip(windows, decoded, strict=True)):.1f} dB')
    ratio = median(b / a for a, b in zip(before, after, strict=True))
    print(f'mean gradient in {median(before):.2f}, out {median(after):.2f}, ratio {ratio:.2f}')


if __name__ == '__main__':
    main()
