"""From a table of sentence groups to rows to train on."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from forumdocs.glossary import Glossary
from training.augmentation.carriers import LANGUAGES, carry
from training.augmentation.composing import compose
from training.augmentation.noise import first_clause, joined, noisy
from training.augmentation.tokens import Group
from training.data import Row, group_rows, is_held_out, read_groups

CARRIERS = 6
"""Short sentences that each term is put into."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Groups that follow each other in a table and have one genre and topic."""

    groups: tuple[Group, ...]


def read_passages(path: Path) -> Iterator[Passage]:
    """The groups of a table (``id genre topic en zh ko ru ja``) that are not held out, passage by passage."""
    for _, same in itertools.groupby(read_groups(path), key=lambda group: (group["genre"], group["topic"])):
        seen = (group for group in same if not is_held_out(group["id"]))
        yield Passage(tuple({lang: group[lang] for lang in LANGUAGES} for group in seen))


def augment(passages: Iterable[Passage], *, glossary: Glossary, seed: int, times: int = 4) -> Iterator[Row]:
    """Rows beside those of the groups themselves: variants, terms in sentences, longer and shorter extents, noise.

    Args:
        passages: of :func:`read_passages`; without those of the test set, whose variants must not be trained on.
        glossary: whose terms are swapped and put into short sentences.
        seed: of all that is drawn; the same seed gives the same rows.
        times: variants of a group at most.
    """
    passages = list(passages)
    groups = [group for passage in passages for group in passage.groups]
    rows = [row for group in groups for row in pairs(group)]
    variants = [row for group in compose(groups, seed=seed, times=times, glossary=glossary) for row in pairs(group)]
    yield from variants
    yield from (row for group in carry(glossary, seed=seed, times=CARRIERS) for row in pairs(group))
    yield from (row for passage in passages for group in _joined(passage.groups) for row in pairs(group))
    yield from (row for group in groups if (clauses := first_clause(group)) for row in pairs(clauses))
    yield from noisy(rows + variants, seed=seed)


def _joined(groups: Sequence[Group]) -> Iterator[Group]:
    """Sentences 1 and 2, 3 and 4 … of a passage."""
    for first, second in zip(groups[::2], groups[1::2], strict=False):
        if both := joined(first, second):
            yield both


def pairs(group: Group) -> Iterator[Row]:
    """A group as pairs of the languages of the model."""
    return group_rows(group)
