"""Does a super-resolution network sharpen a fill? Medians over the held-out holes of `../quality/holes.json`.

    python measure.py PICTURES PACK x2=slim-x2.onnx x4=slim-x4.onnx [x2=... x4=...]

PICTURES is searched for the photographs, PACK is a model pack's folder (its VAE is the blur a fill goes through), the
networks come from convert.py in pairs. The truth, shrunk to the pack's native window, stands in for a perfect fill:
once through the VAE (`vae`) and once as it is (`sharp`, what a decoder without loss would give). The guide is enlarged
by cubic interpolation, or by the network and then cubic, and compared with the truth inside the hole, before colour
match, detail and grain. Needs numpy, opencv-python and onnxruntime.
"""

import json
import sys
import time
from pathlib import Path
from statistics import median

import cv2
import numpy as np
import onnxruntime

QUALITY = Path(__file__).resolve().parent.parent / "quality"
sys.path.append(str(QUALITY))
from fill_metrics import metrics, read  # noqa: E402

NATIVE = 256
CONTEXT_RATIO = 1.75
X2_UP_TO = 2.5
FIGURES = ("sharpness", "seam_rel", "bias", "ring_lab")


def session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def call(network: onnxruntime.InferenceSession, picture: np.ndarray) -> np.ndarray:
    """Channels last in and out."""
    batch = np.ascontiguousarray(picture.transpose(2, 0, 1)[None], np.float32)
    return network.run(None, {network.get_inputs()[0].name: batch})[0][0].transpose(1, 2, 0)


def window(hole: dict, pictures: Path) -> tuple[np.ndarray, np.ndarray] | None:
    """The square of the photograph a fill would see, and its hole."""
    found = [path for path in pictures.rglob(f"{hole['picture']}*.jpg") if path.is_file()]
    found += pictures.rglob(f"{hole['picture']}/contents/images/2560x1600.jpg")
    if not found:
        return None
    picture = read(str(found[0]))
    height, width = picture.shape[:2]
    size = hole["size"]
    axes = (size, 0.8 * size) if hole["shape"] == "ellipse" else (0.45 * size, size)
    side = min(int(np.ceil(CONTEXT_RATIO * size)), width, height)
    x = min(max(0, hole["x"] - side // 2), width - side)
    y = min(max(0, hole["y"] - side // 2), height - side)
    mask = np.zeros((side, side), np.uint8)
    centre = (hole["x"] - x, hole["y"] - y)
    cv2.ellipse(mask, centre, (int(axes[0] / 2), int(axes[1] / 2)), 0, 0, 360, 1, -1)
    return picture[y : y + side, x : x + side], mask


def main(pictures: Path, pack: Path, networks: dict[str, list[Path]]) -> None:
    encoder, decoder = (session(pack / part / "model.onnx") for part in ("vae_encoder", "vae_decoder"))
    pairs = [(x2.stem, session(x2), session(x4)) for x2, x4 in zip(networks["x2"], networks["x4"], strict=True)]
    rows: dict[tuple, list[dict]] = {}
    for hole in json.loads((QUALITY / "holes.json").read_text())["holes"]:
        seen = window(hole, pictures)
        if seen is None:
            print(f"not found: {hole['picture']}", file=sys.stderr)
            continue
        truth, mask = seen
        small = cv2.resize(truth, (NATIVE, NATIVE), interpolation=cv2.INTER_AREA).astype(np.float32)
        latent = call(encoder, small / 127.5 - 1)[..., :4]
        for guide_name, guide in (("vae", (call(decoder, latent) + 1) * 127.5), ("sharp", small)):
            enlarged = {"cubic": (guide, 0.0)}
            for name, x2, x4 in pairs:
                start = time.perf_counter()
                result = call(x2 if truth.shape[0] <= X2_UP_TO * NATIVE else x4, guide)
                enlarged[name] = (result, time.perf_counter() - start)
            for name, (result, seconds) in enlarged.items():
                full = cv2.resize(result, truth.shape[1::-1], interpolation=cv2.INTER_CUBIC)
                filled = np.where(mask[..., None] > 0, np.clip(full, 0, 255).round(), truth).astype(np.uint8)
                figures = metrics(filled, truth, mask) | {"seconds": seconds}
                rows.setdefault((hole["size"], guide_name, name), []).append(figures)
    for (size, guide_name, name), values in sorted(rows.items()):
        line = "  ".join(f"{key} {median(row[key] for row in values):.2f}" for key in (*FIGURES, "seconds"))
        print(f"{size:5d} px  {guide_name:6s} {name:12s} {line}  ({len(values)} holes)")


if __name__ == "__main__":
    if len(sys.argv) < 5:
        raise SystemExit(__doc__)
    given = [argument.split("=", 1) for argument in sys.argv[3:]]
    paths = {scale: [Path(path) for key, path in given if key == scale] for scale in ("x2", "x4")}
    main(Path(sys.argv[1]), Path(sys.argv[2]), paths)
