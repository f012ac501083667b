"""From fragments of text with places on a page to lines in reading order: rows, columns, tables.

The page is cut where white space runs through (a recursive cut in the manner of Nagy and Seth's XY-cut,
1984), with one difference: a gutter need not run down the whole page, since a title often stands above two
columns. Lengths are in points, places downwards; ems are of the font size at hand.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from forumdocs.readers.linebreaks import is_hangul, is_ideographic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SAME_LEVEL = 0.35
"""Baselines nearer than this, in ems, are one row; the tightest line spacing in print is about one em."""

WORD_GAP = 0.2
"""White space, in ems, that means a word space where the file has none; the narrowest in print is a
quarter."""

WIDE_GAP = 0.6
"""White space, in ems, that sets ideographs or a number among them apart; typographic autospace is a
quarter."""

GUTTER = 0.9
"""The narrowest gap, in ems, between columns or cells. LaTeX sets columns 1.0 apart."""

GUTTER_ROWS = 3
"""Rows that need text on both sides of a gutter; in two rows, gaps meet by chance."""

WIDE_GUTTER = 2.5
"""A gap, in ems, so wide that two rows are enough."""

PARAGRAPH_GAP = 1.6
"""Distance between baselines, in ems, that sets a block of text apart."""

BREAK = 4.0
"""Vertical distance, in ems, over which a column or table does not go on."""

FULL_LINE = 0.85
FULL_SHARE = 0.45
"""Prose in columns has this share of lines as wide as this share of the widest; cells of a table seldom
have."""

COLUMN_WIDTH = 9.0
"""The least average length, in ems, of a line in a column of prose."""

MARKER_WIDTH = 3.0
"""What is narrower than this, in ems, left of a gutter is the markers of a list, not a column."""

CELL_GAP = 1.3
"""Line spacing, as a multiple of the smallest in a table, from which a new table row begins."""

UNDERLINE = 0.17
"""A rule nearer than this below a baseline, in ems, underlines the words; borders leave room for
descenders."""

RAISED_LEVEL = 0.55
"""The same for a superscript or a subscript."""

RAISED = 0.15
SMALL = 0.8
"""A superscript stands this much higher, in ems, and is set in this size or less."""

_SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_RAISED_DIGITS = re.compile(r"[\d+\-−]+")


@dataclass(frozen=True, slots=True)
class Fragment:
    """Characters that stand together on a page."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line drawn on a page."""

    left: float
    right: float
    place: float


@dataclass(frozen=True, slots=True)
class Line:
    """Fragments read together as one line; ``number`` counts the rows of the page from 0."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    page: int
    number: int
    ruled_off: bool = False
    """Whether a rule is drawn above, between the line and the one before in its column."""


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that belong together: a column, or a cell with its table (counted by page), row and column."""

    lines: tuple[Line, ...]
    cell: tuple[int, int, int] | None = None


_Found = tuple[tuple[Line, ...], tuple[int, int] | None]
"""Lines of a region, with row and column if it is a cell; each table begins with a cell (0, 0)."""


@dataclass(slots=True)
class Row:
    """Fragments on one baseline, from left to right."""

    number: int
    base: float
    size: float
    fragments: list[Fragment] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    """The rules between this row and the one above it on the page."""

    def between(self, left: float, right: float) -> Row:
        """The part of the row whose fragments begin between two places."""
        kept = [fragment for fragment in self.fragments if left <= fragment.left < right]
        # Rows of two columns may have been met as one, though their baselines differ a little.
        largest = max(kept, key=lambda fragment: fragment.size, default=None)
        base, size = (largest.base, largest.size) if largest else (self.base, self.size)
        return Row(self.number, base, size, kept, self.rules)

    @property
    def left(self) -> float:
        """Where its text begins."""
        return min(fragment.left for fragment in self.fragments)

    @property
    def right(self) -> float:
        """Where its text ends."""
        return max(fragment.right for fragment in self.fragments)

    def is_ruled_off(self) -> bool:
        """Whether a rule above spans all its text."""
        return any(rule.left <= self.left + 1.0 and rule.right >= self.right - 1.0 for rule in self.rules)


def find_rows(fragments: Iterable[Fragment]) -> list[Row]:
    """Group fragments by baseline, from the top down."""
    rows: list[Row] = []
    for fragment in sorted(fragments, key=lambda fragment: (fragment.base, fragment.left)):
        row = _row_at(fragment, rows)
        if row is None:
            row = Row(0, fragment.base, fragment.size)
            rows.append(row)
        elif fragment.size > row.size:
            row.base, row.size = fragment.base, fragment.size
        row.fragments.append(fragment)
    rows = [row for row in rows if any(fragment.text.strip() for fragment in row.fragments)]
    for number, row in enumerate(sorted(rows, key=lambda row: row.base)):
        row.number = number
        row.fragments.sort(key=lambda fragment: fragment.left)
    return sorted(rows, key=lambda row: row.number)


def _row_at(fragment: Fragment, rows: Sequence[Row]) -> Row | None:
    for row in rows[-3:][::-1]:
        large, small = max(row.size, fragment.size), min(row.size, fragment.size)
        near = large * (RAISED_LEVEL if small <= SMALL * large else SAME_LEVEL)
        beside = all(_apart(fragment, other) for other in row.fragments)
        if fragment.base - row.base <= near and beside:
            return row
    return None


def _apart(one: Fragment, other: Fragment) -> bool:
    """Whether two fragments stand side by side; text over text is two lines, however near."""
    overlap = min(one.right, other.right) - max(one.left, other.left)
    return overlap <= 0.5 * min(one.right - one.left, other.right - other.left) + 0.1


def read_line(row: Row, *, page: int) -> Line:
    """The text of a row, with word spaces where the page shows them."""
    text, last = "", None
    for fragment in row.fragments:
        piece = _spelled(fragment, row)
        if last is not None and _needs_space(text, piece, (fragment.left - last.right) / row.size):
            text += " "
        text += piece
        last = fragment
    solid = [fragment for fragment in row.fragments if fragment.text.strip()]
    return Line(
        text=re.sub(r"[ \t\u00a0]{2,}", " ", text.lstrip()),
        left=min(fragment.left for fragment in solid),
        right=max(fragment.right for fragment in solid),
        base=row.base,
        size=_usual_size(solid),
        bold=all(fragment.bold for fragment in solid),
        page=page,
        number=row.number,
        ruled_off=row.is_ruled_off(),
    )


def _usual_size(fragments: Iterable[Fragment]) -> float:
    sizes: Counter[float] = Counter()
    for fragment in fragments:
        sizes[round(fragment.size, 1)] += len(fragment.text.strip())
    return sizes.most_common(1)[0][0]


def _spelled(fragment: Fragment, row: Row) -> str:
    raised = row.base - fragment.base >= RAISED * row.size and fragment.size <= SMALL * row.size
    digits = raised and _RAISED_DIGITS.fullmatch(fragment.text.strip())
    return fragment.text.translate(_SUPERSCRIPTS) if digits else fragment.text


def _needs_space(before: str, after: str, gap: float) -> bool:
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return False
    if is_ideographic(before[-1]) or is_ideographic(after[0]):
        return gap > WIDE_GAP
    attached = before[-1].isdigit() and is_hangul(after[0])  # a counter, set apart by autospace at most
    return gap > (WIDE_GAP if attached else WORD_GAP)


def find_regions(rows: Sequence[Row], *, page: int, rules: Sequence[Rule] = ()) -> list[Region]:
    """Cut the rows of a page into columns, cells and what stands between, in reading order."""
    _assign_rules(rows, rules)
    return list(_number_tables(_cut(list(rows), page=page)))


def _assign_rules(rows: Sequence[Row], rules: Sequence[Rule]) -> None:
    """Give each row the rules right above it, other than those that underline the row before."""
    for rule in rules:
        below = next((i for i, row in enumerate(rows) if row.base > rule.place), None)
        if below and rule.place - rows[below - 1].base > UNDERLINE * rows[below - 1].size:
            rows[below].rules.append(rule)


def _cut(rows: list[Row], *, page: int) -> Iterator[_Found]:
    if not rows:
        return
    block = _find_block(rows)
    if block is None:
        yield tuple(read_line(row, page=page) for row in rows), None
        return
    yield from _cut(rows[: block.start], page=page)
    inside = rows[block.start : block.stop]
    if block.prose:
        for left, right in block.columns:
            yield from _cut(_part(inside, left, right), page=page)
    else:
        yield from _cells(inside, block.columns, page=page)
    yield from _cut(rows[block.stop :], page=page)


def _number_tables(found: Iterable[_Found]) -> Iterator[Region]:
    table = -1
    for lines, place in found:
        if place is None:
            yield Region(lines)
        else:
            table += place == (0, 0)
            yield Region(lines, (table, *place))


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows ``start`` to ``stop``, set in columns or as a table."""

    start: int
    stop: int
    columns: tuple[tuple[float, float], ...]
    prose: bool


def _find_block(rows: Sequence[Row]) -> _Block | None:
    """The largest part of the rows that stands in columns."""
    runs = [run for place in _gutter_places(rows) for run in _runs_at(place, rows)]
    runs.sort(key=lambda run: (run.start - run.stop, run.whole[0] - run.whole[1]))
    for run in runs:
        columns = _columns(rows[run.start : run.stop])
        if len(columns) > 1:
            return _choose_extent(rows, run, columns)
    return None


def _choose_extent(rows: Sequence[Row], run: _Run, columns: tuple[tuple[float, float], ...]) -> _Block:
    """One column of prose may be longer than the other; a table ends at its rules or where its columns do."""
    if any(row.is_ruled_off() for row in rows[run.start + 1 : run.stop]):
        return _Block(*_to_the_rules(rows, run), columns, prose=False)
    prose = _is_prose(rows[run.start : run.stop], columns)
    whole = _columns(rows[run.whole[0] : run.whole[1]])
    if prose and len(whole) > 1:
        return _Block(*run.whole, whole, prose)
    return _Block(run.start, run.stop, columns, prose)


def _to_the_rules(rows: Sequence[Row], run: _Run) -> tuple[int, int]:
    """The rows of a ruled table, with lines at its ends that only one of the cells has."""
    start, stop = run.start, run.stop
    while start > run.free[0] and not rows[start].is_ruled_off() and _follows(rows, start):
        start -= 1
    while stop < run.free[1] and not rows[stop].is_ruled_off() and _follows(rows, stop):
        stop += 1
    return start, stop


def _follows(rows: Sequence[Row], index: int) -> bool:
    """Whether a row stands right below the one before, as the next line of a paragraph does."""
    return rows[index].base - rows[index - 1].base <= PARAGRAPH_GAP * rows[index].size


_MAX_PLACES = 24
"""Places tried for a gutter on a page; more than any table has columns."""


def _gutter_places(rows: Sequence[Row]) -> list[float]:
    """Where a gutter may be: just before the places at which text begins, the usual ones first."""
    begins: Counter[int] = Counter()
    for row in rows:
        begins[round(row.fragments[0].left)] += 1
        for left, right in zip(row.fragments, row.fragments[1:], strict=False):
            if right.left - left.right >= GUTTER * row.size:
                begins[round(right.left)] += 1
    return [place - 1.5 for place, count in begins.most_common(_MAX_PLACES) if count > 1]


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows with a common gutter: ``start`` to ``stop`` where both sides have begun and neither has ended.

    ``free`` are all rows around them that leave the gutter free, ``whole`` those that may belong to columns.
    """

    start: int
    stop: int
    whole: tuple[int, int]
    free: tuple[int, int]


def _runs_at(place: float, rows: Sequence[Row]) -> Iterator[_Run]:
    start = 0
    for index, row in enumerate(rows):
        distant = index > start and row.base - rows[index - 1].base > BREAK * row.size
        free = _leaves_free(row, place)
        if distant or not free:
            yield from _run(rows, start, index, place)
            start = index if free else index + 1
    yield from _run(rows, start, len(rows), place)


def _leaves_free(row: Row, place: float) -> bool:
    """Whether no text of the row, nor a gap too narrow for a gutter, lies across a place."""
    before = max((f.right for f in row.fragments if f.left <= place), default=None)
    after = min((f.left for f in row.fragments if f.left > place), default=None)
    if before is None or after is None:
        return before is None or before <= place
    return before <= place and after - before >= GUTTER * row.size


def _run(rows: Sequence[Row], start: int, stop: int, place: float) -> Iterator[_Run]:
    """The run between two rows, unless what looks like a gutter is there by chance."""
    left = [i for i in range(start, stop) if rows[i].fragments[0].left <= place]
    right = [i for i in range(start, stop) if rows[i].fragments[-1].left > place]
    if not left or not right or _is_marker_column(rows, left, place):
        return
    first, last = max(left[0], right[0]), min(left[-1], right[-1])
    sides = [[i for i in side if first <= i <= last] for side in (left, right)]
    wide = _narrowest(rows, {*left} & {*right}, place) >= WIDE_GUTTER
    begins = Counter(round(min(f.left for f in rows[i].fragments if f.left > place) / 2) for i in sides[1])
    aligned = max(begins.values(), default=0)
    evidence = min(len(sides[0]), aligned if 2 * aligned >= len(sides[1]) else 0)
    by_width = wide and min(map(len, sides)) >= GUTTER_ROWS
    if by_width or evidence >= (GUTTER_ROWS - 1 if wide else GUTTER_ROWS):
        yield _Run(first, last + 1, (_head(rows, left[0], first), stop), (start, stop))


def _head(rows: Sequence[Row], start: int, first: int) -> int:
    """Where columns begin above the first row that both have: after what goes on from the text above."""
    for index in range(start, first):
        if index == 0 or not _follows(rows, index):
            return index
    return first


def _narrowest(rows: Sequence[Row], both: Iterable[int], place: float) -> float:
    """The narrowest gap at a place, in ems, among rows with text on both sides of it."""
    gaps = [
        min(f.left for f in rows[i].fragments if f.left > place)
        - max(f.right for f in rows[i].fragments if f.left <= place)
        for i in both
    ]
    return min(gaps, default=0.0) / rows[0].size


def _is_marker_column(rows: Sequence[Row], left: Sequence[int], place: float) -> bool:
    edge = min(rows[i].fragments[0].left for i in left)
    return all(
        fragment.right - edge <= MARKER_WIDTH * rows[i].size
        for i in left
        for fragment in rows[i].fragments
        if fragment.left <= place
    )


def _columns(rows: Sequence[Row]) -> tuple[tuple[float, float], ...]:
    """Left and right bounds of the columns between which no row has text."""
    spans = sorted((f.left, f.right) for row in rows for f in row.fragments if f.text.strip())
    need = GUTTER * statistics.median(row.size for row in rows)
    lefts, reach = [spans[0][0]], spans[0][1]
    for left, right in spans[1:]:
        if left - reach >= need:
            lefts.append(left)
        reach = max(reach, right)
    bounds = [*lefts[1:], float("inf")]
    return tuple((left - 1.0, right - 1.0) for left, right in zip(lefts, bounds, strict=True))


def _part(rows: Iterable[Row], left: float, right: float) -> list[Row]:
    parts = (row.between(left, right) for row in rows)
    return [part for part in parts if any(fragment.text.strip() for fragment in part.fragments)]


def _is_prose(rows: Sequence[Row], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether the columns hold running text, to be read one after the other, rather than cells."""
    return all(_is_filled(_part(rows, left, right)) for left, right in columns)


def _is_filled(rows: Sequence[Row]) -> bool:
    widths = [(row.fragments[-1].right - row.fragments[0].left) / row.size for row in rows]
    full = sum(width >= FULL_LINE * max(widths) for width in widths)
    return len(rows) >= GUTTER_ROWS and statistics.fmean(widths) >= COLUMN_WIDTH and full >= FULL_SHARE * len(rows)


def _cells(
    rows: Sequence[Row], columns: Sequence[tuple[float, float]], *, page: int
) -> Iterator[tuple[tuple[Line, ...], tuple[int, int]]]:
    for number, group in enumerate(_table_rows(rows, columns)):
        for column, (left, right) in enumerate(columns):
            lines = tuple(read_line(row, page=page) for row in _part(group, left, right))
            if lines or (number, column) == (0, 0):
                yield lines, (number, column)


def _table_rows(rows: Sequence[Row], columns: Sequence[tuple[float, float]]) -> Iterator[list[Row]]:
    """Groups of rows that make one row of a table: by its rules, else its spacing, else its first column."""
    steps = [below.base - above.base for above, below in pairwise(rows)]
    ruled = any(row.is_ruled_off() for row in rows[1:])
    spaced = bool(steps) and max(steps) > CELL_GAP * min(steps)
    group: list[Row] = []
    for row, step in zip(rows, [0.0, *steps], strict=True):
        if ruled:
            begins = row.is_ruled_off()
        else:
            begins = step > CELL_GAP * min(steps) if spaced else bool(_part([row], *columns[0]))
        if group and begins:
            yield group
            group = []
        group.append(row)
    yield group
