"""Trains the autoencoder, then text encoder and U-Net."""
