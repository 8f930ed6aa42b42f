"""Packs in the layouts that models come in, of tiny random checkpoints, and what torch makes of their inputs.

    pip install -r tools/convert/requirements.txt && python tools/goldens/layouts.py

Writes e2e/packs/layouts/<name>.zip and e2e/packs/layouts/goldens.json for `e2e/layouts.spec.ts`.
"""

import json
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
import torch
from diffusers import DiffusionPipeline
from torch import Tensor, nn

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / 'tools' / 'convert'))

from attention import fuse  # noqa: E402
from graphs import export, to_half, write  # noqa: E402
from networks import Decoder, Encoder, Part, Text, Unet  # noqa: E402
from random_checkpoint import write_checkpoint  # noqa: E402

OUT = REPOSITORY / 'e2e' / 'packs' / 'layouts'
CELLS, SIDE, TIMESTEP = 8, 64, 501
PROMPTS = ['', 'a red apple on the grass, ' + 'red ' * 90]
"""The second is longer than a prompt may be."""
KEPT = 400
"""Values of an output that are kept, about: every n-th."""


def wave(count: int, phase: float) -> np.ndarray:
    """sin(1.3 i + phase): inputs that the tests make again."""
    return np.sin(1.3 * np.arange(count) + phase).astype(np.float32)


def tensor(shape: tuple[int, ...], phase: float) -> Tensor:
    return torch.from_numpy(wave(int(np.prod(shape)), phase)).reshape(shape)


class Sampled(nn.Module):
    """The encoder of old exports: a draw from the posterior, which is made so narrow that it is its mean."""

    def __init__(self, vae: nn.Module) -> None:
        super().__init__()
        self.vae = vae

    def forward(self, sample: Tensor) -> Tensor:
        return self.vae.encode(sample, return_dict=False)[0].sample()


class Untold(nn.Module):
    """A U-Net that listens to states of its own: there is no text."""

    def __init__(self, unet: nn.Module) -> None:
        super().__init__()
        self.unet = unet
        self.register_buffer('states', tensor((1, 4, unet.config.cross_attention_dim), 5.0))

    def forward(self, sample: Tensor, timestep: Tensor) -> Tensor:
        return self.unet(sample, timestep, self.states.expand(sample.shape[0], -1, -1), return_dict=False)[0]


class Told(nn.Module):
    """A U-Net that listens to learned tokens, by number: the first half ask to fill in, the others for nothing."""

    def __init__(self, unet: nn.Module, count: int) -> None:
        super().__init__()
        self.unet = unet
        width = unet.config.cross_attention_dim
        self.tokens = nn.Embedding.from_pretrained(tensor((2 * count, width), 6.0))

    def forward(self, sample: Tensor, timestep: Tensor, ids: Tensor) -> Tensor:
        return self.unet(sample, timestep, self.tokens(ids), return_dict=False)[0]


class Eraser(nn.Module):
    """uint8 picture and mask in, uint8 picture out, 255 = keep, as in the MI-GAN pipeline."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Sequential(nn.Conv2d(4, 8, 3, padding=1), nn.SiLU(), nn.Conv2d(8, 3, 3, padding=1))

    def forward(self, image: Tensor, mask: Tensor) -> Tensor:
        keep = (mask > 127).float()
        known = image.float() / 127.5 - 1
        drawn = torch.tanh(self.inner(torch.cat([keep - 0.5, known * keep], 1)))
        whole = (known * keep + drawn * (1 - keep) + 1) * 127.5
        return whole.round().clamp(0, 255).to(torch.uint8)


@dataclass(frozen=True)
class Layout:
    """How a pack is written; the defaults are those of newer exports."""

    name: str
    channels: int = 9
    kind: str = 'sd1'
    old_names: bool = False
    half: bool = False
    """Float16 inside and at inputs and outputs."""
    files: int = 0
    """Files of weights beside the graphs; 0 keeps them inside."""
    data_name: str = 'model.onnx_data'
    ids: torch.dtype = torch.int64
    time: torch.dtype = torch.int64
    time_rank: int = 0
    text: bool = True
    tokens: int = 0
    """Learned tokens in place of a prompt, and names of their own."""
    fused: bool = False
    """Attention as one node of the runtime's own."""
    configs: tuple[str, ...] = field(default=('model_index.json', 'unet/config.json'))


LAYOUTS = (
    Layout('new-names-9'),
    Layout('old-names-4', channels=4, old_names=True, files=1, data_name='weights.pb', ids=torch.int32, time=torch.float32, time_rank=1),
    Layout('three-files-9', files=3, time=torch.float32, time_rank=1),
    Layout('half-9', half=True, files=1, ids=torch.int32, time=torch.float16, time_rank=1),
    Layout('v-prediction-4', channels=4, kind='v', ids=torch.int32, time_rank=1),
    Layout('sd2-tokenizer-9', kind='sd2', time=torch.float32),
    Layout('no-text-9', text=False, time=torch.float32, time_rank=1, configs=()),
    Layout('lcm-4', channels=4, kind='lcm', time_rank=1),
    Layout('learned-tokens-9', text=False, tokens=3, time_rank=1, configs=()),
    Layout('fused-attention-9', fused=True, time=torch.float32, time_rank=1),
)


def clean(model: onnx.ModelProto) -> onnx.ModelProto:
    """Without what only people read: it would be most of these small files."""
    del model.graph.value_info[:]
    for node in model.graph.node:
        node.ClearField('doc_string')
        node.ClearField('name')
    return model


def split(model: onnx.ModelProto, folder: Path, layout: Layout) -> None:
    if layout.files == 0:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / 'model.onnx').write_bytes(model.SerializeToString())
        return
    total = sum(len(onnx.numpy_helper.to_array(entry).tobytes()) for entry in model.graph.initializer)
    write(model, folder, total if layout.files == 1 else int(total / (layout.files - 0.5)), layout.data_name, least=1)


def rounded(pipeline: DiffusionPipeline) -> None:
    """Weights with 8 bits of mantissa: they pack to half their size."""
    for network in (pipeline.unet, pipeline.vae, pipeline.text_encoder):
        for value in network.parameters():
            value.data = value.data.to(torch.bfloat16).float()


def parts(pipeline: DiffusionPipeline, layout: Layout) -> list[Part]:
    unet, vae, text = pipeline.unet, pipeline.vae, pipeline.text_encoder
    area = {0: 'batch', 2: 'height', 3: 'width'}
    if layout.old_names:
        area = {0: 'batch', 1: 'channels', 2: 'height', 3: 'width'}
        conv = vae.quant_conv
        conv.weight.data[4:] = 0
        conv.bias.data[4:] = -30
    time = torch.tensor(TIMESTEP if layout.time_rank == 0 else [TIMESTEP], dtype=layout.time)
    steps = {0: 'steps'} if layout.time_rank else {}
    inputs = {'sample': tensor((2, layout.channels, CELLS, CELLS), 1.0), 'timestep': time}
    axes = {'sample': area, 'timestep': steps}
    if layout.text:
        inputs['encoder_hidden_states'] = tensor((2, 77, unet.config.cross_attention_dim), 2.0)
        axes['encoder_hidden_states'] = {0: 'batch', 1: 'sequence'}
    if unet.config.time_cond_proj_dim is not None:
        inputs['timestep_cond'] = told(unet.config.time_cond_proj_dim).expand(2, -1)
        axes['timestep_cond'] = {0: 'batch'}
    listening = Unet(unet) if layout.text else Untold(unet)
    if layout.tokens:
        listening = Told(unet, layout.tokens)
        ids = torch.arange(layout.tokens)
        inputs = {'latent': inputs['sample'], 'timesteps': time, 'input_ids': torch.stack([ids + layout.tokens, ids])}
        axes = {'latent': area, 'timesteps': steps, 'input_ids': {0: 'batch'}}
    moments = 'latent_sample' if layout.old_names else 'moments' if layout.tokens else 'latent_parameters'
    made = [
        Part('unet', listening, inputs, 'out_sample', axes),
        Part('vae_encoder', Sampled(vae) if layout.old_names else Encoder(vae), {'sample': tensor((1, 3, SIDE, SIDE), 3.0)},
             moments, {'sample': area}),
        Part('vae_decoder', Decoder(vae), {'latent_sample': tensor((1, 4, CELLS, CELLS), 4.0)}, 'sample', {'latent_sample': area}),
    ]
    if layout.text:
        ids = torch.zeros(1, 77, dtype=layout.ids)
        made.append(Part('text_encoder', Text(text), {'input_ids': ids}, 'last_hidden_state', {'input_ids': {0: 'batch', 1: 'sequence'}}))
    return made


def told(width: int) -> Tensor:
    """The guidance of 8.5 that latent consistency models are told, as diffusers embeds it."""
    from diffusers import LatentConsistencyModelPipeline

    return LatentConsistencyModelPipeline.get_guidance_scale_embedding(None, torch.tensor([7.5]), embedding_dim=width)


def kept(values: Tensor) -> dict:
    flat = values.detach().float().flatten()
    every = max(1, len(flat) // KEPT)
    return {'shape': list(values.shape), 'every': every, 'data': [float(f'{value:.6g}') for value in flat[::every].tolist()]}


def goldens(pipeline: DiffusionPipeline, layout: Layout, made: list[Part]) -> dict:
    by_folder = {part.folder: part for part in made}
    run: Callable[[str], Tensor] = lambda folder: by_folder[folder].module(*by_folder[folder].inputs.values())  # noqa: E731
    scaling = pipeline.vae.config.scaling_factor
    out = {'kind': 'diffusion', 'channels': layout.channels, 'half': layout.half}
    out['predictionType'] = pipeline.scheduler.config.prediction_type
    encoder = by_folder['vae_encoder']
    mean = encoder.module(encoder.inputs['sample'])[:, :4]
    outputs = {'unet': run('unet'), 'encode': mean * scaling, 'decode': run('vae_decoder')}
    if layout.text:
        ids = pipeline.tokenizer(PROMPTS, padding='max_length', truncation=True, max_length=77, return_tensors='pt').input_ids
        out['ids'] = ids[1].tolist()
        outputs['text'] = pipeline.text_encoder(ids, return_dict=False)[0]
    return {**out, 'outputs': {name: kept(value) for name, value in outputs.items()}}


def pack(folder: Path) -> None:
    """The folder as one archive, always with the same bytes."""
    OUT.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(OUT / f'{folder.name}.zip', 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob('*') if path.is_file()):
            archive.writestr(zipfile.ZipInfo(f'{folder.name}/{path.relative_to(folder).as_posix()}'), path.read_bytes(),
                             zipfile.ZIP_DEFLATED, 9)


def make(layout: Layout, scratch: Path) -> dict:
    checkpoint, folder = scratch / 'checkpoint', scratch / layout.name
    shutil.rmtree(checkpoint, ignore_errors=True)
    kind = {'v': 'sd2'}.get(layout.kind, layout.kind)
    write_checkpoint(checkpoint, 'tiny', layout.channels, kind, seed=7)
    pipeline = DiffusionPipeline.from_pretrained(checkpoint, safety_checker=None)
    rounded(pipeline)
    made = parts(pipeline, layout)
    truth = goldens(pipeline, layout, made)
    if layout.fused:
        fuse(pipeline.unet)
    for part in made:
        model = export(part)
        split(clean(to_half(model, keep_io_types=False) if layout.half else model), folder / part.folder, layout)
    vae = json.loads((checkpoint / 'vae' / 'config.json').read_text())
    copies = [*layout.configs, 'scheduler/scheduler_config.json']
    if layout.text:
        copies += [f'tokenizer/{name}' for name in ('vocab.json', 'merges.txt', 'special_tokens_map.json', 'tokenizer_config.json')]
    if layout.kind == 'v':
        copies = [name for name in copies if 'vocab' not in name and 'merges' not in name]
        pipeline.tokenizer.backend_tokenizer.save(str(checkpoint / 'tokenizer' / 'tokenizer.json'))
        copies.append('tokenizer/tokenizer.json')
    for name in copies:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(checkpoint / name, folder / name)
    if layout.configs:
        (folder / 'vae_decoder' / 'config.json').write_text(json.dumps(vae))
    pack(folder)
    return truth


def make_eraser(scratch: Path) -> dict:
    folder = scratch / 'eraser'
    folder.mkdir()
    torch.manual_seed(3)
    eraser = Eraser().eval()
    for value in eraser.parameters():
        value.data = value.data * 3
    image = torch.from_numpy(np.round(wave(3 * SIDE * SIDE, 3.0) * 127.5 + 127.5).astype(np.uint8)).reshape(1, 3, SIDE, SIDE)
    mask = torch.full((1, 1, SIDE, SIDE), 255, dtype=torch.uint8)
    mask[:, :, 16:40, 24:48] = 0
    axes = {name: {0: 'batch', 2: 'height', 3: 'width'} for name in ('image', 'mask')}
    model = clean(export(Part('eraser', eraser, {'image': image, 'mask': mask}, 'result', axes)))
    (folder / 'tiny_eraser.onnx').write_bytes(model.SerializeToString())
    pack(folder)
    return {'kind': 'eraser', 'outputs': {'erase': kept(eraser(image, mask).float() / 127.5 - 1)}}


@torch.no_grad()
def main() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        packs = {layout.name: make(layout, scratch) for layout in LAYOUTS}
        packs['eraser'] = make_eraser(scratch)
    about = (
        'Made by tools/goldens/layouts.py. Inputs are sin(1.3 i + phase), phase 1 sample, 3 picture, 4 latent; outputs '
        f'are every n-th value of torch {torch.__version__}.'
    )
    path = OUT / 'goldens.json'
    path.write_text(json.dumps({'about': about, 'timestep': TIMESTEP, 'prompts': PROMPTS, 'packs': packs}, separators=(',', ':')) + '\n')
    for file in sorted(OUT.iterdir()):
        print(file.name, file.stat().st_size)


if __name__ == '__main__':
    main()
