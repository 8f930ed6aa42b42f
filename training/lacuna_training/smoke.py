"""`python -m lacuna_training.smoke`: trains tiny networks for seconds on made pictures, exports, checks.

Needs no pictures. Fails when a loss does not fall, a graph differs from torch, or a pack cannot be read back.
"""

import os
import tempfile
from pathlib import Path


def main() -> None:
    """Runs everything in a temporary folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ['LACUNA_RUNS'] = str(folder / 'runs')
        # Imported here because the trainings read LACUNA_RUNS when they are imported.
        from .smoke_steps import run

        run(folder)


if __name__ == '__main__':
    main()
