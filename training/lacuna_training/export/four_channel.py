"""Turns the graph of the 9-channel U-Net into one with 4 input channels, over the same weights.

The mask of ones and the latents of an all-grey masked image are constants inside the graph.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from ..models.config import LATENT_CHANNELS


def narrow(model: onnx.ModelProto, grey_latent: list[float]) -> onnx.ModelProto:
    """A copy of `model` whose `sample` is the noisy latents alone; `grey_latent` has one value a channel."""
    narrowed = onnx.ModelProto()
    narrowed.CopyFrom(model)
    graph = narrowed.graph
    for node in graph.node:
        for index, name in enumerate(node.input):
            if name == 'sample':
                node.input[index] = 'nine_channels'
    sample = next(value for value in graph.input if value.name == 'sample')
    sample.type.tensor_type.shape.dim[1].dim_value = LATENT_CHANNELS
    constant = np.array([1.0, *grey_latent], np.float32).reshape(1, -1, 1, 1)
    weights = np.array([0, 1, 0, 0], np.int64), np.array([1, constant.shape[1], 1, 1], np.int64)
    # Batch, height and width come from the sample; the channel axis is replaced by the constants' five.
    added = [
        helper.make_node('Constant', [], ['rest'], value=numpy_helper.from_array(constant)),
        helper.make_node('Constant', [], ['rest_axis'], value=numpy_helper.from_array(weights[0])),
        helper.make_node('Constant', [], ['rest_channels'], value=numpy_helper.from_array(weights[1])),
        helper.make_node('Shape', ['sample'], ['sample_shape']),
        helper.make_node('Cast', ['rest_axis'], ['rest_here'], to=TensorProto.BOOL),
        helper.make_node('Where', ['rest_here', 'rest_channels', 'sample_shape'], ['rest_shape']),
        helper.make_node('Expand', ['rest', 'rest_shape'], ['rest_everywhere']),
        helper.make_node('Concat', ['sample', 'rest_everywhere'], ['nine_channels'], axis=1),
    ]
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend(added + nodes)
    return narrowed
