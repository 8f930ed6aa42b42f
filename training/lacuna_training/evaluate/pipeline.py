"""A fill through a pack's ONNX graphs, as the page does it."""

import json
from pathlib import Path

import cv2
import numpy as np
import torch

from ..export.check import session
from ..export.restore import restore_words
from ..export.tokenizer import encode
from ..models.config import LATENT_CHANNELS, VAE_FACTOR
from ..models.schedule import alphas_cumprod, ddim, leading_timesteps


def telea(picture: np.ndarray, hole: np.ndarray) -> np.ndarray:
    """OpenCV's fast marching method (Telea 2004), radius 5."""
    bgr = cv2.inpaint(np.ascontiguousarray(picture[..., ::-1]), hole.astype(np.uint8), 5, cv2.INPAINT_TELEA)
    return bgr[..., ::-1].copy()


def ring_mean(picture: np.ndarray, hole: np.ndarray) -> np.ndarray:
    """The hole in the mean colour of the 8 pixels around it."""
    ring = (cv2.dilate(hole.astype(np.uint8), np.ones((17, 17), np.uint8)) > 0) & ~hole
    filled = picture.copy()
    filled[hole] = np.round(picture[ring].mean(axis=0))
    return filled


class Pack:
    """The sessions of a 9-channel pack."""

    def __init__(self, folder: Path) -> None:
        def part(name: str) -> object:
            return session(folder / name / 'model.onnx')

        self.text, self.unet = part('text_encoder'), part('unet')
        self.encoder, self.decoder = part('vae_encoder'), part('vae_decoder')
        self.words = restore_words(folder)
        self.factor = json.loads((folder / 'vae_decoder' / 'config.json').read_text())['scaling_factor']

    def encode(self, picture: np.ndarray) -> np.ndarray:
        """Scaled latents of RGB in [-1, 1], [H,W,3]: the mode of the posterior."""
        parameters = self.encoder.run(None, {'sample': picture.transpose(2, 0, 1)[None].astype(np.float32)})[0]
        return parameters[:, :LATENT_CHANNELS] * self.factor

    def decode(self, latents: np.ndarray) -> np.ndarray:
        """uint8 RGB of scaled latents."""
        sample = self.decoder.run(None, {'latent_sample': (latents / self.factor).astype(np.float32)})[0]
        return np.clip(np.round((sample[0].transpose(1, 2, 0) + 1) * 127.5), 0, 255).astype(np.uint8)

    def fill(
        self,
        picture: np.ndarray,
        hole: np.ndarray,
        prompt: str = '',
        guidance: float = 1.0,
        strength: float = 1.0,
        steps: int = 20,
        seed: int = 0,
    ) -> np.ndarray:
        """uint8 RGB [H,W,3]; known pixels are those of `picture`. With strength below 1 it starts from
        Telea's fill plus noise."""
        signed = picture.astype(np.float32) / 127.5 - 1
        masked = self.encode(np.where(hole[..., None], 0.0, signed))
        cells = hole.reshape(hole.shape[0] // VAE_FACTOR, VAE_FACTOR, -1, VAE_FACTOR).max(axis=(1, 3))
        cells = cells.astype(np.float32)[None, None]
        ids = np.array([encode('', self.words), encode(prompt, self.words)])
        hidden = self.text.run(None, {'input_ids': ids})[0]
        rows = hidden[1:] if guidance == 1 else hidden

        def predict(latents: torch.Tensor, t: int) -> torch.Tensor:
            sample = np.concatenate([latents.numpy(), cells, masked], axis=1).repeat(len(rows), axis=0)
            feeds = {
                'sample': sample,
                'timestep': np.array([t], np.float32),
                'encoder_hidden_states': rows,
            }
            out = torch.from_numpy(self.unet.run(None, feeds)[0])
            return out if guidance == 1 else out[:1] + guidance * (out[1:] - out[:1])

        noise = torch.randn(masked.shape, generator=torch.Generator().manual_seed(seed))
        used = min(int(steps * strength), steps)
        if used < steps:
            level = alphas_cumprod()[leading_timesteps(steps)[steps - used]]
            start = torch.from_numpy(self.encode(telea(picture, hole).astype(np.float32) / 127.5 - 1))
            noise = level.sqrt() * start + (1 - level).sqrt() * noise
        filled = self.decode(ddim(noise.float(), steps, predict, strength).numpy())
        return np.where(hole[..., None], filled, picture)
