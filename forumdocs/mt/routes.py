"""From a source to a target language: one package, or a chain through a pivot."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from forumdocs.errors import MissingModel
from forumdocs.mt.packages import Package, argos_code, language_code, preference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_HOPS = 3
"""Longer chains lose so much that a missing package is the more honest answer."""

HOP_COST = 1.0
STARTER_COST = 1.5
PIVOT_COST = 0.3
"""The cost of a chain: each hop, more where the starter pack (a draft) does it, more through a pivot other than
English, towards which Argos packages are trained. Set so that two installed packages beat the direct starter package,
which beats three or a mixed chain."""

SCRIPT_FALLBACK = {"zh-Hant": "zh"}
"""A source in Traditional characters may be read by a package for Simplified: their vocabularies overlap.
Never for a target: a reader who asks for Traditional characters cannot be handed Simplified ones."""


def route(source: str, target: str, packages: Iterable[Package]) -> tuple[Package, ...]:
    """The packages to apply one after another to get from ``source`` to ``target``.

    The cheapest chain of at most :data:`MAX_HOPS`: an installed direct package first, then two installed ones, then the
    starter pack. Empty when both are the same language.

    Raises:
        MissingModel: no chain exists; the message gives the line to type.
        LanguageError: one of the codes is not ours.
    """
    start, goal = language_code(source), language_code(target)
    if start == goal:
        return ()
    edges = _best_edges(packages)
    for origin in (start, SCRIPT_FALLBACK.get(start)):
        if origin and (chains := _chains(origin, goal, edges)):
            return min(chains, key=lambda chain: (_cost(chain), [package.name for package in chain]))
    raise MissingModel(_missing(start, goal))


def _best_edges(packages: Iterable[Package]) -> dict[tuple[str, str], Package]:
    edges: dict[tuple[str, str], Package] = {}
    for package in sorted(packages, key=lambda p: (preference(p), p.name)):
        edges.setdefault((package.source, package.target), package)
    return edges


def _chains(start: str, goal: str, edges: dict[tuple[str, str], Package]) -> list[tuple[Package, ...]]:
    """All chains without a loop of at most :data:`MAX_HOPS`."""
    pivots = sorted({code for edge in edges for code in edge} - {start, goal})
    stations = (
        (start, *between, goal) for hops in range(1, MAX_HOPS + 1) for between in permutations(pivots, hops - 1)
    )
    return [
        tuple(edges[leg] for leg in pairwise(stops))
        for stops in stations
        if all(leg in edges for leg in pairwise(stops))
    ]


def _cost(chain: Sequence[Package]) -> float:
    draft = sum(package.builtin for package in chain) * STARTER_COST
    detours = sum(package.target != "en" for package in chain[:-1]) * PIVOT_COST
    return len(chain) * HOP_COST + draft + detours


def _missing(source: str, target: str) -> str:
    pair = f"{argos_code(source)} {argos_code(target)}"
    return (
        f"No installed package translates from {source} to {target}; "
        f'type: forumdocs models install "{pair}" (or see: forumdocs models available).'
    )
