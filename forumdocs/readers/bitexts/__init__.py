"""Files that hold a text and its translation: our handouts as people have edited them, TMX, XLIFF, our JSON.

Each module offers ``read(data, *, name) -> tuple[TranslationUnit, ...]``.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from forumdocs.errors import NoText
from forumdocs.languages import is_forum_language

if TYPE_CHECKING:
    from forumdocs.model import TranslationUnit

__all__ = ["find_format", "read_bitext"]

_MODULES = {
    "docx": "forumdocs.readers.bitexts.handouts",
    "tmx": "forumdocs.readers.bitexts.tmx",
    "xliff": "forumdocs.readers.bitexts.xliff",
    "json": "forumdocs.readers.bitexts.records",
}
_HEAD = 4096
"""Bytes in which the root element of an XML file begins."""


def find_format(data: bytes) -> str:
    """``"docx"``, ``"tmx"``, ``"xliff"``, ``"json"``, or empty where the content is none of them."""
    head = data[:_HEAD].lower().replace(b"\0", b"")
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if b"<tmx" in head:
        return "tmx"
    if b"<xliff" in head:
        return "xliff"
    return "json" if b'"target_lang"' in head and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else ""


def read_bitext(data: bytes, *, name: str) -> tuple[TranslationUnit, ...]:
    """The units of a bilingual file, in its order, those left out whose sides are not in two languages of the forum.

    Args:
        data: the file, of a format that :func:`find_format` names.
        name: of the file, for messages.

    Raises:
        ReadError: the file is damaged.
        NoText: it holds no unit.
    """
    module: Any = importlib.import_module(_MODULES[find_format(data)])
    units: tuple[TranslationUnit, ...] = module.read(data, name=name)
    kept = tuple(unit for unit in units if unit.source and unit.target and _is_bilingual(unit))
    if not kept:
        raise NoText(f"{name}: holds no text beside its translation; name the translation as a second file.")
    return kept


def _is_bilingual(unit: TranslationUnit) -> bool:
    """Whether the two sides are in two languages of the forum."""
    langs = (unit.source_lang, unit.target_lang)
    return all(map(is_forum_language, langs)) and langs[0].split("-")[0] != langs[1].split("-")[0]
