"""Compares an exported graph with torch, at two sizes, and fails beyond 1e-3."""

from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor

from .graphs import Graph

TOLERANCE = 1e-3


def session(path: Path) -> onnxruntime.InferenceSession:
    """A CPU session on two threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=['CPUExecutionProvider'])


def relative_error(value: np.ndarray, truth: np.ndarray) -> float:
    """Largest absolute error over the largest absolute value of the truth."""
    return float(np.abs(value - truth).max() / max(np.abs(truth).max(), 1e-6))


def variants(inputs: dict[str, Tensor]) -> list[dict[str, Tensor]]:
    """The inputs as given, then one sample of them alone with height and width swapped."""

    def other(name: str, tensor: Tensor) -> Tensor:
        return tensor if name == 'timestep' else (tensor[:1].mT if tensor.dim() == 4 else tensor[:1])

    return [inputs, {name: other(name, tensor).contiguous() for name, tensor in inputs.items()}]


def check(graph: Graph, path: Path) -> float:
    """The worst relative error; raises ValueError when a graph and torch disagree or a value is not finite."""
    runner, worst = session(path), 0.0
    for inputs in variants(graph.inputs):
        with torch.no_grad():
            truth = graph.module(*inputs.values()).numpy()
        value = runner.run([graph.output], {name: tensor.numpy() for name, tensor in inputs.items()})[0]
        if value.shape != truth.shape or not np.isfinite(truth).all():
            raise ValueError(f'{graph.folder}: shape {value.shape} against {truth.shape}, or not finite')
        worst = max(worst, relative_error(value, truth))
    if worst > TOLERANCE:
        raise ValueError(f'{graph.folder} differs from torch by {worst:.2e}, relative')
    return worst
