from __future__ import annotations

import json
from pathlib import Path

import ctranslate2
import pytest

pytest.importorskip("torch", reason="torch is in the dependency group train")

import torch

from forumdocs.mt.packages import Penalties
from training.calibration import read_pack
from training.data import PAIRS, read_rows, tag, train_tokenizer
from training.export import PENALTIES, export
from training.network import Network, Shape
from training.terms import MARKS

SHAPE = Shape(32, 64, 4, 2, 2, dropout=0.0)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, briefs: Path) -> Path:
    """A network that has learnt nothing, as `train` and `average` leave it."""
    folder = tmp_path_factory.mktemp("run")
    rows = list(read_rows(briefs.parent / "parallel" / "forum.tsv"))[:600]
    tokenizer = train_tokenizer(rows, folder / "sp", vocabulary=2000, symbols=MARKS)
    torch.manual_seed(1)
    network = Network(SHAPE, tokenizer.get_piece_size())
    for layer in (*network.enc, *network.dec):  # sharper than chance, so that mistakes show
        for weight in layer.parameters():
            weight.data.mul_(2.0)
    torch.save(network.state_dict(), folder / "average.pt")
    config = {"size": "tiny", "width": 32, "inner": 64, "heads": 4, "encoder": 2, "decoder": 2}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def network(run: Path) -> Network:
    weights = torch.load(run / "average.pt", weights_only=True)
    network = Network(SHAPE, weights["emb.weight"].shape[0])
    network.load_state_dict(weights)
    return network.eval()


@pytest.fixture(scope="module")
def pack(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    export(run, folder, version="9.9", quantization="float32")
    return folder


def test_ctranslate2_scores_and_aligns_as_the_network_does(run: Path, network: Network, pack: Path) -> None:
    import sentencepiece

    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(run / "sp.model"))
    source, target = tokenizer.encode("The forum opens on Monday."), tokenizer.encode("论坛星期一开幕。")
    ids = torch.tensor([[*source, tokenizer.eos_id()]])
    prefix = torch.tensor([[tokenizer.bos_id(), tokenizer.piece_to_id(tag("zh")), *target]])
    with torch.no_grad():
        states, looks = network(ids, prefix, tokenizer.pad_id(), gaze=True)
        logits = (states @ network.emb.weight.t()).log_softmax(-1)[0]
    wanted = [*target, tokenizer.eos_id()]
    expected = [logits[1 + place, piece].item() for place, piece in enumerate(wanted)]
    pieces = [tag("zh"), *(tokenizer.id_to_piece(piece) for piece in target)]
    translator = ctranslate2.Translator(str(pack / "shared" / "model"))
    source_pieces = [tokenizer.id_to_piece(piece) for piece in source]
    scored = translator.score_batch([source_pieces], [pieces])[0]
    assert scored.log_probs[1:] == pytest.approx(expected, abs=1e-3)
    decoded = translator.translate_batch([source_pieces], target_prefix=[pieces], beam_size=1, return_attention=True,
                                         max_decoding_length=len(pieces))[0]  # fmt: skip
    for place in range(1, len(pieces)):
        assert decoded.attention[0][place][: len(source)] == pytest.approx(looks[0, place, :-1].tolist(), abs=1e-3)


def test_padding_changes_nothing(network: Network) -> None:
    source, prefix = torch.tensor([[9, 8, 7]]), torch.tensor([[1, 5, 6]])
    wider = torch.tensor([[9, 8, 7, 3, 3], [4, 4, 4, 4, 4]]), torch.tensor([[1, 5, 6, 3], [1, 4, 4, 4]])
    with torch.no_grad():
        alone, _ = network(source, prefix, 3)
        among, _ = network(*wider, 3)
    assert torch.allclose(alone[0], among[0, :3], atol=1e-5)


def test_no_position_sees_what_comes_after_it(network: Network) -> None:
    with torch.no_grad():
        short, _ = network(torch.tensor([[9, 8]]), torch.tensor([[1, 5]]), 3)
        long, _ = network(torch.tensor([[9, 8]]), torch.tensor([[1, 5, 77]]), 3)
    assert torch.allclose(short[0], long[0, :2], atol=1e-5)


def test_looks_share_out_to_one_and_never_fall_on_padding(network: Network) -> None:
    with torch.no_grad():
        _, looks = network(torch.tensor([[9, 8, 7, 3]]), torch.tensor([[1, 5, 6]]), 3, gaze=True)
    assert looks.shape == (1, 3, 4)
    assert torch.allclose(looks.sum(-1), torch.ones(1, 3), atol=1e-5)
    assert looks[..., 3].max() < 1e-6


def test_a_package_for_every_direction_shares_one_model_and_knows_term_marks(pack: Path) -> None:
    folders = {folder.name for folder in (pack / "packages").iterdir()}
    assert folders == {f"{x}_{y}" for a, b in PAIRS for x, y in ((a, b), (b, a))}
    metadata = json.loads((pack / "packages" / "en_ja" / "metadata.json").read_text(encoding="utf-8"))
    assert metadata["target_prefix"] == "<2ja>"
    assert read_pack(pack)[0].penalties == Penalties(**PENALTIES)
    assert metadata["terms"] == {"open": "<t>", "middle": "<m>", "close": "</t>"}
    assert (pack / "packages" / "en_ja" / metadata["shared"]).resolve() == (pack / "shared").resolve()
