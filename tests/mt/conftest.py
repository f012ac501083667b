"""A real translation package, tiny and untrained: it decodes, always the same, and what it says is noise."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
import sentencepiece
from ctranslate2.specs import TransformerSpec

from forumdocs.mt import packages

if TYPE_CHECKING:
    from pathlib import Path

LINES = [
    "The meeting opens on Monday in the main hall.",
    "会议星期一在大礼堂开幕。",
    "회의는 월요일에 대강당에서 열립니다.",
    "Заседание откроется в понедельник в большом зале.",
    "Laboratories of four countries sent their proposals for a common test bed, and the board read them.",
    "四国的实验室提交了共同试验平台的方案，理事会进行了审议。",
    "네 나라의 연구소가 공동 시험장 제안서를 냈고 이사회가 검토했다.",
    "Лаборатории четырёх стран прислали предложения об общем полигоне, и совет их рассмотрел.",
]
VOCABULARY, WIDTH, INNER = 400, 16, 32


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the packages and the caches of whoever runs it."""
    monkeypatch.setenv("FORUMDOCS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos" / "packages"))


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain CTranslate2 folder: model.bin, config.json, shared_vocabulary.json, sentencepiece.model."""
    folder = tmp_path_factory.mktemp("tiny")
    tokenizer = _train_tokenizer()
    (folder / "sentencepiece.model").write_bytes(tokenizer)
    processor = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    pieces = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    _untrained(pieces).save(str(folder))
    return folder


def _train_tokenizer() -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES * 3),
        model_writer=model,
        vocab_size=VOCABULARY,
        byte_fallback=True,
        hard_vocab_limit=False,
        control_symbols=["<2en>", "<2zh>", "<2ko>", "<2ru>"],
        user_defined_symbols=["<t>", "<m>", "</t>"],
        minloglevel=2,
    )
    return model.getvalue()


def _untrained(pieces: list[str]) -> TransformerSpec:
    """A Transformer of one layer a side with random weights, the same in every run."""
    rng = np.random.default_rng(7)
    spec = TransformerSpec.from_config((1, 1), 2, pre_norm=True)
    embedding = rng.normal(size=(len(pieces), WIDTH)).astype(np.float32)

    def linear(layer: object, outputs: int, inputs: int = WIDTH) -> None:
        layer.weight = rng.normal(scale=0.3, size=(outputs, inputs)).astype(np.float32)
        layer.bias = np.zeros(outputs, dtype=np.float32)

    def norm(layer: object) -> None:
        layer.gamma, layer.beta = np.ones(WIDTH, dtype=np.float32), np.zeros(WIDTH, dtype=np.float32)

    for side in (spec.encoder, spec.decoder):
        place = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        place.weight = embedding
        side.scale_embeddings = True
        norm(side.layer_norm)
        for layer in side.layer:
            norm(layer.self_attention.layer_norm)
            linear(layer.self_attention.linear[0], 3 * WIDTH)
            linear(layer.self_attention.linear[1], WIDTH)
            if side is spec.decoder:
                norm(layer.attention.layer_norm)
                linear(layer.attention.linear[0], WIDTH)
                linear(layer.attention.linear[1], 2 * WIDTH)
                linear(layer.attention.linear[2], WIDTH)
            norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, INNER)
            linear(layer.ffn.linear_1, WIDTH, INNER)
    spec.decoder.projection.weight = embedding
    spec.decoder.projection.bias = np.array([_taste(piece) for piece in pieces], dtype=np.float32)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = "<s>", "</s>", "<unk>"
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.optimize()
    return spec


def _taste(piece: str) -> float:
    """Words are liked, the end of the sentence too; bytes, controls and punctuation are not."""
    if piece == "</s>":
        return 12.0
    return 0.0 if piece.strip("▁").isalpha() else -50.0


class Argos:
    """Writes Argos package folders around the tiny model."""

    def __init__(self, model: Path) -> None:
        self._model = model

    def folder(self, at: Path, source: str, target: str, *, version: str = "1.0", **extra: object) -> Path:
        (at / "model").mkdir(parents=True)
        for file in ("model.bin", "config.json", "shared_vocabulary.json"):
            (at / "model" / file).write_bytes((self._model / file).read_bytes())
        (at / "sentencepiece.model").write_bytes((self._model / "sentencepiece.model").read_bytes())
        self.metadata(at, source, target, version=version, **extra)
        return at

    @staticmethod
    def metadata(at: Path, source: str, target: str, *, version: str = "1.0", **extra: object) -> None:
        entry = {"package_version": version, "from_code": source, "to_code": target, **extra}
        at.mkdir(parents=True, exist_ok=True)
        (at / "metadata.json").write_text(json.dumps(entry), encoding="utf-8")

    @staticmethod
    def archive(folder: Path, path: Path, *, top: str = "package") -> Path:
        with zipfile.ZipFile(path, "w") as out:
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    out.write(file, f"{top}/{file.relative_to(folder).as_posix()}")
        return path


@pytest.fixture
def argos(tiny_model: Path) -> Argos:
    return Argos(tiny_model)


@pytest.fixture
def no_starter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As if forumdocs came without its starter pack."""
    monkeypatch.setattr(packages, "STARTER", tmp_path / "no-starter")


@pytest.fixture
def starter() -> tuple[packages.Package, ...]:
    found = tuple(package for package in packages.installed() if package.builtin)
    if not found:
        pytest.skip("the starter pack is not in this clone")
    return found
