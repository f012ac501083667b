"""The starter pack at the size of an Argos package, with the same translations.

    python -m benchmarks.argos_size FOLDER

Argos packages are Transformers of 512 features, 6 + 6 layers and 32,000 pieces; the starter pack is far smaller (256,
6 + 2, 12,000), so that what Argos Translate spends on decoding would hardly show on it. A model of that size with
random weights would not do either: it never ends its sentences. So the pack is blown up, and its function stays:

* Every feature stands twice, with every weight halved that reads them. Means and variances stay what they are, the
  heads of attention are doubled, and in 8 bits not a weight changes.
* Layers whose results are multiplied with zero stand before those of the pack: what goes in comes out (pre-norm).
* Pieces that no sentence has fill up the vocabulary, with a bias that makes them impossible.

Nothing of it is sparse to CTranslate2, which computes it all. Run as a script it compares translations. In 32 bits all
are the same; in 8 bits, where what flows between the layers is rounded at every step, sums taken in another order turn
the words of one sentence in six.
"""

from __future__ import annotations

import json
import math
import re
import shutil
import struct
import sys
from pathlib import Path
from typing import BinaryIO

import numpy as np

from forumdocs.mt import packages
from forumdocs.mt.packages import Package

LAYERS = 6
VOCABULARY = 32_000
POSITIONS = 2048
IMPOSSIBLE = -1e4
DTYPES = ("float32", "int8", "int16", "int32", "float16")
"""By the numbers under which CTranslate2 writes them."""
LAST_LINEARS = ("self_attention/linear_1", "attention/linear_2", "ffn/linear_1")
"""What a layer's blocks end with, before their results are added to what went in."""
HEAD = struct.Struct("<I")

Variables = dict[str, np.ndarray]


def read_model(file: BinaryIO) -> tuple[bytes, Variables, bytes]:
    """What stands before the variables of a ``model.bin``, the variables, and the aliases after them."""
    head = file.read(4)
    name_length = file.read(2)
    head += name_length + file.read(struct.unpack("<H", name_length)[0] + 4)
    variables = {}
    for _ in range(_number(file)):
        name = file.read(struct.unpack("<H", file.read(2))[0])[:-1].decode()
        shape = [_number(file) for _ in range(file.read(1)[0])]
        dtype = DTYPES[file.read(1)[0]]
        variables[name] = np.frombuffer(file.read(_number(file)), dtype).reshape(shape)
    return head, variables, file.read()


def write_model(file: BinaryIO, head: bytes, variables: Variables, aliases: bytes) -> None:
    file.write(head + HEAD.pack(len(variables)))
    for name, value in variables.items():
        file.write(struct.pack("<H", len(name) + 1) + name.encode() + b"\0")
        file.write(struct.pack(f"<B{value.ndim}I", value.ndim, *value.shape))
        file.write(struct.pack("<BI", DTYPES.index(str(value.dtype)), value.nbytes) + value.tobytes())
    file.write(aliases)


def _number(file: BinaryIO) -> int:
    return int(HEAD.unpack(file.read(4))[0])


def enlarge(variables: Variables) -> Variables:
    """The variables of a model with twice the features that computes the same."""
    pieces, width = variables["decoder/embeddings/weight"].shape
    large = {name: _doubled(name, value, width) for name, value in variables.items()}
    large = _with_pieces(large, VOCABULARY - pieces)
    bias = np.zeros(VOCABULARY, np.float32)
    bias[pieces:] = IMPOSSIBLE
    large["decoder/projection/bias"] = bias
    positions = np.hstack([_sinusoids(width)] * 2)
    for side in ("encoder", "decoder"):
        large[f"{side}/num_heads"] = np.int16(2) * variables[f"{side}/num_heads"]
        # Embeddings are halved as what the projection, which shares them, reads twice.
        large[f"{side}/scale_embeddings"] = np.array(2 * math.sqrt(width), np.float32)
        large[f"{side}/position_encodings/encodings"] = positions
        large = _with_layers(large, side)
    return dict(sorted(large.items()))


def _doubled(name: str, value: np.ndarray, width: int) -> np.ndarray:
    """A vector or matrix with each stretch of ``width`` features twice; a number as it is."""
    is_embedding = "embeddings" in name
    if name.endswith("weight_scale"):  # weights are stored times their scale
        value = value * np.float32(2)
    if value.ndim and not (is_embedding and value.ndim == 1):
        value = _twice(value, width, axis=value.ndim - 1)
    if value.ndim == 2 and not is_embedding:
        value = _twice(value, width, axis=0)
    return value


def _twice(value: np.ndarray, width: int, *, axis: int) -> np.ndarray:
    blocks = np.split(value, value.shape[axis] // width, axis=axis)
    return np.concatenate([block for block in blocks for _ in range(2)], axis=axis)


def _with_pieces(variables: Variables, count: int) -> Variables:
    weight, scale = (variables[f"decoder/embeddings/{name}"] for name in ("weight", "weight_scale"))
    return variables | {
        "decoder/embeddings/weight": np.pad(weight, ((0, count), (0, 0))),
        "decoder/embeddings/weight_scale": np.pad(scale, (0, count), constant_values=1),
    }


def _with_layers(variables: Variables, side: str) -> Variables:
    """As many layers that change nothing, before those that are there, as make up :data:`LAYERS`."""
    own = {name: value for name, value in variables.items() if re.match(rf"{side}/layer_\d", name)}
    more = LAYERS - len({name.split("/")[1] for name in own})
    large = {name: value for name, value in variables.items() if name not in own}
    for name, value in own.items():
        _, layer, rest = name.split("/", 2)
        number = int(layer.removeprefix("layer_"))
        large[f"{side}/layer_{number + more}/{rest}"] = value
        if number == 0:
            idle = rest.rpartition("/")[0] in LAST_LINEARS and not rest.endswith("scale")
            large |= {f"{side}/layer_{i}/{rest}": np.zeros_like(value) if idle else value for i in range(more)}
    return large


def _sinusoids(width: int) -> np.ndarray:
    """What CTranslate2 adds to embeddings itself where a model brings no vectors for positions."""
    rates = np.exp(-math.log(10000) / (width // 2 - 1) * np.arange(width // 2))
    angles = np.arange(1, POSITIONS + 1)[:, None] * rates
    return np.hstack([np.sin(angles), np.cos(angles)]).astype(np.float32)


def make_packages(folder: Path) -> tuple[Package, ...]:
    """The packages of the starter pack, with an enlarged model, in a folder of their own."""
    shutil.copytree(packages.STARTER, folder)
    model = folder / "shared" / "model"
    with (model / "model.bin").open("rb") as file:
        head, variables, aliases = read_model(file)
    with (model / "model.bin").open("wb") as file:
        write_model(file, head, enlarge(variables), aliases)
    vocabulary = model / "shared_vocabulary.json"
    pieces = json.loads(vocabulary.read_text(encoding="utf-8"))
    pieces += [f"<unused{number}>" for number in range(VOCABULARY - len(pieces))]
    vocabulary.write_text(json.dumps(pieces, ensure_ascii=False), encoding="utf-8")
    found = [packages.read_package(place, builtin=True) for place in sorted((folder / "packages").iterdir())]
    return tuple(package for group in found for package in group)


def main(folder: str) -> None:
    from benchmarks.terms_enforced import read_corpus
    from forumdocs.mt.engine import Engine

    small = tuple(package for package in packages.installed() if package.builtin)
    large = make_packages(Path(folder))
    texts = [row["en"] for row in read_corpus()[:40]]
    for numbers in ("float32", "int8"):
        engines = [Engine(found, compute_type=numbers) for found in (small, large)]
        both = [engine.translate(texts, source="en", target="zh") for engine in engines]
        same = sum(a.text == b.text for a, b in zip(*both, strict=True))
        print(f"{numbers}: {same} of {len(texts)} translations are the same")


if __name__ == "__main__":
    main(*sys.argv[1:])
