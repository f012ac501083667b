"""Which piece of a source each piece of its translation renders: a teacher for the network's attention.

Word translation probabilities by expectation maximisation (IBM Model 1: P. Brown et al., "The Mathematics of
Statistical Machine Translation", 1993), over pieces of all languages at once, with positions near the diagonal
preferred, as in C. Dyer et al., "A Simple, Fast, and Effective Reparameterization of IBM Model 2", 2013. A network that
is told where to look learns to translate from fewer sentences (W. Chen et al., "Guided Alignment Training for
Topic-Aware Neural Machine Translation", 2016), and its attention then says where a term or a link belongs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

ROUNDS = 4
STEEPNESS = 4.0
"""How fast a position loses weight with its distance from the diagonal, both sentences taken as 1 long."""
END_SHARE = 0.3
"""Weight of the source's ``</s>``, which stands for words without a counterpart, against a position on the diagonal."""
FLOOR = 1e-7
"""Added to every probability, so that pieces that never met still align by position."""


def lexicon(examples: Sequence[tuple[np.ndarray, np.ndarray]], *, vocabulary: int, rounds: int = ROUNDS) -> np.ndarray:
    """Translation probabilities of pieces.

    Args:
        examples: piece ids of source (``</s>`` last) and target.
        vocabulary: number of pieces.
        rounds: rounds of expectation maximisation.

    Returns:
        float32 of shape (vocabulary, vocabulary): of each source piece, how its translations share out.
    """
    table = np.full((vocabulary, vocabulary), 1 / vocabulary, dtype=np.float32)
    for _ in range(rounds):
        counts = np.zeros(vocabulary * vocabulary, dtype=np.float32)
        for source, target in examples:
            cells = source[:, None].astype(np.int64) * vocabulary + target
            np.add.at(counts, cells.ravel(), align(table, source, target).ravel())
        table = counts.reshape(table.shape)
        table /= np.maximum(table.sum(1, keepdims=True), FLOOR)
    return table


def align(table: np.ndarray, source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """How likely each source piece is what each target piece renders: shape (source, target), columns sum to 1."""
    likely = (table[source[:, None], target] + FLOOR) * _nearness(len(source), len(target))
    return likely / likely.sum(0)


@cache
def _nearness(source: int, target: int) -> np.ndarray:
    rows = np.arange(source)[:, None] / max(1, source - 2)
    columns = np.arange(target) / max(1, target - 1)
    near = np.exp(-STEEPNESS * np.abs(rows - columns)).astype(np.float32)
    near[-1] = END_SHARE
    return near
