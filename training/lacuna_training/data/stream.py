"""Batches made by several processes ahead of their use, to feed a GPU.

The processes are forked after the pictures are loaded, so all share one copy of them.
"""

import multiprocessing
from collections.abc import Iterator

import numpy as np
import torch

from lacuna_training.data.batches import Batch, Sampler


def produce(sampler: Sampler, seed: int, n: int, queue: multiprocessing.Queue) -> None:
    torch.set_num_threads(1)
    sampler.rng = np.random.default_rng(seed)
    while True:
        batch = sampler.batch(n)
        queue.put((batch.images.numpy(), batch.masks.numpy(), batch.captions))


def stream(sampler: Sampler, seed: int, n: int, workers: int, ahead: int = 4) -> Iterator[Batch]:
    """Endless batches of n from `workers` processes, at most `ahead` a process waiting.

    Needs a system with fork (Linux), and must be called before CUDA is first used.
    """
    context = multiprocessing.get_context('fork')
    queue = context.Queue(maxsize=workers * ahead)
    processes = [
        context.Process(target=produce, args=(sampler, seed * 1000 + i, n, queue), daemon=True) for i in range(workers)
    ]
    for process in processes:
        process.start()
    try:
        while True:
            images, holes, captions = queue.get()
            yield Batch(torch.from_numpy(images), torch.from_numpy(holes), captions)
    finally:
        for process in processes:
            process.terminate()
