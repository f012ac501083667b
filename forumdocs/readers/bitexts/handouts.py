"""Bilingual tables in DOCX: our own handouts after people have edited them, and tables that people made."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from forumdocs.detection import identify
from forumdocs.languages import is_forum_language
from forumdocs.model import Block, TranslationUnit
from forumdocs.readers import docx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHECK = "Check: "
"""Begins the paragraph of a handout's cell that says why a translation was flagged."""
_NUMBER = re.compile(r"(\d+\.\d+|\d+–\d+)( =)?")
"""What our handouts have in their first column: the number of a sentence, or of the cells of a row."""
_WORD = re.compile(r"[^\W\d_]")


def read(data: bytes, *, name: str) -> tuple[TranslationUnit, ...]:
    """The rows of all tables that have text in two neighbouring columns, the last ones of the table.

    The source may be in several languages, told cell by cell; the target is in the one that its column has most of,
    since a poor translation may look like any language.
    """
    cells = (block for block in docx.read(data, name=name).blocks if block.cell)
    rows = groupby(cells, key=lambda block: block.cell and (block.cell.table, block.cell.row))
    units = [unit for place, row in rows if place for unit in _unit(row, number=place[1])]
    sizes = Counter[str]()
    for unit in units:
        sizes[identify(unit.target).tag] += len(unit.target)
    target = next((lang for lang, _ in sizes.most_common() if is_forum_language(lang)), "")
    return tuple(replace(unit, target_lang=target) for unit in units)


def _unit(row: Iterable[Block], *, number: int) -> Iterator[TranslationUnit]:
    columns: dict[int, list[Block]] = {}
    for block in row:
        if block.cell and not block.text.startswith(CHECK):
            columns.setdefault(block.cell.column, []).append(block)
    texts = {column: "\n".join(block.text for block in blocks) for column, blocks in columns.items()}
    wordy = [column for column in sorted(texts) if _WORD.search(texts[column])]
    if len(wordy) < 2:
        return
    source, target = wordy[-2:]
    shown = _NUMBER.fullmatch(texts[min(texts)].strip())
    yield TranslationUnit(
        id=shown[1] if shown else f"row {number}",
        source=texts[source],
        target=texts[target],
        source_lang=identify(texts[source]).tag,
        target_lang="",
        place=columns[target][0].place,
    )
