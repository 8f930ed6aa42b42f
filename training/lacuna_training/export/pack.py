"""Writes a 9-channel pack and its 4-channel sibling, and checks each graph against torch."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from ..models.bundle import Bundle, round_to_half
from ..models.config import LATENT_CHANNELS
from .check import check
from .configs import model_index, scheduler_config, text_config, unet_config, vae_config
from .four_channel import narrow
from .graphs import Graph, store_half, trace, write
from .manifest import About, grey_latent, latent_to_rgb, write_manifest
from .networks import SPATIAL, graphs
from .tokenizer import tokenizer_config, tokenizer_json


class NarrowUnet(nn.Module):
    """What the 4-channel graph computes, in torch."""

    def __init__(self, bundle: Bundle, grey: list[float]) -> None:
        super().__init__()
        self.unet = bundle.unet
        self.register_buffer('rest', torch.tensor([1.0, *grey]).reshape(1, -1, 1, 1), persistent=False)

    def forward(self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor) -> Tensor:
        rest = self.rest.expand(sample.shape[0], -1, *sample.shape[2:])
        return self.unet(torch.cat([sample, rest], dim=1), timestep, encoder_hidden_states)


def write_json(path: Path, value: object) -> None:
    """Pretty JSON with a final newline; makes the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1) + '\n')


def write_configs(folder: Path, bundle: Bundle, words: list[str]) -> None:
    """Every JSON file of the 9-channel pack but the manifest."""
    config, factor = bundle.config, float(bundle.vae.scaling_factor)
    write_json(folder / 'model_index.json', model_index(inpainting=True))
    write_json(folder / 'scheduler' / 'scheduler_config.json', scheduler_config())
    write_json(folder / 'tokenizer' / 'tokenizer.json', tokenizer_json(words))
    write_json(folder / 'tokenizer' / 'tokenizer_config.json', tokenizer_config())
    write_json(folder / 'text_encoder' / 'config.json', text_config(config))
    write_json(folder / 'unet' / 'config.json', unet_config(config, config.unet.in_channels))
    for half in ('vae_encoder', 'vae_decoder'):
        write_json(folder / half / 'config.json', vae_config(config, factor))


def export_packs(
    bundle: Bundle, words: list[str], pictures: Tensor, about: tuple[About, About], folder: Path
) -> dict[str, float]:
    """Writes folder/ID for both packs and returns each graph's worst error against torch.

    Weights are rounded to fp16 in place first: what is compared is what is stored. `pictures` are RGB in
    [-1, 1] for the latent-to-RGB fit. Raises ValueError when a graph and torch disagree.
    """
    if len(words) + 4 > bundle.config.text.capacity:
        raise ValueError(f'{len(words)} words do not fit into {bundle.config.text.capacity} rows')
    bundle = bundle.float().cpu().eval()
    round_to_half(bundle)
    wide, slim = folder / about[0].id, folder / about[1].id
    for pack in (wide, slim):
        shutil.rmtree(pack, ignore_errors=True)
    rgb, grey = latent_to_rgb(bundle.vae, pictures), grey_latent(bundle.vae)
    write_configs(wide, bundle, words)
    errors = {}
    for name, graph in graphs(bundle).items():
        model = trace(graph)
        store_half(model, {name for name, _ in graph.module.named_buffers()})
        write(model, wide / name, external=name == 'unet')
        errors[name] = check(graph, wide / name / 'model.onnx')
        if name == 'unet':
            errors['unet, 4 channels'] = write_slim(model, graph, bundle, grey, wide, slim)
    write_manifest(wide, about[0], bundle.config, words, rgb, grey, {})
    names = [str(path.relative_to(wide)) for path in wide.rglob('*') if path.is_file()]
    write_json(slim / 'model_index.json', model_index(inpainting=False))
    write_json(slim / 'unet' / 'config.json', unet_config(bundle.config, LATENT_CHANNELS))
    shared = {name: f'../{wide.name}/{name}' for name in names if name != 'lacuna.json' and not (slim / name).exists()}
    write_manifest(slim, about[1], bundle.config, words, rgb, grey, shared)
    return errors


def write_slim(
    model: onnx.ModelProto, graph: Graph, bundle: Bundle, grey: list[float], wide: Path, slim: Path
) -> float:
    """Writes the 4-channel graph over the weights of the 9-channel one, and checks it."""
    narrowed = narrow(model, grey)
    write(narrowed, slim / 'unet', external=True)
    data = slim / 'unet' / 'model.onnx_data'
    if data.read_bytes() != (wide / 'unet' / 'model.onnx_data').read_bytes():
        raise ValueError('the two U-Nets do not share their weights')
    inputs = {**graph.inputs, 'sample': graph.inputs['sample'][:, :LATENT_CHANNELS].contiguous()}
    twin = replace(graph, module=NarrowUnet(bundle, grey), inputs=inputs, axes={'sample': SPATIAL})
    error = check(twin, slim / 'unet' / 'model.onnx')
    data.unlink()
    return error
