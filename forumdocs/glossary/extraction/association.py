"""Which candidates of two languages translate each other: those that stand in the same pairs of sentences.

Strength of evidence by the log-likelihood ratio (T. Dunning, Computational Linguistics 19(1), 1993), closeness by
Dice's coefficient; then each candidate is linked once, the strongest links first (competitive linking, I. D. Melamed,
Computational Linguistics 26(2), 2000).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

ENOUGH_PAIRS = 2
"""Pairs of sentences in which both have to stand."""
ENOUGH_EVIDENCE = 10.83
"""Log-likelihood ratio: one chance in a thousand (chi-squared, one degree of freedom)."""
CLOSE_ENOUGH = 0.5
"""Dice's coefficient."""


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate of one language and its likely counterpart in another."""

    source: str
    target: str
    score: float
    """Dice's coefficient, at most 1."""


def link(pairs: Iterable[tuple[Set[str], Set[str]]]) -> list[Link]:
    """Link the candidates of two languages.

    Args:
        pairs: for each pair of sentences the candidates in it, by key, on both sides.

    Returns:
        The links for which there is evidence enough, the strongest first; no candidate is in two of them.
    """
    both, left, right = Counter[tuple[str, str]](), Counter[str](), Counter[str]()
    total = 0
    for source, target in pairs:
        total += 1
        left.update(source)
        right.update(target)
        both.update(product(sorted(source), sorted(target)))
    ranked = sorted(
        (
            (log_likelihood(count, left[a], right[b], total), 2 * count / (left[a] + right[b]), a, b)
            for (a, b), count in both.items()
            if count >= ENOUGH_PAIRS
        ),
        key=lambda row: (-row[0], -row[1], -len(row[2]) - len(row[3]), row[2:]),
    )
    return list(_compete(ranked))


def _compete(ranked: Sequence[tuple[float, float, str, str]]) -> Iterable[Link]:
    taken_left, taken_right = set[str](), set[str]()
    for evidence, dice, source, target in ranked:
        if evidence < ENOUGH_EVIDENCE:
            return
        if dice >= CLOSE_ENOUGH and source not in taken_left and target not in taken_right:
            taken_left.add(source)
            taken_right.add(target)
            yield Link(source, target, dice)


def log_likelihood(both: int, left: int, right: int, total: int) -> float:
    """Dunning's ratio for two events in ``total`` pairs; 0 where they avoid each other."""
    if both * total <= left * right:
        return 0.0
    table = (both, left - both, right - both, total - left - right + both)
    rows, columns = (left, total - left), (right, total - right)
    expected = [row * column / total for row in rows for column in columns]
    return 2 * sum(seen * math.log(seen / due) for seen, due in zip(table, expected, strict=True) if seen and due)
