"""`python -m lacuna_training.train vae|decoder|unet --minutes N`: trains on from the latest checkpoint."""

import argparse

from ..models.config import SMALL
from .common import keep_memory
from .unet import train_unet
from .vae import train_vae


def main() -> None:
    """Parses the command line and trains."""
    parser = argparse.ArgumentParser(prog='lacuna_training.train', description=__doc__)
    parser.add_argument('part', choices=['vae', 'decoder', 'unet'])
    parser.add_argument('--minutes', type=float, required=True)
    parser.add_argument('--batch', type=int, default=0, help='samples a step (default: by device)')
    parser.add_argument('--size', type=int, default=128, help='side of the crops in pixels')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--rate', type=float, default=0, help='highest learning rate (default: by part)')
    arguments = parser.parse_args()
    keep_memory()
    settings = (SMALL, arguments.minutes, arguments.batch, arguments.seed, arguments.size)
    if arguments.part == 'unet':
        train_unet(*settings, rate=arguments.rate)
    else:
        train_vae(*settings, rate=arguments.rate, decoder_only=arguments.part == 'decoder')


if __name__ == '__main__':
    main()
