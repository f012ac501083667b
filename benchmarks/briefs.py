"""Documents to measure speed on: what the sample briefs say in one language.

They come from ``corpora/briefs``, cleaned, in all formats. A brief in several languages gives one document a language:
the blocks in that language alone, with numbers and what else is in none. As Word files they have the headings, lists
and tables of the briefs; one that is a Word file is taken as it stands, with its runs, link, footnote, header and
tracked changes. They have 1.2 to 2.3 sentences a block, cells of tables included.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forumdocs.model import Block, Document, Kind
from forumdocs.pipelines.cleaning import clean
from forumdocs.pipelines.splitting import split_document
from forumdocs.readers import read

FOLDER = Path(__file__).resolve().parent.parent / "corpora" / "briefs"
NAMES = {
    "en": ("technical-summary.pdf", "invitation.txt", "biography.md"),
    "zh": ("policy-brief.docx", "saved-page.txt", "invitation.txt"),
    "ko": ("press-release.html", "logistics.txt", "biography.md"),
    "ru": ("minutes.txt", "agenda.md", "four-languages.txt"),
}
"""The longest of each language first."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a brief says in one language."""

    document: Document
    sentences: tuple[str, ...]
    """Those in the language, without numbers and the like."""
    blocks: int
    """Paragraphs, headings, list items and cells that hold a sentence."""

    def write_text(self, path: Path) -> Path:
        """The brief as plain text, a blank line between blocks."""
        texts = (f"{block.marker} {block.text}".strip() for block in self.document.blocks)
        path.write_text("\n\n".join(texts), encoding="utf-8")
        return path

    def write_word(self, path: Path) -> Path:
        """The brief as a Word file; its own, if it is one."""
        if self.document.format == "docx":
            shutil.copy(FOLDER / self.document.source, path)
        else:
            _make_word(self.document.blocks).save(str(path))
        return path


def read_briefs(lang: str, count: int) -> list[Brief]:
    """The first ``count`` briefs that have text in a language."""
    return [_read_brief(name, lang) for name in NAMES[lang][:count]]


def _read_brief(name: str, lang: str) -> Brief:
    cleaned = clean(read(FOLDER / name))
    segments = split_document(cleaned)
    foreign = {segment.block.index for segment in segments if segment.lang not in (lang, "und")}
    own = [segment for segment in segments if segment.lang == lang and segment.block.index not in foreign]
    blocks = tuple(block for block in cleaned.blocks if block.index not in foreign)
    document = Document(name, cleaned.format, blocks)
    return Brief(document, tuple(segment.text for segment in own), len({segment.block.index for segment in own}))


def _make_word(blocks: tuple[Block, ...]) -> Any:
    import docx

    word = docx.Document()
    tables: dict[int, Any] = {}
    for block in blocks:
        if block.cell:
            if block.cell.table not in tables:
                tables[block.cell.table] = _add_table(word, [b for b in blocks if b.cell], block.cell.table)
            tables[block.cell.table].cell(block.cell.row, block.cell.column).text = block.text
        elif block.kind is Kind.HEADING:
            word.add_heading(block.text, min(max(block.level, 1), 9))
        elif block.kind is Kind.LIST_ITEM:
            word.add_paragraph(block.text, "List Number" if block.marker[:1].isalnum() else "List Bullet")
        else:
            word.add_paragraph(block.text)
    return word


def _add_table(word: Any, cells: list[Block], table: int) -> Any:
    places = [block.cell for block in cells if block.cell and block.cell.table == table]
    return word.add_table(1 + max(place.row for place in places), 1 + max(place.column for place in places))
