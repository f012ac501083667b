"""What a handout shows, piece by piece: headings, prose, tables, pictures; how a piece looks is up to its writer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from forumdocs.model import Kind
from forumdocs.writers.passages import Grid, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from forumdocs.model import Picture

ROWS_OF_A_TABLE = 400
"""Rows after which the next paragraph begins a new table: the time that LibreOffice takes to lay out a table grows
with the square of its rows (1,000 rows 7 s, 3,000 rows 47 s)."""
MOST_COLUMNS = 8
"""Columns up to which a table of the source stays a table: below 2 cm a column holds no words."""
LONGEST_CELL = 600
"""Columns of text, a Han character counting two, up to which a cell is one of a table. Longer ones are prose that a
table lays out, and are shown sentence by sentence."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, a caption, or the title of the document."""

    block: Passage


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs and list items in a row."""

    blocks: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Illustration:
    """Pictures that stand between two blocks."""

    pictures: tuple[Picture, ...]


Text = Heading | Prose | Grid
Piece = Text | Illustration


def arrange(passages: Iterable[Passage | Grid], pictures: Mapping[int, Sequence[Picture]]) -> Iterator[Piece]:
    """The pieces of a text in the order of the source, with the pictures by the block that they stand behind.

    A table of the source, or a stretch of a long one, is a piece unless it lays out prose. A picture in a table comes
    behind the table.
    """
    left = dict(pictures)
    for piece in _pieces(passages, left):
        yield from _illustrate(left, before=_blocks_of(piece)[0].block)
        yield piece
        yield from _illustrate(left, before=_blocks_of(piece)[-1].block + 1)
    yield from _illustrate(left, before=max(left, default=0) + 1)


def _illustrate(left: dict[int, Sequence[Picture]], *, before: int) -> Iterator[Illustration]:
    """Take the pictures that stand before a block."""
    here = [number for number in sorted(left) if number < before]
    if found := tuple(picture for number in here for picture in left.pop(number)):
        yield Illustration(found)


def count_columns(text: str) -> int:
    """The width of a text in Latin letters; a Han character counts two."""
    if text.isascii():
        return len(text)
    widths = "".join(map(east_asian_width, text))
    return len(text) + widths.count("W") + widths.count("F")


def _pieces(passages: Iterable[Passage | Grid], pictures: Mapping[int, object]) -> Iterator[Text]:
    prose: list[Passage] = []
    lines = 0
    for passage in passages:
        others, blocks = _part(passage)
        if prose and (others or _is_parted(prose, blocks[0], pictures)):
            yield Prose(tuple(prose))
            prose, lines = [], 0
        yield from others
        for block in blocks:
            if lines >= ROWS_OF_A_TABLE and not _is_same_row(prose[-1], block):
                yield Prose(tuple(prose))
                prose, lines = [], 0
            prose.append(block)
            lines += len(block.lines)
    if prose:
        yield Prose(tuple(prose))


def _part(passage: Passage | Grid) -> tuple[list[Text], list[Passage]]:
    """What of a passage stands by itself, and what goes on in prose."""
    if isinstance(passage, Grid):
        return (_stretches(passage), []) if _is_table(passage) else ([], _blocks(passage))
    if passage.first.kind in (Kind.HEADING, Kind.CAPTION) and not passage.first.cell:
        return [Heading(passage)], []
    return [], [passage]


def _stretches(grid: Grid) -> list[Text]:
    starts = range(0, len(grid.rows), ROWS_OF_A_TABLE)
    return [Grid(grid.number, grid.rows[start : start + ROWS_OF_A_TABLE]) for start in starts]


def _blocks(grid: Grid) -> list[Passage]:
    return sorted((block for row in grid.rows for cell in row for block in cell), key=lambda block: block.block)


def _is_table(grid: Grid) -> bool:
    """Whether a table of the source is one that a page can show, rather than one that lays out prose."""
    longest = max(sum(count_columns(pair.source) for pair in block.source) for block in _blocks(grid))
    return len(grid.rows[0]) <= MOST_COLUMNS and longest <= LONGEST_CELL


def _is_parted(prose: Sequence[Passage], block: Passage, pictures: Mapping[int, object]) -> bool:
    """Whether a picture parts a block from the prose before it; one in a table comes behind the table."""
    one, two = prose[-1].first.cell, block.first.cell
    if one and two and one.table == two.table:
        return False
    return any(prose[-1].block <= place < block.block for place in pictures)


def _is_same_row(block: Passage, other: Passage) -> bool:
    one, two = block.first.cell, other.first.cell
    return bool(one and two and (one.table, one.row) == (two.table, two.row))


def _blocks_of(piece: Text) -> Sequence[Passage]:
    if isinstance(piece, Grid):
        return _blocks(piece)
    return piece.blocks if isinstance(piece, Prose) else (piece.block,)
