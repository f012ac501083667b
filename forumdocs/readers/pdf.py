"""PDF documents: words with their places, taken out by a child process, put in reading order here.

Running heads and feet are kept once each, as ``Kind.HEADER`` and ``Kind.FOOTER`` (page numbers among the latter,
one for all pages), so that cleaning can report them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forumdocs.errors import NoText, ReadError
from forumdocs.model import Block, Cell, Document, Kind, Place
from forumdocs.readers.layout import Fragment, Region, Rule, find_regions, find_rows, read_line
from forumdocs.readers.paragraphs import build_paragraphs
from forumdocs.readers.running import find_running

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forumdocs.readers.layout import Line, Row
    from forumdocs.readers.paragraphs import Paragraph

TIME_LIMIT = 60.0
"""Seconds for one file. A page of text takes 10 to 20 ms, so that 2,000 pages fit in on a slow machine."""

_REFUSALS = {
    "password": "is protected by a password; open it, remove the password and save it again.",
    "damaged": "is damaged or is no PDF; get a fresh copy of the file.",
    "pages": "has too many pages; split it and read the parts.",
    "characters": "holds too much text; split it and read the parts.",
    "memory": "needs too much memory to be read; print it to a new PDF and read that.",
}


def read(data: bytes, *, name: str, encoding: str | None = None) -> Document:  # noqa: ARG001
    """Read a PDF document.

    Args:
        data: The bytes of the file.
        name: The name of the file, for messages.
        encoding: Ignored; the file says itself how it is encoded.

    Raises:
        ReadError: the file is damaged, needs a password, or takes too much time or memory.
        NoText: the pages are pictures.
    """
    found = _extract(data, name=name)
    blocks = tuple(_blocks(found["pages"]))
    if not blocks:
        raise NoText(f"{name} holds no text: its pages are pictures, such as a scan; run OCR on it first.")
    return Document(source=name, format="pdf", blocks=blocks, title=found["title"].strip())


def _extract(data: bytes, *, name: str) -> dict[str, Any]:
    """Run :mod:`forumdocs.readers.pdfpages` on the file, in a process of its own.

    Raises:
        ReadError: the process refuses the file, crashes or takes too long.
    """
    command = [sys.executable, "-m", "forumdocs.readers.pdfpages"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIME_LIMIT, check=True)
        found: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            f"{name} takes more than {TIME_LIMIT:.0f} seconds to read; print it to a new PDF and read that."
        ) from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise ReadError(
            f"{name} is damaged in a way that stops the PDF reader; print it to a new PDF."
        ) from error
    if "refused" in found:
        raise ReadError(f"{name} {_REFUSALS[found['refused']]}")
    return found


def _blocks(pages: Sequence[Any]) -> Iterator[Block]:
    """The blocks of a document from the JSON of its pages."""
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
