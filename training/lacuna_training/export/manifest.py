"""lacuna.json, the manifest beside model_index.json."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from ..models.config import LATENT_CHANNELS, MODEL_MAX_LENGTH, VAE_FACTOR, ModelConfig
from ..models.vae import Vae

MANIFEST = 'lacuna.json'


@dataclass(frozen=True)
class About:
    """What a person reads about a pack."""

    id: str
    name: str
    description: str
    license: str


# A start from the picture's own pixels beats pure noise for every intent that asks for nothing new.
DEFAULTS = {'steps': 20, 'guidance': 1, 'strength': 0.6}
INTENTS: dict[str, dict[str, float]] = {
    'remove': {},
    'fill': {},
    'add': {'guidance': 3, 'strength': 1},
    'expand': {},
    'refine': {'strength': 0.4},
}


@torch.no_grad()
def latent_to_rgb(vae: Vae, pictures: Tensor) -> dict[str, list[object]]:
    """Least-squares map from scaled latents to RGB in 0..1; `pictures` are RGB in [-1, 1], [B,3,H,W]."""
    latents = torch.cat([vae.encode(part) for part in pictures.split(16)])
    colours = F.avg_pool2d(pictures, VAE_FACTOR) * 0.5 + 0.5
    known = latents.permute(0, 2, 3, 1).reshape(-1, LATENT_CHANNELS).double()
    known = torch.cat([known, torch.ones(len(known), 1, dtype=known.dtype)], dim=1)
    wanted = colours.permute(0, 2, 3, 1).reshape(-1, 3).double()
    solution = torch.linalg.lstsq(known, wanted).solution
    rounded = [[round(value, 6) for value in row] for row in solution.tolist()]
    return {'matrix': rounded[:LATENT_CHANNELS], 'bias': rounded[LATENT_CHANNELS]}


@torch.no_grad()
def grey_latent(vae: Vae) -> list[float]:
    """Scaled latents of the middle of an all-grey picture, one value a channel."""
    side = 256
    latents = vae.encode(torch.zeros(1, 3, side, side))
    middle = side // VAE_FACTOR // 2
    return [float(value) for value in latents[0, :, middle, middle]]


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def entries(folder: Path, shared: dict[str, str]) -> list[dict[str, object]]:
    """One entry a file; `shared` maps the paths that lie in another pack to where, relative to `folder`."""
    own = {
        str(path.relative_to(folder)): path for path in folder.rglob('*') if path.is_file() and path.name != MANIFEST
    }
    rows = []
    for name in sorted({*own, *shared}):
        path = folder / shared[name] if name in shared else own[name]
        row: dict[str, object] = {'path': name, 'bytes': path.stat().st_size, 'sha256': digest(path)}
        rows.append({**row, 'source': shared[name]} if name in shared else row)
    return rows


def write_manifest(
    folder: Path,
    about: About,
    config: ModelConfig,
    words: list[str],
    rgb: dict[str, list[object]],
    grey: list[float],
    shared: dict[str, str],
) -> None:
    """Writes folder/lacuna.json; every other file of the pack must lie there already."""
    manifest = {
        'schema': 1,
        'id': about.id,
        'name': about.name,
        'description': about.description,
        'license': about.license,
        'nativeSize': config.native_size,
        'vaeScaleFactor': VAE_FACTOR,
        'latentChannels': LATENT_CHANNELS,
        'defaults': DEFAULTS,
        'intents': INTENTS,
        'words': sorted(words),
        # Begin and end take two.
        'maxWords': MODEL_MAX_LENGTH - 2,
        'latentToRgb': rgb,
        'greyLatent': [round(value, 6) for value in grey],
        'files': entries(folder, shared),
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + '\n')
