"""Downloads and extracts the Debian packages that the pictures come from.

python -m lacuna_training.data.fetch --to DIR     (Debian or a derivative, with apt and dpkg)
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

from lacuna_training.data.catalogue import TRAINING, pictures, stamps


def packages() -> list[str]:
    """Names of the packages that sources.json and stamps.json point to."""
    return sorted({row.package for row in [*pictures(), *stamps()]})


def fetch(folder: Path) -> None:
    """Puts usr/... of every package under `folder`; raises CalledProcessError when apt or dpkg fails."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in packages():
        if (folder / 'usr/share/doc' / name).exists():
            continue
        with tempfile.TemporaryDirectory() as scratch:
            subprocess.run(['apt-get', 'download', name], cwd=scratch, check=True)
            archive = next(Path(scratch).glob('*.deb'))
            subprocess.run(['dpkg', '-x', str(archive), str(folder)], check=True)
        print(f'{name} extracted')
    missing = [row.path for row in [*pictures(), *stamps()] if not (folder / row.path).exists()]
    if missing:
        raise FileNotFoundError(f'{len(missing)} files are not in these package versions: {missing[:5]}')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--to', type=Path, default=TRAINING / 'data')
    fetch(parser.parse_args().to)


if __name__ == '__main__':
    main()
