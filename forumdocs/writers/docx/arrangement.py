"""What a handout shows, piece by piece: headings, passages, tables, captions, pictures.

The pairs of one source in several languages are laid beside each other here; how a piece looks is up to its writer.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from forumdocs.model import Kind, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from forumdocs.model import Handout, Pair, Picture

ROWS_OF_A_TABLE = 400
"""Rows after which the next paragraph begins a new table: the time that LibreOffice takes to lay out a table grows
with the square of its rows (1,000 rows 7 s, 3,000 rows 47 s)."""
MOST_COLUMNS = 8
"""Columns up to which a table of the source stays a table: below 2 cm a column holds no words."""
LONGEST_CELL = 600
"""Columns of text, a Han character counting two, up to which a cell is one of a table. Longer ones are prose that a
table lays out, and are shown sentence by sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the source with its counterpart in each target language, None where another's covers it."""

    pair: Pair
    targets: tuple[Pair | None, ...]

    @property
    def is_passed_on(self) -> bool:
        """Whether the text is in the only target language already, so that it stands once."""
        return len(self.targets) == 1 and self.pair.origin is Origin.SAME and self.pair.source_lang != "und"

    @property
    def flags(self) -> tuple[str, ...]:
        """What is to be checked in any of its targets."""
        return tuple(dict.fromkeys(flag for target in self.targets if target for flag in target.flags))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading or a caption: the lines of one block."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs and list items in a row: the lines of each block."""

    blocks: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the source, or a stretch of a long one: rows of blocks by column."""

    rows: tuple[dict[int, tuple[tuple[Line, ...], ...]], ...]
    columns: int


@dataclass(frozen=True, slots=True)
class Illustration:
    """Pictures that stand between two blocks."""

    pictures: tuple[Picture, ...]


Columns = tuple[int, ...]
"""The columns of a table of the source that hold text."""
Piece = Heading | Passage | Grid | Illustration


def arrange(handouts: Sequence[Handout]) -> Iterator[Piece]:
    """The pieces of one source in the order of the source; ``handouts`` differ in their target languages."""
    pictures = handouts[0].pictures
    shown = set(pictures)
    blocks = list(_blocks(lay_side_by_side(handouts)))
    kept = _tables_kept([line for block in blocks for line in block])
    for stretch in _stretches(blocks, kept, pictures):
        yield _piece(stretch, kept)
        here = [number for number in pictures if number in shown and number <= stretch[-1][0].pair.block]
        if found := tuple(picture for number in sorted(here) for picture in pictures[number]):
            shown.difference_update(here)
            yield Illustration(found)


def lay_side_by_side(handouts: Sequence[Handout]) -> list[Line]:
    """The sentences of the source, each with its target in every handout."""
    if len(handouts) == 1:
        return [Line(pair, (pair,)) for pair in handouts[0].pairs]
    columns = [{pair.id: pair for pair in handout.pairs} for handout in handouts]
    lines = []
    for key in sorted({key for column in columns for key in column}, key=_order):
        targets = tuple(column.get(key) for column in columns)
        lines.append(Line(min(filter(None, targets), key=lambda pair: len(pair.source)), targets))
    return lines


def _order(key: str) -> tuple[int, ...]:
    return tuple(map(int, key.split(".")))


def count_columns(text: str) -> int:
    """The width of a text in Latin letters; a Han character counts two."""
    if text.isascii():
        return len(text)
    widths = "".join(map(east_asian_width, text))
    return len(text) + widths.count("W") + widths.count("F")


def _blocks(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    for _, group in groupby(lines, key=lambda line: line.pair.block):
        yield tuple(group)


def _tables_kept(lines: Sequence[Line]) -> dict[int, Columns]:
    """The tables of the source that stay tables, with the columns that hold text.

    Not one that sets a text beside its translation, nor one that lays out prose.
    """
    by_table = defaultdict[int, list["Pair"]](list)
    for line in lines:
        if line.pair.cell:
            by_table[line.pair.cell.table] += filter(None, line.targets)
    columns = {table: tuple(sorted({p.cell.column for p in pairs if p.cell})) for table, pairs in by_table.items()}
    return {
        table: columns[table]
        for table, pairs in by_table.items()
        if 2 <= len(columns[table]) <= MOST_COLUMNS
        and not any(pair.origin is Origin.PARALLEL for pair in pairs)
        and max(_sizes(pairs).values()) <= LONGEST_CELL
    }


def _sizes(pairs: Iterable[Pair]) -> dict[int, int]:
    sizes = defaultdict[int, int](int)
    for pair in pairs:
        sizes[pair.block] += count_columns(pair.source)
    return sizes


def _stretches(
    blocks: Iterable[tuple[Line, ...]], kept: Mapping[int, Columns], pictures: dict[int, tuple[Picture, ...]]
) -> Iterator[list[tuple[Line, ...]]]:
    """Blocks that make up one piece."""
    stretch: list[tuple[Line, ...]] = []
    rows, nature = 0, ("", 0)
    for block in blocks:
        last, nature = nature, _nature(block, kept)
        full = rows >= ROWS_OF_A_TABLE and not _is_same_row(stretch[-1], block)
        if stretch and (nature != last or full or _has_picture_between(stretch[-1], block, pictures)):
            yield stretch
            stretch, rows = [], 0
        stretch.append(block)
        rows += len(block)
    if stretch:
        yield stretch


def _has_picture_between(
    block: tuple[Line, ...], other: tuple[Line, ...], pictures: Mapping[int, tuple[Picture, ...]]
) -> bool:
    """Whether a picture parts two blocks; one in a table comes behind the table."""
    one, two = block[0].pair, other[0].pair
    if one.cell and two.cell and one.cell.table == two.cell.table:
        return False
    return any(one.block <= place < two.block for place in pictures)


def _nature(block: tuple[Line, ...], kept: Mapping[int, Columns]) -> tuple[str, int]:
    """What a block's piece is, and which of its kind."""
    pair = block[0].pair
    if pair.cell and pair.cell.table in kept:
        return "grid", pair.cell.table
    if pair.kind in (Kind.HEADING, Kind.CAPTION):
        return "heading", pair.block
    return "passage", 0


def _is_same_row(block: tuple[Line, ...], other: tuple[Line, ...]) -> bool:
    one, two = block[0].pair.cell, other[0].pair.cell
    return bool(one and two and (one.table, one.row) == (two.table, two.row))


def _piece(stretch: list[tuple[Line, ...]], kept: Mapping[int, Columns]) -> Piece:
    nature, table = _nature(stretch[0], kept)
    if nature == "heading":
        return Heading(stretch[0])
    if nature == "passage":
        return Passage(tuple(stretch))
    rows = defaultdict[int, dict[int, list[tuple[Line, ...]]]](lambda: defaultdict(list))
    for block in stretch:
        if cell := block[0].pair.cell:
            rows[cell.row][kept[table].index(cell.column)].append(block)
    return Grid(tuple({col: tuple(found) for col, found in row.items()} for row in rows.values()), len(kept[table]))
