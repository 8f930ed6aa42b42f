"""A super-resolution network of UpscalerJS (a Keras layer list and raw float32 weights) as an ONNX graph.

    python convert.py models/x4/model.json esrgan-slim-x4.onnx

Layouts of the npm packages @upscalerjs/esrgan-slim, -medium (residual dense network, RGB in 0..255 in and out) and
-thick (RRDB, 0..1). The graph takes `lr` [1, 3, height, width] and gives `sr` [1, 3, r * height, r * width]; height and
width are free. Weights are stored as float16 and cast to float32 at load. Needs numpy and onnx.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17


def read_weights(folder: Path, manifest: list[dict]) -> dict[str, np.ndarray]:
    weights = {}
    for group in manifest:
        raw = b"".join((folder / path).read_bytes() for path in group["paths"])
        at = 0
        for entry in group["weights"]:
            if entry["dtype"] != "float32" or "quantization" in entry:
                raise SystemExit(f"{entry['name']} is not plain float32")
            count = int(np.prod(entry["shape"]))
            weights[entry["name"]] = np.frombuffer(raw, "<f4", count, at).reshape(entry["shape"])
            at += 4 * count
    return weights


class Graph:
    """Nodes and half-precision constants of the graph under construction."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def node(self, kind: str, inputs: list[str], output: str, **attributes) -> None:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def half(self, name: str, value: np.ndarray) -> str:
        stored = self.constant(f"{name}/half", np.ascontiguousarray(value).astype(np.float16))
        self.node("Cast", [stored], name, to=TensorProto.FLOAT)
        return name

    def layer(self, kind: str, config: dict, inputs: list[str]) -> None:
        """Appends one Keras layer; its output carries the layer's name. Channels last becomes channels first."""
        name = config["name"]
        if kind == "Conv2D":
            self.convolution(name, config, inputs)
        elif kind == "Activation" and config["activation"] == "relu":
            self.node("Relu", inputs, name)
        elif kind == "Concatenate" and config["axis"] in (3, -1):
            self.node("Concat", inputs, name, axis=1)
        elif kind == "Add":
            self.node("Sum", inputs, name)
        elif kind == "MultiplyBeta":
            beta = self.constant(f"{name}/beta", np.float32(config["beta"]))
            self.node("Mul", [*inputs, beta], name)
        elif kind.startswith("PixelShuffle"):
            self.node("DepthToSpace", inputs, name, blocksize=config["scale"], mode="DCR")
        elif kind == "UpSampling2D" and config["interpolation"] == "nearest":
            scales = self.constant(f"{name}/scales", np.float32([1, 1, *config["size"]]))
            nearest = {"coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
            self.node("Resize", [*inputs, "", scales], name, mode="nearest", **nearest)
        else:
            raise SystemExit(f"layer {name}: nothing known about {kind} {config}")

    def convolution(self, name: str, config: dict, inputs: list[str]) -> None:
        plain = config["strides"] == [1, 1] == config["dilation_rate"] and config["activation"] == "linear"
        kernel = self.weights[f"{name}/kernel"]
        side = kernel.shape[0]
        if not plain or (config["padding"] != "same" and side != 1):
            raise SystemExit(f"convolution {name} is not a plain one of the input's size")
        weight = self.half(f"{name}/weight", kernel.transpose(3, 2, 0, 1))
        bias = self.half(f"{name}/bias", self.weights[f"{name}/bias"])
        self.node("Conv", [*inputs, weight, bias], name, kernel_shape=[side, side], pads=[side // 2] * 4)


def convert(model_path: Path) -> onnx.ModelProto:
    stored = json.loads(model_path.read_text())
    config = stored["modelTopology"]["model_config"]["config"]
    graph = Graph(read_weights(model_path.parent, stored["weightsManifest"]))
    first, last = config["input_layers"][0][0], config["output_layers"][0][0]
    graph.node("Identity", ["lr"], first)
    for layer in config["layers"]:
        if layer["class_name"] == "InputLayer":
            continue
        inputs = [source[0] for source in layer["inbound_nodes"][0]]
        graph.layer(layer["class_name"], layer["config"], inputs)
    graph.node("Identity", [last], "sr")
    free = [1, 3, "height", "width"]
    inputs = [helper.make_tensor_value_info("lr", TensorProto.FLOAT, free)]
    outputs = [helper.make_tensor_value_info("sr", TensorProto.FLOAT, [1, 3, "tall", "wide"])]
    made = helper.make_graph(graph.nodes, "super-resolution", inputs, outputs, graph.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    onnx.save(convert(Path(sys.argv[1])), sys.argv[2])
