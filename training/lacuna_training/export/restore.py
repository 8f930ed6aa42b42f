"""Reads the weights of a pack back into the networks, so that training can go on from a fresh clone."""

import json
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import nn

from ..models.bundle import Bundle
from ..models.vae import Vae
from .tokenizer import SPECIAL


def restore_module(module: nn.Module, path: Path) -> None:
    """Copies every parameter of `module` from the initialisers of an exported graph."""
    model = onnx.load(str(path))
    tensors = model.graph.initializer
    stored = {tensor.name.removesuffix('.half'): numpy_helper.to_array(tensor) for tensor in tensors}
    stored |= {twin.key.removeprefix('same:'): stored[twin.value] for twin in model.metadata_props}
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            parameter.copy_(torch.from_numpy(stored[name].astype('float32')))


def restore_vae(vae: Vae, folder: Path) -> None:
    """Encoder, decoder and scaling factor."""
    restore_module(vae.encoder, folder / 'vae_encoder' / 'model.onnx')
    restore_module(vae.decoder, folder / 'vae_decoder' / 'model.onnx')
    config = json.loads((folder / 'vae_decoder' / 'config.json').read_text())
    vae.scaling_factor.fill_(config['scaling_factor'])


def restore_words(folder: Path) -> list[str]:
    """The vocabulary in the order of its ids, without the special tokens."""
    vocabulary = json.loads((folder / 'tokenizer' / 'tokenizer.json').read_text())['model']['vocab']
    return sorted(vocabulary, key=vocabulary.__getitem__)[len(SPECIAL) :]


def restore(bundle: Bundle, folder: Path) -> list[str]:
    """All networks of a 9-channel pack; returns its vocabulary."""
    restore_vae(bundle.vae, folder)
    restore_module(bundle.text, folder / 'text_encoder' / 'model.onnx')
    restore_module(bundle.unet, folder / 'unet' / 'model.onnx')
    return restore_words(folder)
