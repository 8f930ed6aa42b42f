"""Fixed inputs and torch's outputs for the nano pack, for tests in other languages."""

import json
from pathlib import Path

import torch
from torch import Tensor

from ..models.bundle import Bundle
from ..models.config import LATENT_CHANNELS
from ..models.schedule import ddim, leading_timesteps
from .manifest import grey_latent
from .tokenizer import encode

PROMPT = 'A red zebra, on the sand!'
GUIDANCE, STEPS = 2.0, 4


def tensor_json(tensor: Tensor) -> dict[str, object]:
    """Shape and values in row-major order, to seven significant digits."""
    return {'shape': list(tensor.shape), 'data': [float(f'{v:.7g}') for v in tensor.flatten().tolist()]}


def formula(shape: tuple[int, ...], frequency: float) -> Tensor:
    """sin(frequency * i + 0.3 * cos(1.7 * i)) over the flat index i, computed in float64."""
    i = torch.arange(torch.Size(shape).numel(), dtype=torch.float64)
    return torch.sin(frequency * i + 0.3 * torch.cos(1.7 * i)).float().reshape(shape)


def formula_picture(size: int) -> Tensor:
    """A smooth picture in [-1, 1]: channel c at row y, column x is sin(x (c + 1) / 9) cos(y (4 - c) / 13)."""
    y = torch.arange(size, dtype=torch.float64)[:, None]
    x = torch.arange(size, dtype=torch.float64)[None, :]
    rows = [torch.sin(x * (c + 1) / 9) * torch.cos(y * (4 - c) / 13) for c in range(3)]
    return torch.stack(rows).float()[None]


def trajectory(bundle: Bundle, words: list[str]) -> dict[str, object]:
    """Four DDIM steps of the 9-channel method with guidance, from given noise to final latents."""
    noise = formula((1, LATENT_CHANNELS, 8, 8), 2.1) * 1.4
    masked = formula((1, LATENT_CHANNELS, 8, 8), 0.37)
    mask = torch.zeros(1, 1, 8, 8)
    mask[:, :, 2:6, 3:7] = 1
    text = bundle.text(torch.tensor([encode('', words), encode(PROMPT, words)]))

    def predict(latents: Tensor, t: int) -> Tensor:
        sample = torch.cat([latents, mask, masked], dim=1).expand(2, -1, -1, -1)
        negative, positive = bundle.unet(sample, torch.tensor([float(t)]), text).chunk(2)
        return negative + GUIDANCE * (positive - negative)

    return {
        'prompt': PROMPT,
        'negativePrompt': '',
        'steps': STEPS,
        'guidance': GUIDANCE,
        'timesteps': leading_timesteps(STEPS),
        'noise': tensor_json(noise),
        'mask': tensor_json(mask),
        'maskedLatents': tensor_json(masked),
        'latents': tensor_json(ddim(noise, STEPS, predict)),
    }


@torch.no_grad()
def write_goldens(bundle: Bundle, words: list[str], path: Path) -> None:
    """Writes the goldens; the bundle's weights must be those of the exported pack."""
    ids = torch.tensor([encode('', words), encode(PROMPT, words)])
    text = bundle.text(ids)
    cases = []
    for height, width in ((8, 8), (12, 8)):
        sample = formula((2, 2 * LATENT_CHANNELS + 1, height, width), 0.73)
        out = bundle.unet(sample, torch.tensor([501.0]), text)
        cases.append({'sample': tensor_json(sample), 'timestep': 501, 'outSample': tensor_json(out)})
    latents = formula((1, LATENT_CHANNELS, 8, 8), 0.51)
    slim = torch.cat([latents, torch.ones(1, 1, 8, 8), grey(bundle).expand(1, -1, 8, 8)], dim=1)
    picture = formula_picture(64)
    goldens = {
        'schema': 1,
        'about': "Inputs and torch's outputs of the nano pack; U-Net cases use both rows of the text case.",
        'text': {
            'prompts': ['', PROMPT],
            'inputIds': tensor_json(ids.float()),
            'lastHiddenState': tensor_json(text),
        },
        'unet': cases,
        'unet4': {
            'sample': tensor_json(latents),
            'timestep': 301,
            'textRow': 1,
            'outSample': tensor_json(bundle.unet(slim, torch.tensor([301.0]), text[1:])),
        },
        'vaeEncoder': {
            'pictureFormula': 'sample[0][c][y][x] = sin(x (c + 1) / 9) cos(y (4 - c) / 13), 64 x 64',
            'latentParameters': tensor_json(bundle.vae.encoder(picture)),
        },
        'vaeDecoder': {
            'latentSample': tensor_json(latents[:, :, :4, :4].contiguous()),
            'sample': tensor_json(bundle.vae.decoder(latents[:, :, :4, :4].contiguous())),
        },
        'ddim': trajectory(bundle, words),
    }
    path.write_text(json.dumps(goldens, separators=(',', ':')) + '\n')


def grey(bundle: Bundle) -> Tensor:
    """The latents of an all-grey masked image, [1,4,1,1]."""
    return torch.tensor(grey_latent(bundle.vae)).reshape(1, -1, 1, 1)
