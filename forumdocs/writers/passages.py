"""What a handout reads like: paragraphs and tables in document order, with their counterparts in every target language.

Handouts of one source in several languages need not have the same pairs: where the source held a translation into one
of them, that handout has one pair for both sides. Here they are laid beside each other, block by block.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from forumdocs.languages import join_sentences
from forumdocs.model import Kind, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forumdocs.model import Handout, Pair


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its pair in each handout, or all sentences of a block where the handouts cut them differently."""

    id: str
    pairs: tuple[tuple[Pair, ...], ...]
    """By handout, in the order of the handouts; empty where one has nothing here."""

    @property
    def source(self) -> tuple[Pair, ...]:
        """The pairs of the handout that has the most of the source, a handout that translates it before the others."""
        return max(self.pairs, key=_share_of_source)

    @property
    def is_passed_on(self) -> bool:
        """Whether the text is in the target language already, in every handout."""
        return all(is_passed_on(pair) for pairs in self.pairs for pair in pairs)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the source: a heading, a paragraph, an item of a list, a cell."""

    block: int
    lines: tuple[Line, ...]

    @property
    def first(self) -> Pair:
        """The pair that tells the kind of the block, its level and its marker."""
        return self.lines[0].source[0]

    def pairs_of(self, number: int) -> list[Pair]:
        """The pairs of one handout, by its number from 0."""
        return [pair for line in self.lines for pair in line.pairs[number]]

    @property
    def source(self) -> list[Pair]:
        """The pairs whose sources make the whole text of the block."""
        return [pair for line in self.lines for pair in line.source]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the source: rows of cells, each the passages that stand in it."""

    number: int
    rows: tuple[tuple[tuple[Passage, ...], ...], ...]

    @property
    def first(self) -> Passage:
        """The passage that stands first in the table."""
        return next(passage for row in self.rows for cell in row for passage in cell)


def read_blocks(handouts: Sequence[Handout]) -> list[Passage]:
    """Lay the handouts of one source beside each other, block by block in document order."""
    blocks: dict[int, list[list[Pair]]] = {}
    for number, handout in enumerate(handouts):
        for pair in handout.pairs:
            blocks.setdefault(pair.block, [[] for _ in handouts])[number].append(pair)
    return [Passage(block, tuple(_lines(blocks[block]))) for block in sorted(blocks)]


def read_passages(handouts: Sequence[Handout]) -> list[Passage | Grid]:
    """As :func:`read_blocks`, the cells of a table put together.

    A table of the source of which a single column is left, or which held source and translation beside each other, is
    given as passages; one whose cells hold both stays a table.
    """
    found: list[Passage | Grid] = []
    for table, group in groupby(read_blocks(handouts), key=_table_of):
        members = list(group)
        found += members if table is None else _as_grid(table, members)
    return found


def is_passed_on(pair: Pair) -> bool:
    """Whether a pair's text was in the target language already; signs without words are on both sides."""
    return pair.origin is Origin.SAME and pair.source_lang != "und"


def source_text(pairs: Iterable[Pair]) -> str:
    """The sources of pairs as one paragraph."""
    return join_sentences(pair.source for pair in pairs)


def target_text(pairs: Iterable[Pair]) -> str:
    """The targets of pairs as one paragraph."""
    return join_sentences(pair.target for pair in pairs)


def heading_levels(passages: Iterable[Passage | Grid], *, top: int) -> dict[int, int]:
    """The level of each heading by block: from ``top`` on, at most 6, never more than one below the heading before."""
    levels: dict[int, int] = {}
    above = top - 1
    for passage in passages:
        if isinstance(passage, Passage) and passage.first.kind is Kind.HEADING:
            above = levels[passage.block] = min(max(passage.first.level, 1) + top - 1, above + 1, 6)
    return levels


def _lines(by_handout: list[list[Pair]]) -> Iterator[Line]:
    """The lines of a block: sentence by sentence where all handouts that have it cut it alike, else in one."""
    cuts = {tuple((pair.id, pair.source) for pair in pairs) for pairs in by_handout if pairs}
    if len(cuts) > 1:
        yield Line(min((pairs[0] for pairs in by_handout if pairs), key=_order).id, tuple(map(tuple, by_handout)))
        return
    for place, (number, _) in enumerate(cuts.pop()):
        yield Line(number, tuple((pairs[place],) if pairs else () for pairs in by_handout))


def _order(pair: Pair) -> tuple[int, int]:
    block, _, sentence = pair.id.partition(".")
    return int(block), int(sentence or 0)


def _share_of_source(pairs: tuple[Pair, ...]) -> tuple[int, bool]:
    return sum(len(pair.source) for pair in pairs), any(pair.origin is not Origin.SAME for pair in pairs)


def _table_of(passage: Passage) -> int | None:
    return passage.first.cell.table if passage.first.cell else None


def _as_grid(number: int, passages: list[Passage]) -> list[Passage | Grid]:
    cells: dict[tuple[int, int], list[Passage]] = {}
    for passage in passages:
        if cell := passage.first.cell:
            cells.setdefault((cell.row, cell.column), []).append(passage)
    rows, columns = (sorted({place[axis] for place in cells}) for axis in (0, 1))
    found = tuple(tuple(tuple(cells.get((row, col), ())) for col in columns) for row in rows)
    return list(passages) if len(columns) < 2 or any(map(_is_bilingual, found)) else [Grid(number, found)]


def _is_bilingual(row: tuple[tuple[Passage, ...], ...]) -> bool:
    """Whether a row sets a text beside its translation: where that stood, a gap is left, but not in a double cell."""
    pairs = (pair for cell in row for passage in cell for pair in passage.source)
    return not all(row) and any(pair.origin is Origin.PARALLEL for pair in pairs)
