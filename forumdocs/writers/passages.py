"""What a handout reads like: paragraphs and tables in document order, with their counterparts in every target language.

Handouts of one source in several languages need not have the same pairs: where the source held a translation into one
of them, that handout has one pair for both sides. Here they are laid beside each other, block by block.
"""

from __future__ import annotations

import itertools
import math
from collections import deque
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from forumdocs.languages import join_sentences
from forumdocs.model import Kind, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from forumdocs.model import Handout, Pair, Picture


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


def read_new_passages(handouts: Sequence[Handout]) -> Iterator[Passage | Grid]:
    """As :func:`read_passages`, without those that say in all columns what one shortly before has said.

    A source that holds a text in several of the target languages would show it as often as it holds it. A passage that
    is to be checked, or whose source is in a language without a column, says more.
    """
    langs = [handout.target_lang for handout in handouts]
    said = deque[tuple[str, ...]](maxlen=len(handouts))
    for passage in read_passages(handouts):
        if isinstance(passage, Passage) and not passage.first.cell and len(handouts) > 1:
            texts = _texts(passage, langs)
            is_new = any(map(flags_of, passage.lines)) or source_text(passage.source) not in texts
            if texts in said and all(texts) and not is_new:
                continue
            said.append(texts)
        yield passage


def take_title(passages: Sequence[Passage | Grid], handout: Handout) -> tuple[Passage | None, list[Passage | Grid]]:
    """The first passage below the headers of the pages where it is the title already, and the passages without it."""
    found = list(passages)
    place = next((n for n, p in enumerate(found) if isinstance(p, Grid) or p.first.kind is not Kind.HEADER), 0)
    match found[place : place + 1]:
        case [Passage() as first] if _says(first, handout.meta.title or handout.title):
            return first, [*found[:place], *found[place + 1 :]]
    return None, found


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


def flags_of(line: Line) -> tuple[str, ...]:
    """What is to be checked in any of the targets of a line."""
    return tuple(dict.fromkeys(flag for pairs in line.pairs for pair in pairs for flag in pair.flags))


def place_pictures(
    passages: Sequence[Passage | Grid], pictures: Mapping[int, Sequence[Picture]]
) -> dict[int, list[tuple[int, Picture]]]:
    """The pictures of a source, numbered from 1, by the first block of the passage that they stand behind.

    Args:
        passages: in document order.
        pictures: by the block that they stand behind in the source; those inside a table come behind it.
    """
    placed: dict[int, list[tuple[int, Picture]]] = {}
    blocks = [passage.first.block if isinstance(passage, Grid) else passage.block for passage in passages]
    numbers, left = itertools.count(1), sorted(pictures)
    for block, after in zip(blocks, [*blocks[1:], math.inf], strict=True):
        while left and left[0] < after:
            placed.setdefault(block, []).extend((next(numbers), picture) for picture in pictures[left.pop(0)])
    return placed


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
    """The level of each heading by block: from ``top`` on, at most 6, one below the heading that it stands under."""
    levels: dict[int, int] = {}
    above: list[int] = []
    for passage in passages:
        if isinstance(passage, Passage) and passage.first.kind is Kind.HEADING:
            while above and above[-1] >= max(passage.first.level, 1):
                above.pop()
            levels[passage.block] = min(top + len(above), 6)
            above.append(max(passage.first.level, 1))
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


def _texts(passage: Passage, langs: Sequence[str]) -> tuple[str, ...]:
    """What stands in each column."""
    columns = ([p for line in passage.lines for p in targets_of(line, n, lang)] for n, lang in enumerate(langs))
    return tuple(map(target_text, columns))


def _passed_on(pair: Pair) -> Pair:
    terms = tuple(replace(term, target=term.source, satisfied=True) for term in pair.terms)
    return replace(pair, target=pair.source, origin=Origin.SAME, flags=(), terms=terms)
