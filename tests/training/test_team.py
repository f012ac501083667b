from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch is in the dependency group train")

import torch

from training.team import Team, keep_memory

ROOT = Path(__file__).resolve().parents[2]
MEMBER = """
import sys
from pathlib import Path
import torch
from training.team import Team

rank, folder = int(sys.argv[1]), Path(sys.argv[2])
team = Team.join(rank, 2, folder / "meeting")
weight = torch.tensor([10.0, 1.0]) * rank
team.average([weight], work=(1.0, 3.0)[rank])
torch.save((weight, team.agree(done=rank == 0)), folder / f"{rank}.pt")
"""


def test_a_team_averages_by_the_work_of_each_and_ends_when_the_first_does(tmp_path: Path) -> None:
    members = [
        subprocess.Popen([sys.executable, "-c", MEMBER, str(rank), str(tmp_path)], cwd=ROOT) for rank in range(2)
    ]
    assert [member.wait(timeout=120) for member in members] == [0, 0]
    for rank in range(2):
        weight, done = torch.load(tmp_path / f"{rank}.pt", weights_only=True)
        assert weight.tolist() == pytest.approx([7.5, 0.75])
        assert done


def test_one_alone_keeps_its_weights_and_never_meets() -> None:
    weight = torch.tensor([3.0])
    Team().average([weight], work=1.0)
    assert weight.item() == 3.0
    assert not Team().is_due
    assert Team().leads


def test_keeping_memory_does_no_harm() -> None:
    keep_memory()
    assert torch.zeros(10_000_000).sum().item() == 0
