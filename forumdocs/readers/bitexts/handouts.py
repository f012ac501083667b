"""Bilingual tables in DOCX: our own handouts after people have edited them, and tables that people made."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from forumdocs.detection import identify
from forumdocs.languages import is_forum_language
from forumdocs.model import Kind, TranslationUnit
from forumdocs.readers import docx
from forumdocs.readers.ooxml import Package, qname

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forumdocs.model import Block

CHECK = {
    "en": "Check",
    "zh": "核对",
    "zh-Hant": "核對",
    "ko": "확인",
    "ru": "Сверить",
    "ja": "確認",
    "th": "ตรวจ",
}
"""The paragraph below the number of a sentence that is to be checked, in the languages of the readers."""
_NUMBER = re.compile(r"(\d+\.\d+)( =)?")
"""What our handouts have in their first column: the number of a sentence."""
_NUMBERED = re.compile(r"(\d+\.\d+)(?: =)?\t(.+)", re.DOTALL)
"""The source side of a heading or a caption in our handouts; the target is the paragraph below."""
_CELLS = re.compile(r"\d+(?:–\d+)?")
"""The first column of our handouts beside a row of a table of the source."""
SIGNATURE = "forumdocs handout"
"""The description in the properties of our handouts, by which they are known after people have edited them."""
_CORE = "docProps/core.xml"
_WORD = re.compile(r"[^\W\d_]")
_CHECKS = frozenset(CHECK.values())


def read(data: bytes, *, name: str) -> tuple[TranslationUnit, ...]:
    """The rows of all tables that have text in two neighbouring columns, the last ones of the table.

    The source may be in several languages, told cell by cell; the target is in the one that its column has most of,
    since a poor translation may look like any language.
    """
    blocks = docx.read(data, name=name).blocks
    find = _sentences if _is_ours(data, name=name) else _row
    units = list(_headings(blocks))
    for place, row in groupby(blocks, key=lambda block: block.cell and (block.cell.table, block.cell.row)):
        if place:
            units += find(list(row), number=place[1])
    units.sort(key=lambda unit: int(unit.place.address or 0))
    sizes = Counter[str]()
    for unit in units:
        sizes[identify(unit.target).tag] += len(unit.target)
    target = next((lang for lang, _ in sizes.most_common() if is_forum_language(lang)), "")
    return tuple(replace(unit, target_lang=target) for unit in units)


def _headings(blocks: Iterable[Block]) -> Iterator[TranslationUnit]:
    """The headings and captions of our handouts, which stand between the tables."""
    for source, target in pairwise(blocks):
        numbered = _NUMBERED.fullmatch(source.text)
        if numbered and not source.cell and target.kind in (Kind.HEADING, Kind.CAPTION):
            yield _unit(numbered[1], numbered[2], target)


def _is_ours(data: bytes, *, name: str) -> bool:
    package = Package(data, name=name)
    return _CORE in package and package.xml(_CORE).findtext(qname("dc:description")) == SIGNATURE


def _sentences(row: list[Block], *, number: int) -> Iterator[TranslationUnit]:
    """The units of a row of our own: a sentence, or the cells of a row of a source table, source above target."""
    first = row[0].text
    if _NUMBER.fullmatch(first):
        yield from _row(row, number=number)
    elif _CELLS.fullmatch(first):
        cells = [list(group) for _, group in groupby(row[1:], key=lambda block: block.cell)]
        yield from (_unit(f"{first}.{n}", c[0].text, c[1]) for n, c in enumerate(cells, 1) if len(c) == 2)


def _row(row: list[Block], *, number: int) -> Iterator[TranslationUnit]:
    columns: dict[int, list[Block]] = {}
    for block in row:
        if block.cell and not (block.cell.column == 0 and block.text in _CHECKS):
            columns.setdefault(block.cell.column, []).append(block)
    texts = {column: "\n".join(block.text for block in blocks) for column, blocks in columns.items()}
    wordy = [column for column in sorted(texts) if _WORD.search(texts[column])]
    if len(wordy) < 2:
        return
    source, target = wordy[-2:]
    shown = _NUMBER.fullmatch(texts[min(texts)].strip())
    found = _unit(shown[1] if shown else f"row {number}", texts[source], columns[target][0])
    yield replace(found, target=texts[target])


def _unit(identifier: str, source: str, target: Block) -> TranslationUnit:
    return TranslationUnit(
        id=identifier,
        source=source,
        target=target.text,
        source_lang=identify(source).tag,
        target_lang="",
        place=target.place,
    )
