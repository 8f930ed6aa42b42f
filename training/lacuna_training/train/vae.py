"""Trains the autoencoder, or its decoder alone, for a number of minutes from the latest weights."""

import copy
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional as F

from ..data.batches import Sampler
from ..export.restore import restore_vae
from ..models.config import ModelConfig
from ..models.vae import Vae
from .common import PACK, RUNS, Average, Budget, Log, fast_precision, load, pick_device, save, steps
from .pictures import save_rows, to_signed
from .vae_losses import Discriminator, combined_gradient, divergence, draw, reconstruction_loss

KL_WEIGHT = 5e-4
ADVERSARIAL_FROM = 0.55
ADVERSARIAL_SHARE = 0.3
RATE = 8e-4
PATH = RUNS / 'vae.pt'


def vary(pictures: Tensor) -> Tensor:
    """Makes some pictures grey, some nearly flat, and cuts a mid-grey hole into some.

    Grey and flat ones teach the decoder not to speckle; holes are what the encoder sees of a masked image.
    """
    count, _, height, width = pictures.shape
    pictures = pictures.clone()
    kind = torch.rand(count, device=pictures.device)
    grey = kind < 0.1
    pictures[grey] = pictures[grey].mean(dim=1, keepdim=True)
    flat = (kind >= 0.1) & (kind < 0.16)
    corners = F.avg_pool2d(pictures[flat], height // 2)
    pictures[flat] = F.interpolate(corners, size=(height, width), mode='bilinear', align_corners=False)
    for index in torch.nonzero((kind >= 0.16) & (kind < 0.28)).flatten().tolist():
        top, left = (int(torch.randint(0, side, ())) for side in (height, width))
        tall, wide = (int(torch.randint(8, side, ())) for side in (height, width))
        pictures[index, :, top : top + tall, left : left + wide] = 0
    return pictures


def sheet(vae: Vae, pictures: Tensor, name: str) -> None:
    """Pictures above, their reconstructions below, as runs/NAME.png."""
    with torch.no_grad():
        decoded = vae.decode(vae.encode(pictures))
    save_rows([pictures, decoded], RUNS / f'{name}.png')


class VaeTraining:
    """The networks of one run and their optimisers.

    With `decoder_only` the encoder stays as it is, and with it the latents that the U-Net was trained on.
    """

    def __init__(self, config: ModelConfig, device: torch.device, decoder_only: bool) -> None:
        self.device, self.decoder_only, self.samples = device, decoder_only, 0
        self.adversarial_from = 0.05 if decoder_only else ADVERSARIAL_FROM
        self.vae, self.critic = Vae(config.vae), Discriminator()
        state = load(PATH, torch.device('cpu'))
        if state:
            self.vae.load_state_dict(state['model' if decoder_only else 'live'])
            self.critic.load_state_dict(state['critic'])
            self.samples = state['samples']
        elif decoder_only:
            restore_vae(self.vae, PACK)
        self.anew = not decoder_only or (state is not None and state['anew'])
        self.vae.to(device, memory_format=torch.channels_last)
        self.critic.to(device, memory_format=torch.channels_last)
        self.vae.encoder.requires_grad_(not decoder_only)
        self.average = Average(self.vae, 0.999)
        self.trained = [parameter for parameter in self.vae.parameters() if parameter.requires_grad]
        self.optimiser = torch.optim.AdamW(self.trained, lr=RATE, betas=(0.9, 0.98), weight_decay=1e-4)
        self.judge = torch.optim.AdamW(self.critic.parameters(), lr=RATE / 2, betas=(0.5, 0.9))

    def step(self, pictures: Tensor, adversarial: bool) -> tuple[Tensor, Tensor]:
        """One step of both; returns the reconstruction loss and the posterior's parameters."""
        with fast_precision(self.device):
            parameters = self.vae.encoder(pictures)
            output = self.vae.decoder(draw(parameters))
        output = output.float()
        loss = reconstruction_loss(output, pictures)
        kl = KL_WEIGHT * divergence(parameters)
        self.optimiser.zero_grad(set_to_none=True)
        if adversarial:
            self.critic.requires_grad_(False)
            with fast_precision(self.device):
                verdict = -self.critic(output).float().mean()
            gradient = combined_gradient(loss, verdict, output, ADVERSARIAL_SHARE)
            self.critic.requires_grad_(True)
            output.backward(gradient, retain_graph=not self.decoder_only)
            if not self.decoder_only:
                kl.backward()
        else:
            (loss + kl).backward()
        torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
        self.optimiser.step()
        if adversarial:
            self.judge_step(pictures, output.detach())
        self.samples += len(pictures)
        return loss.detach(), parameters.detach()

    def judge_step(self, pictures: Tensor, output: Tensor) -> None:
        """The discriminator's hinge loss."""
        with fast_precision(self.device):
            real, fake = self.critic(pictures).float(), self.critic(output).float()
        hinge = F.relu(1 - real).mean() + F.relu(1 + fake).mean()
        self.judge.zero_grad(set_to_none=True)
        hinge.backward()
        self.judge.step()

    def keep(self, pictures: Tensor, shown: Tensor, log: Log) -> float:
        """Saves; whitens the latents over `pictures` unless they must stay; returns the PSNR of `shown`."""
        final = copy.deepcopy(self.average.model)
        if not self.decoder_only:
            final.whiten(pictures)
        state = {
            'model': final.state_dict(),
            'live': self.vae.state_dict(),
            'critic': self.critic.state_dict(),
            'samples': self.samples,
            'anew': self.anew,
        }
        save(state, PATH)
        sheet(final, shown, 'vae')
        with torch.no_grad():
            error = (final.decode(final.encode(shown)).clamp(-1, 1) - shown).square().mean() / 4
        ratio = -10 * error.log10().item()
        log.write(f'saved; held-out PSNR {ratio:.2f} dB')
        return ratio


def train_vae(
    config: ModelConfig,
    minutes: float,
    batch: int,
    seed: int,
    size: int = 128,
    source: Callable[..., Sampler] = Sampler,
    rate: float = 0,
    decoder_only: bool = False,
) -> float:
    """Writes runs/vae.pt: `model` holds the averaged weights, their latents whitened. Returns the PSNR in
    dB on held-out crops."""
    device, log, saver = pick_device(), Log('vae'), Log('vae', interval=120)
    batch = batch or (128 if device.type == 'cuda' else 24)
    torch.manual_seed(seed)
    training = VaeTraining(config, device, decoder_only)
    sampler = source(seed + training.samples, size)
    shown = to_signed(source(7, size, split='held-out').images(8), device)
    budget = Budget(minutes, rate or RATE)
    total, seen = 0.0, 0

    def keep() -> float:
        return training.keep(to_signed(sampler.images(128), device), shown, log)

    for step in steps():
        if budget.spent() >= 1:
            break
        budget.apply(training.optimiser, step)
        adversarial = budget.spent() > training.adversarial_from
        loss, parameters = training.step(vary(to_signed(sampler.images(batch), device)), adversarial)
        training.average.update(training.vae, step)
        seen, total = seen + 1, total + loss.item()
        if log.due():
            mean, logvar = parameters.float().chunk(2, dim=1)
            log.write(
                f'{training.samples} samples, loss {total / seen:.4f}, posterior deviation '
                f'{(0.5 * logvar).exp().mean():.3f} of {mean.std():.2f}{", adversarial" if adversarial else ""}'
            )
            total, seen = 0.0, 0
        if saver.due():
            keep()
    return keep()
