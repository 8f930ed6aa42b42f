"""Measures the exported packs on held-out pictures."""
