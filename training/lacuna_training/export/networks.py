"""The four graphs of a pack, named as diffusers names them."""

import torch
from torch import Tensor

from ..models.bundle import Bundle
from ..models.config import LATENT_CHANNELS, MODEL_MAX_LENGTH
from .graphs import Graph

SPATIAL = {0: 'batch', 2: 'height', 3: 'width'}


def graphs(bundle: Bundle) -> dict[str, Graph]:
    """Text encoder, U-Net, VAE encoder and decoder by folder, with random example inputs."""
    generator = torch.Generator().manual_seed(5)

    def normal(*shape: int) -> Tensor:
        return torch.randn(shape, generator=generator)

    ids = torch.randint(0, 4, (2, MODEL_MAX_LENGTH), generator=generator)
    unet = bundle.unet.config
    return {
        'text_encoder': Graph(
            'text_encoder',
            bundle.text,
            {'input_ids': ids},
            'last_hidden_state',
            {'input_ids': {0: 'batch', 1: 'sequence'}, 'last_hidden_state': {0: 'batch', 1: 'sequence'}},
        ),
        'unet': Graph(
            'unet',
            bundle.unet,
            {
                'sample': normal(2, unet.in_channels, 16, 8),
                'timestep': torch.tensor([701.0]),
                'encoder_hidden_states': normal(2, MODEL_MAX_LENGTH, unet.context),
            },
            'out_sample',
            {
                'sample': SPATIAL,
                'timestep': {0: 'steps'},
                'encoder_hidden_states': {0: 'batch', 1: 'sequence'},
                'out_sample': SPATIAL,
            },
        ),
        'vae_encoder': Graph(
            'vae_encoder',
            bundle.vae.encoder,
            {'sample': normal(2, 3, 64, 96).clamp(-1, 1)},
            'latent_parameters',
            {'sample': SPATIAL, 'latent_parameters': SPATIAL},
        ),
        'vae_decoder': Graph(
            'vae_decoder',
            bundle.vae.decoder,
            {'latent_sample': normal(2, LATENT_CHANNELS, 8, 12)},
            'sample',
            {'latent_sample': SPATIAL, 'sample': SPATIAL},
        ),
    }
