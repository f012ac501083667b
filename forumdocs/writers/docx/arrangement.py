"""What a handout shows, piece by piece: headings, prose, tables, pictures; how a piece looks is up to its writer."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from forumdocs.languages import join_sentences
from forumdocs.model import Kind, Origin
from forumdocs.writers.passages import Grid, Passage, read_passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from forumdocs.model import Handout, Pair, Picture
    from forumdocs.writers.passages import Line

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


def arrange(handouts: Sequence[Handout]) -> Iterator[Piece]:
    """The pieces of one source in the order of the source; ``handouts`` differ in their target languages.

    A table of the source, or a stretch of a long one, is a piece unless it lays out prose. A picture in a table comes
    behind the table.
    """
    pictures = dict(handouts[0].pictures)
    for piece in _pieces(_without_echoes(handouts), pictures):
        yield piece
        here = [number for number in sorted(pictures) if number <= _last_block(piece)]
        if found := tuple(picture for number in here for picture in pictures.pop(number)):
            yield Illustration(found)


def take_title(pieces: Sequence[Piece], title: str) -> tuple[Heading | None, list[Piece]]:
    """The block at the head of a text that is its title already, and the pieces without it."""
    if pieces and isinstance(pieces[0], Heading | Prose):
        first = pieces[0]
        blocks = first.blocks if isinstance(first, Prose) else (first.block,)
        if _says(blocks[0], title):
            rest: list[Piece] = [Prose(blocks[1:])] if blocks[1:] else []
            return Heading(blocks[0]), [*rest, *pieces[1:]]
    return None, list(pieces)


def _says(block: Passage, title: str) -> bool:
    """Whether one side of a block has the words of a title; spaces do not count."""
    texts = ["".join(pair.source for pair in block.source)]
    texts += ["".join(p.target for p in block.pairs_of(number)) for number in range(len(block.lines[0].pairs))]
    words = "".join(title.split())
    return bool(words) and words in ("".join(text.split()) for text in texts)


def targets_of(line: Line, column: int, lang: str) -> tuple[Pair, ...]:
    """What stands in the column of a target language: the source itself where that is in the language.

    A sentence that the source holds in a target language too is used up there as the translation of another.
    """
    if line.pairs[column] or any(pair.source_lang != lang for pair in line.source):
        return line.pairs[column]
    return tuple(_passed_on(pair) for pair in line.source)


def _passed_on(pair: Pair) -> Pair:
    terms = tuple(replace(term, target=term.source, satisfied=True) for term in pair.terms)
    return replace(pair, target=pair.source, origin=Origin.SAME, flags=(), terms=terms)


def flags_of(line: Line) -> tuple[str, ...]:
    """What is to be checked in any of the targets of a line."""
    return tuple(dict.fromkeys(flag for pairs in line.pairs for pair in pairs for flag in pair.flags))


def count_columns(text: str) -> int:
    """The width of a text in Latin letters; a Han character counts two."""
    return len(text) + (0 if text.isascii() else sum(east_asian_width(char) in "WF" for char in text))


def _without_echoes(handouts: Sequence[Handout]) -> Iterator[Passage | Grid]:
    """The passages without those that say in all columns what one shortly before has said.

    A source that holds a text in several of the target languages would show it as often as it holds it. A passage that
    is to be checked, or whose source is in a language without a column, says more.
    """
    langs = [handout.target_lang for handout in handouts]
    said = deque[tuple[str, ...]](maxlen=len(handouts))
    for passage in read_passages(handouts):
        if isinstance(passage, Passage) and not passage.first.cell and len(handouts) > 1:
            texts = _texts(passage, langs)
            is_new = any(map(flags_of, passage.lines)) or join_sentences(p.source for p in passage.source) not in texts
            if texts in said and all(texts) and not is_new:
                continue
            said.append(texts)
        yield passage


def _texts(passage: Passage, langs: Sequence[str]) -> tuple[str, ...]:
    """What stands in each column."""
    columns = ([p for line in passage.lines for p in targets_of(line, n, lang)] for n, lang in enumerate(langs))
    return tuple(join_sentences(pair.target for pair in pairs) for pairs in columns)


def _pieces(passages: Iterable[Passage | Grid], pictures: Mapping[int, object]) -> Iterator[Text]:
    prose: list[Passage] = []
    for passage in passages:
        others, blocks = _part(passage)
        if prose and (others or _is_parted(prose, blocks[0], pictures)):
            yield Prose(tuple(prose))
            prose = []
        yield from others
        for block in blocks:
            if _count_lines(prose) >= ROWS_OF_A_TABLE and not _is_same_row(prose[-1], block):
                yield Prose(tuple(prose))
                prose = []
            prose.append(block)
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


def _count_lines(prose: Iterable[Passage]) -> int:
    return sum(len(block.lines) for block in prose)


def _last_block(piece: Text) -> int:
    if isinstance(piece, Grid):
        return _blocks(piece)[-1].block
    return piece.blocks[-1].block if isinstance(piece, Prose) else piece.block.block
