"""The classical fills of OpenCV for a folder of cases: Telea 2004 and Navier-Stokes (Bertalmio et al. 2001).

    python opencv_fills.py cases-folder

Writes telea.png and navier-stokes.png beside every truth.png and mask.png that lack them. Needs opencv-python.
"""

import sys
from pathlib import Path

import cv2

RADIUS = 3
METHODS = {"telea": cv2.INPAINT_TELEA, "navier-stokes": cv2.INPAINT_NS}


def main(folder: str) -> None:
    cv2.setNumThreads(1)
    for truth in sorted(Path(folder).glob("*/truth.png")):
        for name, method in METHODS.items():
            target = truth.with_name(f"{name}.png")
            if target.exists():
                continue
            mask = cv2.imread(str(truth.with_name("mask.png")), cv2.IMREAD_GRAYSCALE)
            cv2.imwrite(str(target), cv2.inpaint(cv2.imread(str(truth)), mask, RADIUS, method))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
