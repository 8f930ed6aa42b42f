"""Trains text encoder and U-Net for a number of minutes from the latest checkpoint."""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from ..data.batches import Sampler
from ..export.manifest import grey_latent
from ..export.tokenizer import encode
from ..models.bundle import Bundle
from ..models.config import VAE_FACTOR, ModelConfig
from ..models.schedule import TRAIN_STEPS, add_noise, alphas_cumprod, velocity
from .common import RUNS, Average, Budget, Log, fast_precision, load, pick_device, save, steps
from .feeder import Feeder
from .latest import load_latest, merged_words
from .pool import Encoded, Pool, encode_batch
from .preview import preview

RATE = 6e-4
EMA_DECAY = 0.9995
FRESH_SHARE = 8
"""One sample in so many of a step is new to the pool."""
USUAL_TIMESTEPS, USUAL_SHARE = 860, 0.92
"""Fills start from a pre-fill at strength 0.6 or 0.9, so at or below this timestep."""
SNR_CEILING = 5.0
KNOWN_WEIGHT, RIM_WEIGHT = 0.25, 2.0
"""Weights in the loss, of latents that can be copied and of the hole's outermost two cells: a hole weighs 1."""
DROP_SCENE, DROP_OBJECT, DROP_FULL = 0.8, 0.03, 0.1
"""Share of captions dropped: of scenes and of objects with partial masks, and with full masks. Captions of
objects ("a zebra on sand") stay, so that a hole without a prompt means background, not one more object."""


def draw_timesteps(count: int, device: torch.device) -> Tensor:
    """Integers in [0, 1000), mostly below 860, evenly spread over the batch."""
    even = (torch.arange(count, device=device) + torch.rand(count, device=device)) / count
    low = even / USUAL_SHARE * USUAL_TIMESTEPS
    high = USUAL_TIMESTEPS + (even - USUAL_SHARE) / (1 - USUAL_SHARE) * (TRAIN_STEPS - USUAL_TIMESTEPS)
    return torch.where(even < USUAL_SHARE, low, high).long().clamp(0, TRAIN_STEPS - 1)


def cell_weights(mask: Tensor) -> Tensor:
    """What each latent cell of `mask` [n,1,h,w] counts in the loss."""
    reach = F.max_pool2d(1 - mask, 5, stride=1, padding=2)
    return KNOWN_WEIGHT * (1 - mask) + mask * (1 + (RIM_WEIGHT - 1) * reach)


def loss_of(bundle: Bundle, samples: Encoded, timesteps: Tensor, table: Tensor, noise: Tensor) -> Tensor:
    """v loss weighted by cell; low noise levels count no more than an x0 loss of weight 5 (Hang et al. 2023,
    with the weight kept for high noise)."""
    level = table[timesteps]
    noisy = add_noise(samples.clean, noise, level)
    target = velocity(samples.clean, noise, level)
    x = torch.cat([noisy, samples.mask, samples.masked], dim=1)
    with fast_precision(x.device):
        text = bundle.text(samples.ids)
        v = bundle.unet(x.contiguous(memory_format=torch.channels_last), timesteps.float(), text)
    snr = level / (1 - level)
    weight = (snr + 1).clamp(max=SNR_CEILING) / (snr + 1)
    cells = cell_weights(samples.mask)
    error = (v.float() - target).square().mean(dim=1, keepdim=True)
    return (error * weight[:, None, None, None] * cells).sum() / cells.sum()


def drop_captions(samples: Encoded, empty: Tensor, articles: Tensor) -> Encoded:
    """Some captions become the empty prompt, for guidance and for fills without a prompt.

    `articles`: token ids that captions of objects begin with.
    """
    full = samples.mask.amin(dim=(1, 2, 3)) > 0
    partial = torch.where(torch.isin(samples.ids[:, 1], articles), DROP_OBJECT, DROP_SCENE)
    dropped = torch.rand(len(full), device=full.device) < torch.where(full, DROP_FULL, partial)
    return Encoded(samples.clean, samples.masked, samples.mask, torch.where(dropped[:, None], empty, samples.ids))


def train_unet(
    config: ModelConfig,
    minutes: float,
    batch: int,
    seed: int,
    size: int = 128,
    source: Callable[..., Sampler] = Sampler,
    rate: float = 0,
    more_words: Sequence[str] = (),
) -> float:
    """Writes runs/unet.pt: averaged weights as `text` and `unet`, the vocabulary as `words` (`more_words` after
    those of the catalogue). Returns the loss on held-out samples, about 1 before any training."""
    device, log = pick_device(), Log('unet')
    batch = batch or (256 if device.type == 'cuda' else 64)
    path = RUNS / 'unet.pt'
    bundle, samples_seen, state = Bundle(config), 0, load(path, device)
    torch.manual_seed(seed)
    words = merged_words(load_latest(bundle), more_words)
    if state:
        samples_seen = state['samples']
    grey = torch.tensor(grey_latent(bundle.vae)).reshape(1, -1, 1, 1).to(device)
    bundle.to(device, memory_format=torch.channels_last)
    average = Average(bundle, EMA_DECAY)
    if state:
        bundle.text.load_state_dict(state['live_text'])
        bundle.unet.load_state_dict(state['live_unet'])
    bundle.vae.requires_grad_(False)
    trained = [*bundle.text.parameters(), *bundle.unet.parameters()]
    optimiser = torch.optim.AdamW(trained, lr=RATE, betas=(0.9, 0.99), weight_decay=1e-3)
    if state:
        optimiser.load_state_dict(state['optimiser'])
    table = alphas_cumprod().to(device)
    empty = torch.tensor(encode('', words), device=device)
    articles = torch.tensor(encode('a an', words)[1:3], device=device)
    shown = encode_batch(bundle.vae, grey, source(7, size, split='held-out').batch(64), words, device)
    threads, capacity = (12, 65536) if device.type == 'cuda' else (1, 16384)
    feeder = Feeder(source(seed, size), seed + samples_seen, max(batch // FRESH_SHARE, 1), threads)
    pool = Pool(capacity if size <= 128 else capacity // 2, size // VAE_FACTOR, device)

    def held_out_loss() -> float:
        generator = torch.Generator().manual_seed(1)
        noise = torch.randn(shown.clean.shape, generator=generator).to(device)
        timesteps = torch.linspace(20, 980, len(noise), device=device).long()
        with torch.no_grad():
            return loss_of(average.model, shown, timesteps, table, noise).item()

    def keep() -> None:
        model = average.model
        save(
            {
                'text': model.text.state_dict(),
                'unet': model.unet.state_dict(),
                'live_text': bundle.text.state_dict(),
                'live_unet': bundle.unet.state_dict(),
                'optimiser': optimiser.state_dict(),
                'words': words,
                'samples': samples_seen,
            },
            path,
        )
        log.write(f'saved; held-out loss {held_out_loss():.4f}')
        first = torch.arange(6, device=device)
        preview(model, shown.take(first), words, RUNS / f'unet-{size}.png')

    while pool.filled < 8 * batch:
        pool.add(encode_batch(bundle.vae, grey, feeder.next(), words, device))
    budget, saver = Budget(minutes, rate or RATE), Log('unet', interval=420)
    log.write(f'begins at {samples_seen} samples, {len(words)} words, size {size}, batch {batch}')
    total, seen = 0.0, 0
    for step in steps():
        if budget.spent() >= 1:
            break
        budget.apply(optimiser, step)
        pool.add(encode_batch(bundle.vae, grey, feeder.next(), words, device))
        samples = drop_captions(pool.draw(batch), empty, articles)
        timesteps = draw_timesteps(batch, device)
        loss = loss_of(bundle, samples, timesteps, table, torch.randn_like(samples.clean))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        average.update(bundle, samples_seen // batch)
        samples_seen, seen, total = samples_seen + batch, seen + 1, total + loss.item()
        if log.due():
            log.write(f'{samples_seen} samples, loss {total / seen:.4f}, rate {seen * batch / 30:.0f}/s')
            total, seen = 0.0, 0
        if saver.due():
            keep()
    keep()
    return held_out_loss()
