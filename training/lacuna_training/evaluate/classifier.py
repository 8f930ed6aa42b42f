"""A small classifier of pasted cut-outs, trained on other photographs than those it judges.

Some of what it sees has the object painted out by Telea's method: an outline is no object.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..data import pixels
from ..data.catalogue import Stamp
from ..data.masks import grown
from .composites import composite, photographs, seen

Kinds = Sequence[Sequence[Stamp]]
"""The cut-outs of each kind of object."""


class Classifier(nn.Sequential):
    """Four strided convolutions and a mean: so many kinds of objects, and none."""

    def __init__(self, kinds: int) -> None:
        widths = (3, 24, 48, 96, 128)
        layers: list[nn.Module] = []
        for before, after in zip(widths, widths[1:], strict=False):
            layers += [nn.Conv2d(before, after, 3, 2, 1), nn.BatchNorm2d(after), nn.ReLU()]
        super().__init__(*layers, nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Dropout(0.2), nn.Linear(512, kinds + 1))


def batches(kinds: Kinds, size: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Composites over photographs of the training side; a quarter shows no object, a sixth a painted-out one."""
    rng = np.random.default_rng(77)
    read = pixels.reader()
    cut_outs = [[pixels.fit(read(stamp), 128) for stamp in kind] for kind in kinds]
    photos = [pixels.fit(photo.pixels, 900) for photo in photographs(('train',), 1600)]
    while True:
        shown, wanted = [], []
        for _ in range(size):
            kind = int(rng.integers(0, len(kinds)))
            chosen = cut_outs[kind][int(rng.integers(0, len(cut_outs[kind])))]
            made = composite(rng, photos[int(rng.integers(0, len(photos)))], chosen, 128, rng.uniform(56, 88))
            chance = rng.random()
            picture = made.picture
            if chance < 0.25:
                picture = made.truth
            elif chance < 0.42:
                picture = cv2.inpaint(picture, grown(made.mask, 2), 3, cv2.INPAINT_TELEA)
            shown.append(seen(picture, made.box))
            wanted.append(len(kinds) if chance < 0.42 else kind)
        yield torch.stack(shown), torch.tensor(wanted)


def trained(kinds: Kinds, steps: int, kept: Path) -> Classifier:
    """A classifier after so many batches of 64, or the one kept in that file."""
    torch.manual_seed(1)
    network = Classifier(len(kinds))
    if kept.exists():
        network.load_state_dict(torch.load(kept, weights_only=True))
        return network.eval()
    optimiser = torch.optim.AdamW(network.parameters(), 2e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, steps)
    for step, (shown, wanted) in zip(range(steps), batches(kinds, 64), strict=False):
        loss = functional.cross_entropy(network(shown), wanted)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 200 == 199:
            print(f'{step + 1} of {steps}, loss {loss.item():.3f}', flush=True)
    torch.save(network.state_dict(), kept)
    return network.eval()


@torch.inference_mode()
def named(network: Classifier, path: Path, box: Sequence[int]) -> int:
    """The kind recognised in a part (x, y, side) of a picture file; one past the last kind: none."""
    picture = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
    return int(network(seen(picture, (box[0], box[1], box[2]))[None]).argmax())
