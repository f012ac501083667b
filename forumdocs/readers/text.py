"""Plain text: paragraphs, headings, list items and tab-separated tables from lines alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from forumdocs.model import Block, Cell, Document, Kind, Place
from forumdocs.readers.encodings import decode
from forumdocs.readers.lines import (
    HANGING_COLUMNS,
    WRAP_COLUMNS,
    Line,
    change_script,
    collapse,
    count_columns,
    find_wrap_width,
    has_sentence,
    is_wrapped,
    join,
    normalize,
    split_lines,
    unwrap,
    wraps_syllables,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEADING_COLUMNS = 80
"""A longer line is no heading."""
SENTENCE_COLUMNS = 30
"""What follows a heading is at least this wide and holds a sentence."""
SAME_WIDTH = 1.1
"""Ratio up to which the widths of two wrapped runs are one: few runs hold a line of the full width."""
STACKED_HEADINGS = 2
"""A heading and its subtitle; a taller pile of short lines is a menu."""

_RULE = re.compile(r"^\s*([-=_*~#+·•─━═—])(\s*\1){2,}\s*$")
"""A line drawn across the page: layout without words."""

_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        ("bullet", r"[-–—*+·◦‣⁃∙▪▫►▸➢➤✓✔✦◇○](?=[ \t\u3000])"),
        ("bullet", r"[•●■□◆▶★☆❖\uf06c\uf06e\uf0a7\uf0b7\uf0d8\uf0fc]"),
        ("circled", r"[①-⑳⓪㉑-㉟❶-❿➀-➓]"),
        ("1)", r"\d{1,3}[)）](?=\D)"),
        ("(1)", r"[(（]\d{1,2}[)）]"),
        ("(a)", r"\([a-zа-я]\)(?=\s)"),
        ("(i)", r"\([ivx]{1,5}\)(?=\s)"),
        ("a)", r"[a-zа-я]\)(?=\s)"),
        ("i)", r"[ivx]{1,5}\)(?=\s)"),
        ("(一)", r"[(（][一二三四五六七八九十]{1,3}[)）]"),
        ("一、", r"[一二三四五六七八九十]{1,3}、"),
        ("(가)", r"\([가나다라마바사아자차카타파하]\)"),
        ("가)", r"[가나다라마바사아자차카타파하]\)"),
        ("가.", r"[가나다라마바사아자차카타파하]\.(?=\s)"),
        ("1、", r"\d{1,2}、(?=\D)"),
        ("1.1.", r"[1-9]\d?(?:\.[1-9]\d?){1,3}\.(?=\s)"),
        ("1.", r"\d{1,3}[.．](?=\s\s*\D|[\u3400-\u9fff\uac00-\ud7a3])"),
    )
)
"""What may stand before a list item, by style; "1." counts only beside a neighbour of its row."""

_NUMBER = re.compile(r"\d+")

_CHAPTERS: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), level)
    for pattern, level in (
        (r"第[〇零一二三四五六七八九十百\d]+[章编編部篇]", 1),
        (r"第[〇零一二三四五六七八九十百\d]+[节節]", 2),
        (r"제\s?\d+\s?[장편부]", 1),
        (r"제\s?\d+\s?절", 2),
        (r"(?:chapter|part|глава|часть|раздел)\s+(?:\d+|[ivxlc]+)\b", 1),
        (r"section\s+\d+\b", 2),
        (r"[IVX]{1,5}\.\s", 1),
    )
)
_NUMBERED = re.compile(r"^(\d{1,2}(?:[.．]\d{1,2}){0,3})[.．]?\s+\D")
_SEMANTIC_LEVELS = {"一、": 1, "(一)": 2, "1.": 1, "1.1.": 2, "1、": 1, "가.": 2, "1)": 2, "(1)": 3}
"""The level of a heading that a list marker numbers."""

_NO_HEADING_END = re.compile(r"[.。!！?？;；,，、:：…]$")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S|\d{2,}[-–/.:]\d{2,}|\+\d")


@dataclass(frozen=True)
class _Paragraph:
    """Lines that are one unit of the text, and what was recognised of it so far."""

    lines: tuple[Line, ...]
    text: str
    marker: str = ""
    style: str = ""
    whole: str = ""
    """The text with its marker."""
    starts_chunk: bool = False
    ends_chunk: bool = False
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    cell: Cell | None = None

    @property
    def address(self) -> str:
        first, last = self.lines[0].number, self.lines[-1].number
        return str(first) if first == last else f"{first}-{last}"


def read(data: bytes, *, name: str, encoding: str | None = None) -> Document:
    """Read a plain text file.

    A blank line always ends a block; a single line break does where the line is a paragraph of its own
    rather than wrapped text. The address of a block is its range of lines, such as ``"12-14"``.

    Args:
        data: the whole file.
        name: of the file, for messages and outputs.
        encoding: of the file if the user named it.

    Raises:
        UnknownEncoding: the encoding cannot be told for certain.
    """
    decoded = decode(data, name=name, encoding=encoding)
    return Document(name, "text", tuple(split_blocks(decoded.text)), encoding=decoded.encoding)


def split_blocks(text: str) -> Iterator[Block]:
    """The blocks of a plain text, in order."""
    lines = split_lines(normalize(text))
    paragraphs = _mark_items(_mark_headings(_paragraphs(lines)))
    for index, found in enumerate(paragraphs):
        yield Block(
            index,
            found.text,
            found.kind,
            Place(address=found.address),
            found.level,
            found.cell,
            found.marker,
        )


# Lines to paragraphs


def _paragraphs(lines: Sequence[Line]) -> list[_Paragraph]:
    chunks = list(_chunks(lines))
    numbers = _list_numbers(lines)
    runs = [list(_runs(chunk, numbers)) for chunk in chunks]
    width = _document_width([run for chunk in runs for run in chunk])
    words = _words(lines)
    found: list[_Paragraph] = []
    tables = 0
    for chunk in runs:
        start = len(found)
        for run in chunk:
            if _is_table(run):
                found += _read_table(run, tables)
                tables += 1
            else:
                found += _read_run(run, width, words, numbers)
        found[start] = replace(found[start], starts_chunk=True)
        found[-1] = replace(found[-1], ends_chunk=True)
    return found


def _chunks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines between blank lines and rules."""
    chunk: list[Line] = []
    for line in lines:
        if line.text and not _RULE.match(line.text):
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _runs(chunk: Sequence[Line], numbers: frozenset[int]) -> Iterator[list[Line]]:
    """Pieces of a chunk whose inner breaks may be wraps."""
    run: list[Line] = []
    for line in chunk:
        if run and _must_break(run, line, numbers):
            yield run
            run = []
        run.append(line)
    yield run


def _must_break(run: Sequence[Line], line: Line, numbers: frozenset[int]) -> bool:
    above = run[-1]
    if "\t" in line.raw.strip() or "\t" in above.raw.strip():
        return _count_cells(above) != _count_cells(line)
    marker = _find_marker(line, numbers)
    return bool(
        (marker and not _is_dash(marker[1], above))
        or change_script(above, line)
        or _chapter_level(line.text)
        or (len(run) == 1 and _chapter_level(above.text) and _may_be_heading(above.text))
    )


def _is_dash(marker: str, above: Line) -> bool:
    """Whether what looks like a bullet is a dash inside the sentence of the line above."""
    return marker in "–—" and above.columns in WRAP_COLUMNS and not above.ends_sentence and above.text[0] not in "–—"


def _document_width(runs: Sequence[Sequence[Line]]) -> int | None:
    """The width at which most wrapped runs of a document are wrapped; the longest line shows it best."""
    widths = [width for run in runs if (width := find_wrap_width(run))]
    if not widths:
        return None
    usual = max(widths, key=lambda width: (widths.count(width), width))
    return max(width for width in widths if width <= SAME_WIDTH * usual)


_WORD = re.compile(r"[^\W\d_]+")


def _words(lines: Sequence[Line]) -> frozenset[str]:
    """The words that stand whole in a line, in lower case: what a hyphenated word may be repaired to."""
    return frozenset(word.lower() for line in lines for word in _WORD.findall(line.text))


def _read_run(
    run: Sequence[Line], width: int | None, words: frozenset[str], numbers: frozenset[int]
) -> Iterator[_Paragraph]:
    style, marker = _find_marker(run[0], numbers) or ("", "")
    whole = run[0].text
    if marker:
        run = [replace(run[0], raw=run[0].raw.replace(marker, " " * count_columns(marker), 1)), *run[1:]]
    groups = _hang(run, width) if marker else unwrap(run, width=width)
    syllables = wraps_syllables(run, find_wrap_width(run) or width)
    for group in groups:
        text = join(group, words=words, syllables=syllables)
        if text:
            yield _Paragraph(tuple(group), text, marker, style, whole if marker else "")
        marker = style = ""


def _hang(run: Sequence[Line], width: int | None) -> list[list[Line]]:
    """Group the lines under a marker: its own hang under a long line or go on with its sentence."""
    width = find_wrap_width(run) or width
    groups = [[run[0]]]
    for line in run[1:]:
        above = groups[-1][-1]
        hangs = above.columns >= HANGING_COLUMNS and line.indent > 0
        goes_on = line.goes_on and not above.ends_sentence
        if hangs or goes_on or is_wrapped(above, line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


# List items


def _find_marker(line: Line, numbers: frozenset[int]) -> tuple[str, str] | None:
    """Style and text of the marker that a line begins with, if what follows is a list item."""
    text = line.raw.strip()
    for style, pattern in _MARKERS:
        match = pattern.match(text)
        if match and text[match.end() :].strip():
            return (style, match.group()) if style != "1." or line.number in numbers else None
    return None


def _list_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that begin with "1." or with a number whose neighbour begins another line.

    A sentence or a date may begin with "12." too; a row of numbers tells a list from it.
    """
    pattern = dict(reversed(_MARKERS))["1."]
    found: dict[int, int] = {}
    for line in lines:
        match = pattern.match(line.text)
        if match:
            found[line.number] = int(_NUMBER.findall(match.group())[0])
    values = set(found.values())
    return frozenset(line for line, n in found.items() if n == 1 or n - 1 in values or n + 1 in values)


def _mark_items(paragraphs: Sequence[_Paragraph]) -> list[_Paragraph]:
    """Give list items their kind, and a level by indent and style of the marker."""
    stack: list[tuple[int, str]] = []
    marked = []
    for paragraph in paragraphs:
        if not paragraph.marker:
            stack = [] if paragraph.cell is None and not paragraph.lines[0].indent else stack
            marked.append(paragraph)
            continue
        key = (_marker_indent(paragraph), paragraph.style)
        if key in stack:
            del stack[stack.index(key) + 1 :]
        else:
            while stack and stack[-1][0] > key[0]:
                stack.pop()
            stack.append(key)
        marked.append(replace(paragraph, kind=Kind.LIST_ITEM, level=len(stack)))
    return marked


def _marker_indent(paragraph: _Paragraph) -> int:
    return paragraph.lines[0].indent - count_columns(paragraph.marker)


# Headings


def _chapter_level(text: str) -> int:
    """The level of a heading that names itself a chapter or section, else 0."""
    return next((level for pattern, level in _CHAPTERS if pattern.match(text)), 0)


def _may_be_heading(text: str) -> bool:
    return (
        count_columns(text) <= HEADING_COLUMNS
        and not _NO_HEADING_END.search(text)
        and not _ADDRESS.search(text)
        and any(char.isalpha() for char in text)
        and not text[0].islower()
    )


def _mark_headings(paragraphs: Sequence[_Paragraph]) -> list[_Paragraph]:
    """Find the headings: short lines without a full stop, over a paragraph or over another heading."""
    marked = list(paragraphs)
    stacked = 0
    for at in range(len(marked) - 1, -1, -1):
        below = marked[at + 1] if at + 1 < len(marked) else None
        level = _heading_level(marked[at], below, first=at == 0)
        stacked = stacked + 1 if level else 0
        if level and stacked <= STACKED_HEADINGS:
            # The number of a heading is part of its words: "1. Introduction", "一、概况".
            text = marked[at].whole or marked[at].text
            marked[at] = replace(marked[at], kind=Kind.HEADING, level=level, marker="", text=text)
    return marked


def _heading_level(paragraph: _Paragraph, below: _Paragraph | None, *, first: bool) -> int:
    if paragraph.cell or len(paragraph.lines) > 1 or not _may_be_heading(paragraph.text):
        return 0
    if below is None or below.cell:
        return 0
    chapter = _chapter_level(paragraph.text)
    if chapter:
        return chapter
    if paragraph.marker:
        leads = _is_prose(below) or (paragraph.starts_chunk and below.style not in ("", paragraph.style))
        return _SEMANTIC_LEVELS.get(paragraph.style, 0) if leads else 0
    numbered = _NUMBERED.match(paragraph.text)
    if numbered and not below.marker:
        return numbered.group(1).count(".") + 1
    alone = paragraph.starts_chunk and (paragraph.ends_chunk or first)
    if alone and (_is_prose(below) or below.kind == Kind.HEADING):
        return 1 if first else 2
    return 0


def _is_prose(paragraph: _Paragraph) -> bool:
    """Whether a paragraph holds a sentence."""
    long = count_columns(paragraph.text) >= SENTENCE_COLUMNS
    return paragraph.kind == Kind.PARAGRAPH and not paragraph.marker and long and has_sentence(paragraph.text)


# Tables


def _cells(line: Line) -> list[str]:
    return [collapse(cell) for cell in line.raw.strip(" \n\r").split("\t")]


def _count_cells(line: Line) -> int:
    return len(_cells(line))


def _is_table(run: Sequence[Line]) -> bool:
    """Whether lines are rows of a grid: at least two of them, with as many tabs each."""
    return len(run) >= 2 and _count_cells(run[0]) >= 2 and bool(_cells(run[0])[0] or _count_cells(run[0]) > 2)


def _read_table(run: Sequence[Line], table: int) -> Iterator[_Paragraph]:
    for row, line in enumerate(run):
        for column, text in enumerate(_cells(line)):
            if text:
                yield _Paragraph((line,), text, kind=Kind.TABLE_CELL, cell=Cell(table, row, column))
