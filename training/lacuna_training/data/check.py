"""Checks the data side: python -m lacuna_training.data.check (needs the pictures)."""

import hashlib

import numpy as np

from lacuna_training.data import catalogue, masks
from lacuna_training.data.batches import Sampler
from lacuna_training.data.vocabulary import tokens, words

# mean hole area of strokes at 256 px after rejection: the published settings give 0.27, 0.29 and 0.31
STROKE_AREA = {'thin': (0.24, 0.32), 'medium': (0.25, 0.32), 'thick': (0.27, 0.35)}


def check_split() -> None:
    locked = catalogue.split()
    training = {row.id for row in catalogue.pictures('train')} | {row.id for row in catalogue.stamps('train')}
    held = {*locked['photographs'], *locked['evaluation_only'], *locked['stamps']}
    assert not training & held, training & held
    known = {row.id for row in catalogue.pictures()} | {row.id for row in catalogue.stamps()}
    assert held <= known, held - known
    paths = [row.path for row in [*catalogue.pictures(), *catalogue.stamps()]]
    assert len(paths) == len(set(paths)), 'one file is listed twice'
    rule = locked['textures']
    for row in catalogue.pictures('train'):
        if row.package == rule['package']:
            assert hashlib.sha256(row.path.encode()).digest()[0] >= rule['threshold'], row.id
    groups: dict[str, list[bool]] = {}
    for row in catalogue.stamps():
        groups.setdefault(row.group, []).append(row.use == 'held-out')
    for group, flags in groups.items():
        assert np.mean(flags) >= 0.15, group


def check_sampler(sampler: Sampler) -> None:
    locked = catalogue.split()
    held = {*locked['photographs'], *locked['evaluation_only'], *locked['stamps']}
    reachable = {item.row.id for item in [*sampler.scenes, *sampler.textures, *sampler.stamps]}
    assert not reachable & held, reachable & held
    known = set(words())
    batch = sampler.batch(300)
    assert batch.images.shape == (300, 3, 128, 128) and batch.masks.shape == (300, 1, 128, 128)
    assert set(batch.masks.unique().tolist()) == {0, 1}
    for caption in batch.captions:
        assert caption and set(tokens(caption)) <= known, caption
    area = batch.masks.float().mean((1, 2, 3)).numpy()
    assert area.min() > 0, 'an empty mask'
    full = float((area == 1).mean())
    # full masks are 12 % of the masks that are not a pasted cut-out's own
    assert 0.04 < full < 0.18, full
    assert 0.15 < area[area < 1].mean() < 0.4, area[area < 1].mean()
    assert float(batch.images.float().std((1, 2, 3)).mean()) > 25


def check_masks() -> None:
    rng = np.random.default_rng(7)
    for kind, (low, high) in STROKE_AREA.items():
        areas = [masks.irregular(rng, 256, kind).mean() for _ in range(200)]
        assert low < np.mean(areas) < high, (kind, np.mean(areas))
        assert max(areas) <= masks.LARGEST_AREA + 0.2
    for _ in range(100):
        hole = masks.border(rng, 128)
        assert 0 < hole.mean() <= 0.7 and hole[0].all() + hole[-1].all() + hole[:, 0].all() + hole[:, -1].all() > 0


def check_repeatable(sampler: Sampler) -> None:
    sampler.rng = np.random.default_rng(5)
    first = sampler.batch(8)
    sampler.rng = np.random.default_rng(5)
    second = sampler.batch(8)
    assert first.captions == second.captions and bool((first.images == second.images).all())


def main() -> None:
    check_split()
    check_masks()
    sampler = Sampler(3, 128)
    check_sampler(sampler)
    check_repeatable(sampler)
    print(f'data: all checks passed, {len(words())} words')


if __name__ == '__main__':
    main()
