"""The JSON files of the diffusers layout."""

from ..models.config import LATENT_CHANNELS, MODEL_MAX_LENGTH, VAE_FACTOR, ModelConfig
from ..models.schedule import BETA_END, BETA_START, STEPS_OFFSET, TRAIN_STEPS


def scheduler_config() -> dict[str, object]:
    """DDIM as this model was trained for."""
    return {
        '_class_name': 'DDIMScheduler',
        'beta_start': BETA_START,
        'beta_end': BETA_END,
        'beta_schedule': 'scaled_linear',
        'num_train_timesteps': TRAIN_STEPS,
        'prediction_type': 'v_prediction',
        'steps_offset': STEPS_OFFSET,
        'timestep_spacing': 'leading',
        'clip_sample': False,
        'set_alpha_to_one': False,
    }


def vae_config(config: ModelConfig, scaling_factor: float) -> dict[str, object]:
    """One for both halves of the autoencoder."""
    return {
        '_class_name': 'AutoencoderKL',
        'in_channels': 3,
        'out_channels': 3,
        'latent_channels': LATENT_CHANNELS,
        'sample_size': config.native_size,
        'scaling_factor': scaling_factor,
    }


def unet_config(config: ModelConfig, in_channels: int) -> dict[str, object]:
    """`size_multiple` is ours: latent height and width must be multiples of it."""
    return {
        '_class_name': 'UNet2DConditionModel',
        'in_channels': in_channels,
        'out_channels': LATENT_CHANNELS,
        'sample_size': config.native_size // VAE_FACTOR,
        'block_out_channels': list(config.unet.channels),
        'cross_attention_dim': config.unet.context,
        'size_multiple': config.unet.size_multiple,
    }


def text_config(config: ModelConfig) -> dict[str, object]:
    """Sizes of the text encoder."""
    return {
        'model_type': 'text_encoder',
        'hidden_size': config.text.width,
        'num_hidden_layers': config.text.layers,
        'num_attention_heads': config.text.heads,
        'vocab_size': config.text.capacity,
        'max_position_embeddings': MODEL_MAX_LENGTH,
        'pad_token_id': 0,
    }


def model_index(inpainting: bool) -> dict[str, object]:
    """model_index.json."""
    return {
        '_class_name': 'OnnxStableDiffusionInpaintPipeline' if inpainting else 'OnnxStableDiffusionPipeline',
        'scheduler': ['diffusers', 'DDIMScheduler'],
        'text_encoder': ['diffusers', 'OnnxRuntimeModel'],
        'tokenizer': ['transformers', 'PreTrainedTokenizerFast'],
        'unet': ['diffusers', 'OnnxRuntimeModel'],
        'vae_decoder': ['diffusers', 'OnnxRuntimeModel'],
        'vae_encoder': ['diffusers', 'OnnxRuntimeModel'],
    }
