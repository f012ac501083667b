"""The child process that reads a PDF, from stdin to stdout; started by :mod:`forumdocs.readers.pdf`.

Parsing a file from a stranger and putting its words in order may take any time and memory, so both are done
here, under limits, and never in the process of the user. The outcome is JSON on stdout: the title and the
blocks, or why there are none.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from dataclasses import astuple, replace
from typing import TYPE_CHECKING

from forumdocs.model import Block, Cell, Kind, Place
from forumdocs.readers.layout import Fragment, Region, Rule, find_regions, find_rows, read_line
from forumdocs.readers.paragraphs import build_paragraphs
from forumdocs.readers.pdfpages import Refusal, extract
from forumdocs.readers.running import find_running

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forumdocs.readers.layout import Line, Row
    from forumdocs.readers.paragraphs import Paragraph
    from forumdocs.readers.pdfpages import Page

MEMORY_LIMIT = 2 << 30
"""Address space of the child, in bytes. Both libraries stay under 300 MB on files of 500 pages, since no
image is decoded."""

PLAIN_FIELDS = 7
"""Fields of a block up to ``marker``, which a PDF has; what comes behind needs a format that says it."""


def main() -> None:
    """Read a PDF from stdin and write its title, its properties and its blocks to stdout."""
    logging.disable()  # pypdf reports every flaw of a file on stderr
    _limit_memory()
    try:
        fields, pages = extract(sys.stdin.buffer.read())
        found: dict[str, object] = {
            "title": fields.pop("title", ""),
            "fields": fields,
            "blocks": [astuple(block)[:PLAIN_FIELDS] for block in build_blocks(pages)],
        }
    except Refusal as refusal:
        found = {"refused": str(refusal)}
    except MemoryError:
        found = {"refused": "memory"}
    sys.stdout.buffer.write(json.dumps(found).encode("ascii"))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit of the parent stands
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, resource.RLIM_INFINITY))
    except (OSError, ValueError):  # a lower limit is set already
        return


def build_blocks(pages: Sequence[Page]) -> Iterator[Block]:
    """The blocks of a document in reading order."""
    turned = [[find_rows(Fragment(*f) for f in region) for region in page["regions"]] for page in pages]
    main = [_lines(page[0], number) if page else [] for number, page in enumerate(turned, start=1)]
    heads, feet = find_running(main)
    running = {(line.page, line.number) for line in heads | feet}
    regions = []
    for number, (page, rows) in enumerate(zip(pages, turned, strict=True), start=1):
        rules = [Rule(*rule) for rule in page["rules"]]
        regions.append(list(_regions(rows, number, running, rules)))
    found = [
        *_once(heads, Kind.HEADER),
        *_body(build_paragraphs(regions)),
        *_once(feet, Kind.FOOTER),
    ]
    for index, block in enumerate(found):
        yield replace(block, index=index)


def _lines(rows: Sequence[Row], page: int) -> list[Line]:
    return [read_line(row, page=page) for row in rows]


def _regions(
    page: Sequence[Sequence[Row]], number: int, running: set[tuple[int, int]], rules: Sequence[Rule]
) -> Iterator[Region]:
    """The regions of a page; text in another writing direction, such as a stamp on the margin, comes last."""
    for direction, rows in enumerate(page):
        kept = [row for row in rows if direction > 0 or (number, row.number) not in running]
        yield from find_regions(kept, page=number, rules=[] if direction else rules)


def _once(lines: Iterable[Line], kind: Kind) -> Iterator[Block]:
    """Running lines, those that differ in numbers alone once."""
    seen: set[str] = set()
    for line in sorted(lines, key=lambda line: (line.page, line.number)):
        text = line.text.strip()
        key = re.sub(r"\d+", "#", text)
        if key not in seen:
            seen.add(key)
            yield Block(0, text, kind, _place(line))


def _body(paragraphs: Iterable[Paragraph]) -> Iterator[Block]:
    tables: dict[tuple[int, int], int] = {}
    for paragraph in paragraphs:
        cell = None
        if paragraph.cell is not None:
            table, row, column = paragraph.cell
            cell = Cell(tables.setdefault((paragraph.first.page, table), len(tables)), row, column)
        if paragraph.text:
            place = _place(paragraph.first)
            yield Block(0, paragraph.text, paragraph.kind, place, paragraph.level, cell, paragraph.marker)


def _place(line: Line) -> Place:
    return Place(f"page {line.page}", str(line.number))
