from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is in the dependency group train")

import torch

from training import loop
from training.data import encode, read_rows, train_tokenizer
from training.loop import Plan, average, snapshots, train
from training.network import SHAPES, Shape

FAST = {"batch": 1200, "warmup": 5, "rate": 5e-3, "own_weight": 1, "seed": 3}


@pytest.fixture
def run(tmp_path: Path, briefs: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(SHAPES, "tiny", Shape(32, 64, 4, 1, 1, dropout=0.0))
    rows = list(read_rows(briefs.parent / "parallel" / "forum.tsv"))[:700]
    tokenizer = train_tokenizer(rows, tmp_path / "sp", vocabulary=2000)
    np.savez(tmp_path / "examples.npz", **encode(rows, tokenizer))
    np.save(tmp_path / "lexicon.npy", np.full((2000, 2000), 1e-3, np.float32))
    return tmp_path


def losses(text: str) -> list[tuple[int, float]]:
    """Steps, and the loss on our held-out text."""
    return [(int(step), float(loss)) for step, loss in re.findall(r"step (\d+),.*held out ours ([\d.]+)", text)]


def test_training_learns_and_goes_on_where_it_was_stopped(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    train(run, Plan(minutes=0.1, total_minutes=1, save_seconds=1, **FAST))
    train(run, Plan(minutes=0.03, total_minutes=1, save_seconds=1, **FAST))
    reports = losses(capsys.readouterr().out)
    assert [step for step, _ in reports] == sorted({step for step, _ in reports})
    assert reports[-1][1] < reports[0][1]
    assert torch.load(run / "last.pt", weights_only=True)["step"] == reports[-1][0]


def test_the_newest_snapshots_are_kept_and_averaged(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "SNAPSHOTS", 2)
    train(run, Plan(minutes=0.1, total_minutes=1, save_seconds=1, **FAST))
    kept = snapshots(run)
    assert len(kept) == 2
    one, other = (torch.load(file, weights_only=True)["emb.weight"].float() for file in kept)
    assert torch.allclose(average(kept)["emb.weight"].float(), (one + other) / 2, atol=1e-3)
    assert not torch.equal(one, other)
