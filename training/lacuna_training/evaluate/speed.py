"""`python -m lacuna_training.evaluate.speed`: the graphs of a pack as a loop in PyTorch on the CPU.

Prints JSON: milliseconds of the encoder, of one U-Net call and of the decoder, each the fastest of its calls.
The weights are read back from the pack's own graphs.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import torch

from ..export.restore import restore
from ..models.bundle import Bundle
from ..models.config import LATENT_CHANNELS, MODEL_MAX_LENGTH, SMALL

PACK = Path(__file__).resolve().parents[3] / 'public' / 'models' / 'lacuna-small'
SIDE = 256
FACTOR = 8


def fastest(run: Callable[[], object], repeat: int) -> float:
    """Milliseconds of the fastest of `repeat` runs after one that does not count."""
    run()
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


@torch.inference_mode()
def measure(pack: Path, repeat: int) -> dict[str, float]:
    """Times of the three graphs that a fill runs, one picture of 256 px, float32."""
    bundle = Bundle(SMALL).eval()
    restore(bundle, pack)
    cells = SIDE // FACTOR
    picture = torch.zeros(1, 3, SIDE, SIDE)
    sample = torch.full((1, SMALL.unet.in_channels, cells, cells), 0.1)
    latent = torch.zeros(1, LATENT_CHANNELS, cells, cells)
    hidden = bundle.text(torch.zeros(1, MODEL_MAX_LENGTH, dtype=torch.long))
    step = torch.tensor([500.0])
    return {
        'encodeMs': fastest(lambda: bundle.vae.encoder(picture), 3),
        'unetMs': fastest(lambda: bundle.unet(sample, step, hidden), repeat),
        'decodeMs': fastest(lambda: bundle.vae.decoder(latent), 3),
    }


def main() -> None:
    """Parses the command line, measures, prints."""
    parser = argparse.ArgumentParser(prog='lacuna_training.evaluate.speed', description=__doc__)
    parser.add_argument('--pack', type=Path, default=PACK)
    parser.add_argument('--threads', type=int, default=2)
    parser.add_argument('--repeat', type=int, default=20)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    instructions = torch.backends.cpu.get_cpu_capability()
    print(json.dumps({'torch': torch.__version__, 'instructions': instructions, **measure(arguments.pack, arguments.repeat)}))


if __name__ == '__main__':
    main()
