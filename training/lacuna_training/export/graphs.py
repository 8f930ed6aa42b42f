"""Traces each network to an ONNX graph with fp16 weights, computed in fp32."""

import copy
import io
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

OPSET = 17
"""LayerNormalization is one node from opset 17 on."""
MIN_EXTERNAL_BYTES = 256


@dataclass(frozen=True)
class Graph:
    """A network with example inputs by name, the name of its output, and the free axes of each."""

    folder: str
    module: nn.Module
    inputs: dict[str, Tensor]
    output: str
    axes: dict[str, dict[int, str]]


def trace(graph: Graph) -> onnx.ModelProto:
    """The network as an ONNX model; every free axis stays free."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        torch.onnx.export(
            graph.module.eval(),
            tuple(graph.inputs.values()),
            buffer,
            input_names=list(graph.inputs),
            output_names=[graph.output],
            opset_version=OPSET,
            dynamic_axes=graph.axes,
            dynamo=False,
            # Weights keep torch's names and layout, so that a pack can be read back (restore.py).
            do_constant_folding=False,
        )
    model = onnx.load_from_string(buffer.getvalue())
    shorten(model)
    note_twins(model, graph.module)
    return model


def note_twins(model: onnx.ModelProto, module: nn.Module) -> None:
    """Notes in the model's metadata which stored weight stands for each one that the exporter left out
    because it holds the same values, so that restore.py finds it."""
    parameters = dict(module.named_parameters())
    stored = [tensor.name for tensor in model.graph.initializer if tensor.name in parameters]
    for name in parameters.keys() - set(stored):
        twin = next(other for other in stored if torch.equal(parameters[other], parameters[name]))
        model.metadata_props.add(key=f'same:{name}', value=twin)


def shorten(model: onnx.ModelProto) -> None:
    """Drops node names and notes, and gives the values between nodes short names."""
    del model.metadata_props[:]
    graph = model.graph
    del graph.value_info[:]
    fixed = {value.name for part in (graph.input, graph.output, graph.initializer) for value in part}
    short: dict[str, str] = {}
    for node in graph.node:
        node.name = node.doc_string = ''
        del node.metadata_props[:]
        for names in (node.input, node.output):
            for index, name in enumerate(names):
                if name and name not in fixed:
                    names[index] = short.setdefault(name, f'v{len(short)}')


def store_half(model: onnx.ModelProto, exact: set[str]) -> None:
    """Turns each fp32 weight into an fp16 one and a Cast, those named in `exact` excepted; weights must
    already be fp16 numbers."""
    casts, kept = [], []
    for tensor in model.graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or tensor.name in exact:
            kept.append(tensor)
            continue
        value = numpy_helper.to_array(tensor)
        half = value.astype(np.float16)
        if not np.array_equal(half.astype(np.float32), value):
            raise ValueError(f'{tensor.name} is not exactly an fp16 tensor')
        kept.append(numpy_helper.from_array(half, f'{tensor.name}.half'))
        casts.append(helper.make_node('Cast', [f'{tensor.name}.half'], [tensor.name], to=TensorProto.FLOAT))
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    nodes = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(casts + nodes)


def write(model: onnx.ModelProto, folder: Path, external: bool) -> None:
    """Writes folder/model.onnx, with its weights in folder/model.onnx_data when `external`."""
    model = copy.deepcopy(model)
    onnx.checker.check_model(model)
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / 'model.onnx_data'
    data.unlink(missing_ok=True)
    if external:
        onnx.save_model(
            model,
            str(folder / 'model.onnx'),
            save_as_external_data=True,
            all_tensors_to_one_file=True,
            location=data.name,
            size_threshold=MIN_EXTERNAL_BYTES,
        )
        data.chmod(0o644)
    else:
        onnx.save_model(model, str(folder / 'model.onnx'))
