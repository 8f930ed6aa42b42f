"""The network inside MI-GAN's published pipeline, made lean without changing what it computes.

The pipeline (Sargsyan et al. 2023, ICCV; github.com/Picsart-AI-Research/MI-GAN, MIT) crops around the hole, scales to
512 x 512, fills, and pastes back. Cropping, scaling and pasting are the page's own work, so the network alone is kept.
"""

import copy

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

SIDE = 512
OPSET = 17
NETWORK_INPUT, NETWORK_OUTPUT = '/Concat_23_output_0', '/model/synthesis/b512/Add_1_output_0'
ROOT_TWO = 1.4142135

Weights = dict[str, np.ndarray]


def cut_out(pipeline: onnx.ModelProto) -> onnx.ModelProto:
    """The network with `image` [1, 3, 512, 512] in 0..1 and `mask` [1, 1, 512, 512], 1 = fill, giving `result`.

    It sees the picture in -1..1 with a hole of zeros, behind the known pixels' mask in -0.5..0.5.
    """
    makers = {output: node for node in pipeline.graph.node for output in node.output}
    wanted, left = set(), [NETWORK_OUTPUT]
    while left:
        name = left.pop()
        if name in wanted or name == NETWORK_INPUT or name not in makers:
            continue
        wanted.add(name)
        left.extend(makers[name].input)
    nodes = [node for node in pipeline.graph.node if node.output[0] in wanted]
    used = {name for node in nodes for name in node.input}
    node = helper.make_node
    before = [
        node('Sub', ['one', 'mask'], ['kept']),
        node('Sub', ['kept', 'half'], ['centred']),
        node('Mul', ['image', 'two'], ['doubled']),
        node('Sub', ['doubled', 'one'], ['signed']),
        node('Mul', ['signed', 'kept'], ['known']),
        node('Concat', ['centred', 'known'], [NETWORK_INPUT], axis=1),
    ]
    after = [
        node('Mul', [NETWORK_OUTPUT, 'half'], ['halved']),
        node('Add', ['halved', 'half'], ['unit']),
        node('Clip', ['unit', 'zero', 'one'], ['result']),
    ]
    numbers = {'zero': 0.0, 'half': 0.5, 'one': 1.0, 'two': 2.0}
    weights = [tensor for tensor in pipeline.graph.initializer if tensor.name in used]
    weights += [numpy_helper.from_array(np.float32(value), name) for name, value in numbers.items()]
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        before + nodes + after,
        'mi-gan',
        [value('image', TensorProto.FLOAT, [1, 3, SIDE, SIDE]), value('mask', TensorProto.FLOAT, [1, 1, SIDE, SIDE])],
        [value('result', TensorProto.FLOAT, [1, 3, SIDE, SIDE])],
        weights,
    )
    return model_of(graph)


def fold_constants(model: onnx.ModelProto, scratch: str) -> onnx.ModelProto:
    """Shapes and paddings that the exporter computed inside the graph become numbers."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = scratch
    onnxruntime.InferenceSession(model.SerializeToString(), options)
    return model_of(onnx.load(scratch).graph)


def make_lean(model: onnx.ModelProto) -> onnx.ModelProto:
    """Half of its operations are a factor of root two and a limit of 256 behind each activation. A leaky ReLU lets a
    factor through, so it goes into the weights before; the limit keeps half precision from overflowing, and float32,
    which values of at most about 70 are computed in, does not need it."""
    graph = copy.deepcopy(model.graph)
    weights = {tensor.name: numpy_helper.to_array(tensor).copy() for tensor in graph.initializer}
    makers = {output: node for node in graph.node for output in node.output}
    stands_for: dict[str, str] = {}
    for node in graph.node:
        limit = node.op_type == 'Clip' and node.output[0] != 'result'
        if not limit and not is_root_two(node, weights):
            continue
        stands_for[node.output[0]] = node.input[0]
        if not limit:
            scale_before(makers[node.input[0]], makers, weights)

    def through(name: str) -> str:
        while name in stands_for:
            name = stands_for[name]
        return name

    nodes = [node for node in graph.node if node.output[0] not in stands_for]
    for node in nodes:
        for index, name in enumerate(node.input):
            node.input[index] = through(name)
    used = {name for node in nodes for name in node.input}
    kept = [numpy_helper.from_array(value, name) for name, value in weights.items() if name in used]
    return model_of(helper.make_graph(nodes, graph.name, graph.input, graph.output, kept))


def is_root_two(node: onnx.NodeProto, weights: Weights) -> bool:
    factor = weights.get(node.input[1]) if node.op_type == 'Mul' else None
    return factor is not None and factor.size == 1 and abs(float(factor) - ROOT_TWO) < 1e-6


def scale_before(activation: onnx.NodeProto, makers: dict[str, onnx.NodeProto], weights: Weights) -> None:
    """Multiplies what enters a leaky ReLU by root two: a convolution, or one plus constant noise, or one upsampled."""
    if activation.op_type != 'LeakyRelu':
        raise ValueError(f'{activation.name} is no leaky ReLU')
    node = makers[activation.input[0]]
    if node.op_type == 'Add':
        weights[node.input[1]] *= np.float32(ROOT_TWO)
        node = makers[node.input[0]]
    if 'upsample' in node.name:
        node = makers[node.input[0]]
        while node.op_type != 'Conv':
            node = makers[node.input[0]]
    for name in node.input[1:]:
        weights[name] *= np.float32(ROOT_TWO)


def store_half(model: onnx.ModelProto) -> onnx.ModelProto:
    """Weights as float16, each with a cast that the runtime folds away at load."""
    casts, kept = [], []
    for tensor in model.graph.initializer:
        value = numpy_helper.to_array(tensor)
        if value.dtype != np.float32 or value.size == 1:
            kept.append(tensor)
            continue
        half = f'{tensor.name}.half'
        kept.append(numpy_helper.from_array(value.astype(np.float16), half))
        casts.append(helper.make_node('Cast', [half], [tensor.name], to=TensorProto.FLOAT))
    graph = model.graph
    return model_of(helper.make_graph(casts + list(graph.node), graph.name, graph.input, graph.output, kept))


def model_of(graph: onnx.GraphProto) -> onnx.ModelProto:
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', OPSET)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model
