"""From parallel text to a pack, in one go: the steps, and what they are given on a GPU and on a CPU."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from training.export import export
from training.loop import Plan, average_newest, train
from training.preparing import prepare, seed


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How much text a machine can learn from, and how.

    Attributes:
        size: of the network.
        vocabulary: pieces of the tokenizer.
        limit: other people's pairs of each language with English.
        longest: characters a side of them.
        seeded: whether the network starts as a dictionary and is told where to look.
        batch: pieces a step and process.
        rate: learning rate.
        own_weight: how often our own text is shown for once that other people's is.
    """

    size: str
    vocabulary: int
    limit: int
    longest: int
    seeded: bool
    batch: int
    rate: float
    own_weight: int


RECIPES = {
    "gpu": Recipe(
        size="small", vocabulary=32_000, limit=10_000_000, longest=2_000, seeded=False, batch=60_000, rate=2e-3,
        own_weight=8,
    ),
    "cpu": Recipe(
        size="tiny", vocabulary=12_000, limit=45_000, longest=180, seeded=True, batch=4_000, rate=3e-3, own_weight=6,
    ),
}  # fmt: skip
AVERAGED = 4
"""Snapshots whose mean is exported."""


def make(
    files: Sequence[Path],
    *,
    own: Sequence[Path],
    keep_out: Sequence[Path],
    run: Path,
    out: Path,
    version: str,
    minutes: float,
    say: Callable[[str], object],
) -> None:
    """Prepare, seed, train, average and export; goes on where it was stopped.

    Args:
        files: other people's parallel text.
        own: sentence groups of ours.
        keep_out: test sets.
        run: folder for tokenizer, examples and checkpoints.
        out: folder of the pack.
        version: of the packages.
        minutes: of training, those of runs that were stopped included.
        say: called with the name of each step.
    """
    has_gpu = torch.cuda.is_available()
    recipe = RECIPES["gpu" if has_gpu else "cpu"]
    if not (run / "examples.npz").exists():
        say("prepare")
        prepare(
            files, own=own, keep_out=keep_out, run=run, vocabulary=recipe.vocabulary, limit=recipe.limit,
            longest=recipe.longest, keep_tokenizer=False, seed=1,
        )  # fmt: skip
    if recipe.seeded and not (run / "lexicon.npy").exists():
        say("seed")
        seed(run, size=recipe.size)
    say("train")
    train(
        run,
        Plan(
            size=recipe.size, minutes=minutes, total_minutes=minutes, batch=recipe.batch, rate=recipe.rate,
            own_weight=recipe.own_weight, dictionary=recipe.seeded, processes=1 if has_gpu else os.cpu_count() or 1,
        ),
    )  # fmt: skip
    say("export")
    average_newest(run, AVERAGED)
    export(run, out, version=version)
