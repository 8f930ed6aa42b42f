"""Networks to ONNX files: opset 17, half precision where it is safe, weights in files of their own."""

import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import load_external_data_for_model
from onnx.shape_inference import infer_shapes
from onnxruntime.transformers.float16 import convert_float_to_float16

from attention import DOMAIN
from networks import Part

OPSET = 17
"""LayerNormalization is one node from opset 17 on; taken apart it overflows in half precision."""
KEPT_IN_FP32 = ['LayerNormalization', 'InstanceNormalization', 'GroupNormalization', 'ReduceMean', 'Pow', 'Sqrt', 'Softmax', 'Resize']
"""Sums over many values: half precision ends at 65504."""
INSIDE_BYTES = 1024
"""Smaller tensors stay inside the graph."""


def export(part: Part) -> onnx.ModelProto:
    """The network as an ONNX model in float32, with the types of all its values."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter('ignore')
        path = Path(folder) / 'model.onnx'
        torch.onnx.export(
            part.module.eval(),
            tuple(part.inputs.values()),
            str(path),
            input_names=list(part.inputs),
            output_names=[part.output],
            dynamic_axes={**part.axes, part.output: {0: 'batch'}},
            opset_version=OPSET,
            custom_opsets={DOMAIN: 1},
            dynamo=False,
        )
        # Above 2 GB the weights lie in files of their own, and types are found without them.
        model = onnx.load(str(path), load_external_data=False)
        # What the runtime's own nodes answer is not in the standard: their type has to be said.
        model.graph.value_info.extend(
            helper.make_tensor_value_info(node.output[0], TensorProto.FLOAT, None)
            for node in model.graph.node
            if node.domain == DOMAIN
        )
        model = infer_shapes(model)
        load_external_data_for_model(model, folder)
        return model


def to_half(model: onnx.ModelProto, keep_io_types: bool = True, kept: tuple[str, ...] = ()) -> onnx.ModelProto:
    """Weights and sums of products in float16; norms, operators in `kept`, and inputs and outputs unless said, in float32."""
    return convert_float_to_float16(
        model, keep_io_types=keep_io_types, op_block_list=[*KEPT_IN_FP32, *kept], disable_shape_infer=True
    )


def write(
    model: onnx.ModelProto, folder: Path, chunk_bytes: int, base: str = 'model.onnx_data', least: int = INSIDE_BYTES
) -> None:
    """model.onnx, and its weights in model.onnx_data, model.onnx_data_1 ... of at most `chunk_bytes` each.

    A tensor larger than that has a file for itself; one smaller than `least` stays inside the graph.
    """
    folder.mkdir(parents=True, exist_ok=True)
    index, offset = 0, 0
    file = None
    for tensor in model.graph.initializer:
        data = numpy_helper.to_array(tensor).tobytes()
        if len(data) < least:
            continue
        if file is not None and offset + len(data) > chunk_bytes:
            file.close()
            file, index, offset = None, index + 1, 0
        name = base + (f'_{index}' if index else '')
        if file is None:
            file = (folder / name).open('wb')
        file.write(data)
        tensor.ClearField('raw_data')
        for field in ('float_data', 'int32_data', 'int64_data'):
            tensor.ClearField(field)
        tensor.data_location = onnx.TensorProto.EXTERNAL
        del tensor.external_data[:]
        for key, value in (('location', name), ('offset', offset), ('length', len(data))):
            tensor.external_data.add(key=key, value=str(value))
        offset += len(data)
    if file is not None:
        file.close()
    (folder / 'model.onnx').write_bytes(model.SerializeToString())


def answer_of(part: Part) -> np.ndarray:
    """What torch makes of the part's example inputs."""
    with torch.no_grad():
        return part.module(*part.inputs.values()).numpy()


def error_of(part: Part, folder: Path, truth: np.ndarray) -> float:
    """Largest difference of the written graph from torch, over torch's largest value, on the part's example inputs."""
    session = onnxruntime.InferenceSession(str(folder / 'model.onnx'), providers=['CPUExecutionProvider'])
    found = session.run([part.output], {name: value.numpy() for name, value in part.inputs.items()})[0]
    return float(np.abs(found - truth).max() / np.abs(truth).max())
