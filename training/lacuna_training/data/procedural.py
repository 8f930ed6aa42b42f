"""Pictures made of noise and geometry, without limit: skies, terrain, dead leaves, brick, plank, tile.

Each returns uint8 RGB [size, size, 3] with a caption. Dead leaves: Lee, Mumford and Huang 2001,
overlapping shapes whose radii follow a power law have the statistics of edges in photographs.
"""

import cv2
import numpy as np

Made = tuple[np.ndarray, str]


def fractal(rng: np.random.Generator, width: int, height: int, roughness: float = 0.55, first: int = 1) -> np.ndarray:
    """Sum of noise octaves, float32 [height, width] stretched to 0..1."""
    total = np.zeros((height, width), np.float32)
    weight, cells = 1.0, 2**first
    while cells < max(width, height):
        down, across = (max(2, cells * n // max(width, height) + 1) for n in (height, width))
        noise = rng.random((down, across), np.float32)
        total += weight * cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
        weight *= roughness
        cells *= 2
    low, high = total.min(), total.max()
    return (total - low) / max(high - low, 1e-6)


def colour(rng: np.random.Generator, rgb: tuple[int, int, int], spread: int = 18) -> np.ndarray:
    """A colour near `rgb`, float32 [3]."""
    return np.clip(np.array(rgb, np.float32) + rng.normal(0, spread, 3), 0, 255).astype(np.float32)


SKIES = {
    'blue sky': ((70, 120, 200), (175, 205, 235), (250, 250, 252), 0.0),
    'blue sky with clouds': ((60, 110, 190), (170, 200, 230), (250, 250, 250), 1.0),
    'grey sky': ((130, 136, 146), (185, 190, 196), (215, 218, 222), 0.8),
    'sunset sky': ((90, 90, 150), (250, 170, 100), (255, 150, 110), 0.7),
    'night sky': ((6, 8, 20), (20, 24, 48), (30, 34, 60), 0.0),
}


def sky(rng: np.random.Generator, size: int, kind: str | None = None) -> Made:
    """A vertical gradient with fractal clouds; stars at night."""
    kind = kind or tuple(SKIES)[int(rng.choice(5, p=(0.28, 0.4, 0.14, 0.12, 0.06)))]
    top, low, cloud, amount = SKIES[kind]
    t = np.linspace(0, 1, size, dtype=np.float32)[:, None, None] ** rng.uniform(0.7, 1.4)
    spread = 4 if kind == 'night sky' else 12
    fade = colour(rng, top, spread) * (1 - t) + colour(rng, low, spread) * t
    pixels = np.broadcast_to(fade, (size, size, 3)).copy()
    if amount:
        tall = round(size * rng.uniform(1.0, 2.4))
        noise = fractal(rng, size, tall, rng.uniform(0.48, 0.62), int(rng.integers(1, 3)))
        noise = cv2.resize(noise, (size, size), interpolation=cv2.INTER_AREA)
        edge = rng.uniform(0.42, 0.62)
        cover = np.clip((noise - edge) / rng.uniform(0.12, 0.35), 0, 1)[..., None] * amount
        shade = (0.82 + 0.18 * np.clip(1.2 - noise, 0, 1))[..., None]
        pixels = pixels * (1 - cover) + colour(rng, cloud, 6) * shade * cover
    if kind == 'night sky':
        spots = rng.random((size, size)) < rng.uniform(0.0008, 0.004)
        pixels[spots] += rng.uniform(60, 220, (int(spots.sum()), 1))
    return pixels.clip(0, 255).astype(np.uint8), kind


def clouds(rng: np.random.Generator, size: int) -> Made:
    """Clouds alone, or a whole sky."""
    pixels, kind = sky(rng, size)
    return pixels, kind


def mountains(rng: np.random.Generator, size: int) -> Made:
    """Two to five ridges, the farther the hazier, under a sky."""
    pixels, kind = sky(rng, size)
    haze = pixels[size // 2].mean(0)
    snowy = rng.random() < 0.3
    near = colour(rng, [(50, 80, 40), (90, 80, 70), (60, 70, 80), (120, 90, 60)][int(rng.integers(0, 4))])
    rows = np.arange(size)[:, None]
    count = int(rng.integers(2, 6))
    grain = fractal(rng, size, size, 0.75, 3)[..., None]
    for i in range(count):
        depth = (i + 1) / count
        ridge = fractal(rng, size, 2, rng.uniform(0.4, 0.6), 1)[0]
        line = size * (0.25 + 0.55 * depth - rng.uniform(0.1, 0.35) * ridge * (1.3 - depth))
        tone = haze * (1 - depth) + near * depth
        inside = (rows >= line)[..., None]
        layer = tone * (0.75 + 0.5 * grain)
        if snowy and i == 0:
            cap = np.clip((line + size * 0.12 - rows) / (size * 0.1) + grain[..., 0] - 0.5, 0, 1)[..., None]
            layer = layer * (1 - cap) + np.float32(240) * cap
        pixels = np.where(inside, layer, pixels)
    caption = f'{"snowy mountains" if snowy else "mountains"} under {kind}'
    return pixels.clip(0, 255).astype(np.uint8), caption


def dead_leaves(rng: np.random.Generator, size: int) -> Made:
    """Overlapping ellipses and polygons with power-law radii over a few related colours."""
    palette = np.stack([colour(rng, tuple(rng.integers(20, 235, 3)), 10) for _ in range(5)])
    pixels = np.empty((size, size, 3), np.uint8)
    pixels[:] = palette[0]
    low, high = size * 0.025, size * 0.35
    u = rng.random(int(rng.integers(60, 160)))
    radii = np.sort((low**-1.6 + u * (high**-1.6 - low**-1.6)) ** (-1 / 1.6))[::-1]
    for radius in radii:
        tone = tuple(float(v) for v in np.clip(palette[rng.integers(0, 5)] + rng.normal(0, 16, 3), 0, 255))
        centre = rng.integers(0, size, 2)
        if rng.random() < 0.6:
            axes = (max(1, int(radius)), max(1, int(radius * rng.uniform(0.3, 1))))
            turn = float(rng.uniform(0, 180))
            cv2.ellipse(pixels, tuple(int(v) for v in centre), axes, turn, 0, 360, tone, -1, cv2.LINE_AA)
        else:
            angles = np.sort(rng.uniform(0, 2 * np.pi, int(rng.integers(3, 7))))
            points = centre + radius * np.stack([np.cos(angles), np.sin(angles)], 1)
            cv2.fillPoly(pixels, [points.astype(np.int32)], tone, cv2.LINE_AA)
    shade = 0.85 + 0.3 * fractal(rng, size, size, 0.6, 1)[..., None]
    return (pixels * shade).clip(0, 255).astype(np.uint8), 'colorful shapes'


def slanted(rng: np.random.Generator, flat: np.ndarray, size: int) -> np.ndarray:
    """The inner part of a flat texture seen a little from the side."""
    n = flat.shape[0]
    inner = np.float32([[0.15, 0.15], [0.85, 0.15], [0.85, 0.85], [0.15, 0.85]])
    corners = ((inner + rng.uniform(-0.14, 0.14, (4, 2))) * n).astype(np.float32)
    target = np.float32([[0, 0], [size, 0], [size, size], [0, size]])
    return cv2.warpPerspective(flat, cv2.getPerspectiveTransform(corners, target), (size, size))


MASONRY = {
    'brick wall': ((150, 75, 55), (185, 175, 165), (5, 11), 2.2, 0.5),
    'stone wall': ((130, 125, 118), (95, 92, 88), (3, 7), 1.6, 0.5),
    'tiles': ((200, 200, 195), (150, 150, 150), (4, 9), 1.0, 0.0),
    'blue tiles': ((70, 110, 160), (210, 210, 210), (4, 9), 1.0, 0.0),
    'wooden planks': ((140, 100, 65), (50, 35, 22), (4, 10), 9.0, 0.37),
}


def masonry(rng: np.random.Generator, size: int) -> Made:
    """Courses of bricks, stones, tiles or planks, each with its own shade, in slight perspective."""
    kind = tuple(MASONRY)[int(rng.integers(0, len(MASONRY)))]
    face, joint, (few, many), aspect, shift = MASONRY[kind]
    n = round(size * 1.4)
    high = n / int(rng.integers(few, many + 1))
    wide = high * aspect
    wobble = (fractal(rng, n, n, 0.5, 3) - 0.5) * (high * (0.25 if kind == 'stone wall' else 0.04))
    y, x = np.mgrid[0:n, 0:n].astype(np.float32)
    y, x = y + wobble, x + wobble[::-1]
    row = np.floor(y / high)
    along = x / wide + row * shift
    column = np.floor(along)
    index = ((row * 31 + column * 17) % 97).astype(np.int32)
    shade = rng.normal(1, 0.12, 97).astype(np.float32)[index][..., None]
    grain = fractal(rng, n, n, 0.8, 4)
    if kind == 'wooden planks':
        strip = fractal(rng, max(8, n // 10), n, 0.85, 5)
        grain = cv2.resize(strip, (n, n), interpolation=cv2.INTER_CUBIC)
    pixels = colour(rng, face) * shade * (0.72 + 0.5 * grain[..., None])
    gap = max(1.0, high * rng.uniform(0.03, 0.09))
    down, across = y - row * high, (along - column) * wide
    edge = np.minimum(np.minimum(down, high - down), np.minimum(across, wide - across))
    soft = np.clip(edge - gap / 2, 0, 1)[..., None]
    pixels = pixels * soft + colour(rng, joint, 8) * (0.85 + 0.2 * grain[..., None]) * (1 - soft)
    flat = pixels.clip(0, 255).astype(np.uint8)
    if rng.random() < 0.5:
        flat = np.ascontiguousarray(flat.transpose(1, 0, 2)) if kind == 'wooden planks' else flat
    return slanted(rng, flat, size), kind


MAKERS = (clouds, mountains, dead_leaves, masonry)
SHARES = (0.28, 0.2, 0.17, 0.35)


def anything(rng: np.random.Generator, size: int) -> Made:
    """One picture of a random kind."""
    return MAKERS[int(rng.choice(len(MAKERS), p=SHARES))](rng, size)
