"""Trains, exports and evaluates the small inpainting models of Lacuna."""
