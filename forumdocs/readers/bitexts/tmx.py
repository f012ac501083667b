"""Translation Memory eXchange, TMX 1.4b (LISA, 2005)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forumdocs.errors import LanguageError
from forumdocs.languages import parse_tag
from forumdocs.model import Place, TranslationUnit
from forumdocs.readers.xml import local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = {"bpt", "ept", "it", "ph", "ut"}
"""Elements of a segment that hold codes of the original format, not words."""


def read(data: bytes, *, name: str) -> tuple[TranslationUnit, ...]:
    """Every translation unit, from its source language into each of its other languages."""
    root = parse_xml(data, name=name)
    header: Any = next((e for e in root if local_name(e) == "header"), None)
    default = header.get("srclang", "") if header is not None else ""
    units = [e for e in root.iter() if local_name(e) == "tu"]
    return tuple(unit for number, tu in enumerate(units) for unit in _units(tu, number, default))


def _units(tu: _Element, number: int, default: str) -> Iterator[TranslationUnit]:
    sides = [(tag, text) for tuv in tu if local_name(tuv) == "tuv" for tag, text in _side(tuv)]
    wanted = tu.get("srclang") or default
    source = next((side for side in sides if wanted and _same(side[0], wanted)), sides[0] if sides else None)
    if source is None:
        return
    for tag, text in sides:
        if tag != source[0]:
            yield TranslationUnit(
                tu.get("tuid") or str(number + 1), source[1], text, source[0], tag, Place(address=str(number))
            )


def _side(tuv: _Element) -> Iterator[tuple[str, str]]:
    """The language and the words of a variant; nothing for a language that is not the forum's."""
    tag = tuv.get(_XML_LANG) or tuv.get("lang") or ""
    try:
        lang = str(parse_tag(tag))
    except LanguageError:
        return
    for seg in tuv:
        if local_name(seg) == "seg":
            yield lang, " ".join(plain_text(seg, _CODES).split())


def _same(tag: str, wanted: str) -> bool:
    return tag.split("-")[0].lower() == wanted.split("-")[0].lower()


def plain_text(element: _Element, codes: set[str]) -> str:
    """The words in an element, without those of descendants whose names are in ``codes``."""
    parts = [element.text or ""]
    for child in element:
        if local_name(child) not in codes:
            parts.append(plain_text(child, codes))
        parts.append(child.tail or "")
    return "".join(parts)
