"""A material texture laid flat to the horizon under a sky: somewhere for things to stand."""

import cv2
import numpy as np

from lacuna_training.data import procedural

# captions of textures that one may stand on outdoors
OUTDOOR = frozenset(
    'grass|tall grass|dark grass|sand|snow|cobblestone|dirt|dirt with grass|gravel|concrete|asphalt|road|'
    'forest floor|rock|brown rock|red rock|snowy rock|dirt road|red cobblestone'.split('|')
)
# and those that small things may lie on
SURFACES = frozenset(
    'wooden planks|white wooden planks|green wooden planks|red wooden planks|dark wood|wood|carpet|white marble|'
    'wicker|white towel|stone tiles|metal|concrete|grey wall|cobblestone|sand|grass|snow|gravel|dirt|'
    'autumn leaves|asphalt|wallpaper'.split('|')
)
# where plants and flowers grow, and what fish swim in
GREEN = frozenset({'grass', 'tall grass', 'dark grass', 'ivy', 'forest floor', 'dirt with grass', 'green grass'})
WET = frozenset({'water', 'dark blue sea water', 'sea waves'})


def plane(levels: list[np.ndarray], level: int, size: int, h: float, across: float, stretch: float) -> np.ndarray:
    """One level of a texture repeated over the plane below row `h`; `across` in texels a pixel at the front."""
    scale = levels[level].shape[1] / levels[0].shape[1]
    wide = (size - h) * across * scale * levels[0].shape[1] / (2 * size)
    deep = wide * (size - h) * stretch
    from_view = np.float32([[wide, 0, -0.5 * size * wide], [0, 0, deep], [0, 1, -h]])
    return cv2.warpPerspective(
        np.ascontiguousarray(levels[level][..., :3]),
        from_view,
        (size, size),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_WRAP,
    )


def laid(rng: np.random.Generator, levels: list[np.ndarray], size: int) -> tuple[np.ndarray, str, float]:
    """Ground plane in perspective (pinhole: depth is inverse to the distance below the horizon).

    Returns the picture, the words of its sky and the horizon as a share of the height.
    """
    back, kind = procedural.sky(rng, size)
    horizon = float(rng.uniform(0.18, 0.55))
    wanted = size * rng.uniform(1.2, 3)
    level = min(range(len(levels)), key=lambda i: abs(levels[i].shape[1] - wanted))
    h = horizon * size
    across, stretch = rng.uniform(0.8, 1.6), rng.uniform(0.9, 1.6)
    near = plane(levels, level, size, h, across, stretch)
    far = plane(levels, min(level + 2, len(levels) - 1), size, h, across, stretch)
    rows = np.arange(size, dtype=np.float32)[:, None, None]
    below = np.clip((rows - h) / (size - h), 1e-3, 1)
    # far away many texels fall on one pixel: a coarser level, then their mean, then the haze of the sky
    coarse = np.clip(1.4 - below * 2.5, 0, 1)
    blur = np.clip(1 - below * 6, 0, 1)
    haze = np.clip(0.45 - below * 1.5, 0, 1)
    ground = near * (1 - coarse) + far * coarse
    ground = ground * (1 - blur) + levels[-1][..., :3].reshape(-1, 3).mean(0) * blur
    ground = ground * (1 - haze) + back[min(size - 1, int(h))].mean(0) * haze
    if kind == 'night sky':
        ground = ground * 0.45
    edge = h + (procedural.fractal(rng, size, 2, 0.5)[0] - 0.5) * size * rng.uniform(0, 0.06)
    mask = np.clip(rows[..., 0] - edge[None], 0, 1)[..., None]
    picture = back * (1 - mask) + ground * mask
    return picture.clip(0, 255).astype(np.uint8), kind, horizon
