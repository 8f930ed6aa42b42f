"""Time of one U-Net step in PyTorch, to hold against `npm run bench:full-size` on the same machine.

    python tools/convert/time_torch.py CHECKPOINT [--cells 64] [--half] [--device cuda]
"""

import argparse
import json
import time
from pathlib import Path

import torch
from diffusers import UNet2DConditionModel

CALLS = 10
TOKENS = 77


@torch.no_grad()
def step_ms(checkpoint: Path, cells: int, device: str, half: bool) -> float:
    """Milliseconds of the fastest of some calls at batch 1."""
    dtype = torch.float16 if half else torch.float32
    unet = UNet2DConditionModel.from_pretrained(checkpoint, subfolder='unet').to(device, dtype).eval()
    sample = torch.randn(1, unet.config.in_channels, cells, cells, device=device, dtype=dtype)
    hidden = torch.randn(1, TOKENS, unet.config.cross_attention_dim, device=device, dtype=dtype)
    timestep = torch.tensor([500.0], device=device)
    best = float('inf')
    for _ in range(CALLS):
        start = time.perf_counter()
        unet(sample, timestep, hidden)
        if device == 'cuda':
            torch.cuda.synchronize()
        best = min(best, time.perf_counter() - start)
    return 1000 * best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('checkpoint', type=Path)
    parser.add_argument('--cells', type=int, default=64, help='latent cells along a side')
    parser.add_argument('--half', action='store_true')
    parser.add_argument('--device', default='cuda' if torch.cuda.is_available() else 'cpu')
    given = parser.parse_args()
    name = torch.cuda.get_device_name() if given.device == 'cuda' else 'CPU'
    found = step_ms(given.checkpoint, given.cells, given.device, given.half)
    print(json.dumps({'torch': torch.__version__, 'device': name, 'half': given.half, 'cells': given.cells, 'stepMs': round(found, 1)}))


if __name__ == '__main__':
    main()
