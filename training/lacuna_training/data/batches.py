"""Training batches: pictures, hole masks and captions, made on one CPU core."""

from dataclasses import dataclass

import cv2
import numpy as np
import torch

from lacuna_training.data import catalogue, crops, grounds, masks, pasting, pixels, procedural
from lacuna_training.data.catalogue import Picture, Stamp

LONGEST = {'photo': 2560, 'panorama': 1024, 'texture': 1024}
LONGEST_STAMP = 512
# a window that shows less than this share of a picture is captioned by its detail
DETAIL_BELOW = 0.4
KINDS = ('photo', 'texture', 'ground', 'made')
SHARES = (0.42, 0.17, 0.21, 0.20)
STAMPED = 0.3
OBJECT_IS_HOLE = 0.55
GREY = 0.06
DAY = ('blue sky', 'blue sky with clouds', 'sunset sky', 'grey sky')


@dataclass(frozen=True)
class Batch:
    """images uint8 [n, 3, size, size] RGB, masks uint8 [n, 1, size, size] with 1 = hole, captions."""

    images: torch.Tensor
    masks: torch.Tensor
    captions: list[str]


@dataclass(frozen=True)
class Loaded:
    """A picture or cut-out with its pyramid of halvings."""

    row: Picture | Stamp
    levels: list[np.ndarray]


def by_caption(items: list[Loaded], captions: frozenset[str]) -> list[list[Loaded]]:
    """The items with one of these captions, grouped by caption."""
    groups: dict[str, list[Loaded]] = {}
    for item in items:
        if item.row.caption in captions:
            groups.setdefault(item.row.caption, []).append(item)
    return [groups[caption] for caption in sorted(groups)]


class Sampler:
    """Endless batches of one side of the split; equal seeds give equal batches.

    size: side in px (a multiple of 8). split: 'train' or 'held-out'. Holds about 1 GB of pyramids.
    """

    def __init__(self, seed: int, size: int, split: str = 'train') -> None:
        cv2.setNumThreads(1)
        self.rng = np.random.default_rng(seed)
        self.size = size
        read = pixels.reader()
        scenes: list[Loaded] = []
        for row in catalogue.pictures(split):
            picture = pixels.fit(read(row), LONGEST[row.kind])
            scenes.append(Loaded(row, pixels.pyramid(picture, 96)))
        self.scenes = [item for item in scenes if item.row.kind != 'texture']
        self.textures = [item for item in scenes if item.row.kind == 'texture']
        self.outdoor = by_caption(self.textures, grounds.OUTDOOR)
        self.surfaces = by_caption(self.textures, grounds.SURFACES)
        self.green = by_caption(self.textures, grounds.GREEN)
        self.wet = by_caption(self.textures + self.scenes, grounds.WET)
        self.seas = by_caption(self.textures, frozenset({'water'}))
        self.weights = np.array([1.0 if item.row.kind == 'photo' else 0.25 for item in self.scenes])
        self.weights /= self.weights.sum()
        self.stamps: list[Loaded] = []
        for row in catalogue.stamps(split):
            cutout = pixels.fit(read(row), LONGEST_STAMP)
            if cutout.shape[2] == 4:
                self.stamps.append(Loaded(row, pixels.pyramid(cutout, 32)))

    def pick(self, items: list[Loaded]) -> Loaded:
        return items[int(self.rng.integers(0, len(items)))]

    def material(self, kinds: list[list[Loaded]]) -> Loaded:
        """A texture, each caption equally likely however many textures share it.

        The held-out side has no texture of some kinds: any other then.
        """
        return self.pick(kinds[int(self.rng.integers(0, len(kinds)))] if kinds else self.textures)

    def background(self) -> tuple[np.ndarray, str]:
        """A picture without a cut-out, and its caption."""
        kind = KINDS[int(self.rng.choice(len(KINDS), p=SHARES))]
        if kind == 'made':
            return procedural.anything(self.rng, self.size)
        if kind == 'ground':
            item = self.material(self.outdoor)
            picture, sky, _ = grounds.laid(self.rng, item.levels, self.size)
            return picture, f'{item.row.caption} under {sky}'
        if kind == 'texture':
            return self.windowed(self.pick(self.textures))
        return self.windowed(self.scenes[int(self.rng.choice(len(self.scenes), p=self.weights))])

    def windowed(self, item: Loaded) -> tuple[np.ndarray, str]:
        """A jittered window; where the sky of a panorama is transparent, a made sky shows."""
        part, share = crops.window(self.rng, item.levels, self.size)
        caption = item.row.detail if item.row.detail and share < DETAIL_BELOW else item.row.caption
        if part.shape[2] == 4:
            back, kind = procedural.sky(self.rng, self.size)
            clear = (part[..., 3] < 128).mean()
            if clear > 0.12:
                caption = f'{caption} under {kind}' if clear < 0.85 else kind
            part = crops.over(part, back)
        return crops.jitter(self.rng, part), caption

    def stamped(self) -> tuple[np.ndarray, str, np.ndarray]:
        """A picture with a cut-out where such a thing may be, its caption, the cut-out's alpha."""
        item = self.pick(self.stamps)
        place, label, horizon = item.row.place, item.row.label, None
        if place == 'ground':
            ground = self.material(self.outdoor)
            back, sky, horizon = grounds.laid(self.rng, ground.levels, self.size)
            words = f'on {ground.row.caption} under {sky}'
        elif place in ('surface', 'plant'):
            back, caption = self.windowed(self.material(self.surfaces if place == 'surface' else self.green))
            words = f'on {caption}'
        elif place == 'ship':
            back, sky, horizon = grounds.laid(self.rng, self.material(self.seas).levels, self.size)
            words = f'on water under {sky}'
        elif place == 'water':
            back, caption = self.windowed(self.material(self.wet))
            words = f'in {caption}'
        else:
            kinds = ('night sky',) if place == 'night' else DAY
            back, caption = procedural.sky(self.rng, self.size, kinds[int(self.rng.integers(0, len(kinds)))])
            words = f'in {caption}'
        picture, alpha = pasting.paste(self.rng, back, item.levels, place, horizon)
        return picture, f'{label} {words}', alpha

    def one(self) -> tuple[np.ndarray, np.ndarray, str]:
        """Picture [size, size, 3], mask [size, size], caption."""
        outline = self.pick(self.stamps).levels[-1][..., 3]
        if self.rng.random() >= STAMPED:
            picture, caption = self.background()
            return picture, masks.anything(self.rng, self.size, outline), caption
        picture, caption, alpha = self.stamped()
        picture = crops.jitter(self.rng, picture)
        if self.rng.random() < OBJECT_IS_HOLE:
            hole = masks.grown((alpha > 60).astype(np.uint8), int(self.rng.integers(1, max(2, self.size // 20) + 1)))
            if 0.01 < hole.mean() < 0.8:
                return picture, hole, caption
        return picture, masks.anything(self.rng, self.size, outline), caption

    def batch(self, n: int) -> Batch:
        """n pictures with masks and captions."""
        rows = [self.one() for _ in range(n)]
        images = torch.from_numpy(np.stack([row[0] for row in rows])).permute(0, 3, 1, 2).contiguous()
        holes = torch.from_numpy(np.stack([row[1] for row in rows])).unsqueeze(1)
        return Batch(images, holes, [row[2] for row in rows])

    def images(self, n: int) -> torch.Tensor:
        """n pictures without masks, uint8 [n, 3, size, size], a few of them grey."""
        rows = []
        for _ in range(n):
            picture = self.stamped()[0] if self.rng.random() < STAMPED / 2 else self.background()[0]
            if self.rng.random() < GREY:
                picture = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
            rows.append(picture)
        return torch.from_numpy(np.stack(rows)).permute(0, 3, 1, 2).contiguous()
