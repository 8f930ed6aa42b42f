"""Threads that make batches while the networks train."""

import copy
import queue
import threading

import numpy as np

from ..data.batches import Batch, Sampler


class Feeder:
    """Endless batches of `count` from `threads` threads, which share one sampler's pictures.

    NumPy and OpenCV let go of the interpreter's lock in their inner loops, so threads do.
    """

    def __init__(self, sampler: Sampler, seed: int, count: int, threads: int) -> None:
        self.ready: queue.Queue[Batch | BaseException] = queue.Queue(maxsize=4 * threads)
        self.count = count
        for number in range(threads):
            twin = copy.copy(sampler)
            twin.rng = np.random.default_rng((seed, number))
            threading.Thread(target=self.run, args=(twin,), daemon=True).start()

    def run(self, sampler: Sampler) -> None:
        try:
            while True:
                self.ready.put(sampler.batch(self.count))
        except BaseException as error:
            self.ready.put(error)
            raise

    def next(self) -> Batch:
        """The next batch; raises what a thread raised."""
        batch = self.ready.get()
        if isinstance(batch, BaseException):
            raise RuntimeError('a feeding thread failed') from batch
        return batch
