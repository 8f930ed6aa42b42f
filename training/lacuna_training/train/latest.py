"""Finds the latest weights: checkpoints under training/runs, else the embedded pack."""

from collections.abc import Sequence

import torch
from torch import Tensor

from ..data.batches import Sampler
from ..data.vocabulary import words as all_words
from ..export.restore import restore
from ..models.bundle import Bundle
from .common import PACK, RUNS, load
from .pictures import to_signed

CPU = torch.device('cpu')


def merged_words(known: list[str], more: Sequence[str] = ()) -> list[str]:
    """The vocabulary so far, in its order, and new words after it: ids never change."""
    return list(dict.fromkeys([*known, *all_words(), *more]))


def load_latest(bundle: Bundle) -> list[str]:
    """All networks' averaged weights; returns the vocabulary, empty when the U-Net is untrained.

    The autoencoder comes from runs/vae.pt, text encoder and U-Net from runs/unet.pt, each else from the
    embedded pack. After a new autoencoder the pack's U-Net is of no use: it stays as it is.
    """
    vae, unet = load(RUNS / 'vae.pt', CPU), load(RUNS / 'unet.pt', CPU)
    words: list[str] = []
    if not (unet and vae) and not (vae and vae['anew']):
        words = restore(bundle, PACK)
    if vae:
        bundle.vae.load_state_dict(vae['model'])
    if unet:
        bundle.text.load_state_dict(unet['text'])
        bundle.unet.load_state_dict(unet['unet'])
        words = unet['words']
    return words


def sample_pictures() -> Tensor:
    """64 training crops in [-1, 1], for the latent-to-RGB fit."""
    return to_signed(Sampler(21, 128).images(64), CPU)
