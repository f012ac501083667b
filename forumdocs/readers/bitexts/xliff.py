"""XLIFF, versions 1.2 and 2.x (OASIS)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forumdocs.errors import LanguageError, ReadError
from forumdocs.languages import is_forum_language, parse_tag
from forumdocs.model import Place, TranslationUnit
from forumdocs.readers.bitexts.tmx import plain_text
from forumdocs.readers.xml import local_name, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_CODES = {"bpt", "ept", "it", "ph"}
"""Elements that hold codes of the original format, not words; ``g``, ``pc`` and ``mrk`` wrap words."""
_UNITS = {"trans-unit", "unit"}
LANGUAGE_NOTE = "source-language"
"""Category of the note by which our own files name the language of a unit that is not in that of the file."""


def read(data: bytes, *, name: str) -> tuple[TranslationUnit, ...]:
    """Every segment that has a target.

    Raises:
        ReadError: the file does not name two languages of the forum.
    """
    root = parse_xml(data, name=name)
    units = [e for e in root.iter() if local_name(e) in _UNITS]
    return tuple(found for number, unit in enumerate(units) for found in _units(unit, number, root, name))


def _units(unit: _Element, number: int, root: _Element, name: str) -> Iterator[TranslationUnit]:
    source_lang, target_lang = _languages(unit, root, name)
    segments = [e for e in unit.iter() if local_name(e) == "segment"] or [unit]
    for part, segment in enumerate(segments, start=1):
        sides = {local_name(e): " ".join(plain_text(e, _CODES).split()) for e in segment}
        if sides.get("source") and sides.get("target"):
            label = _label(unit.get("id") or str(number + 1), segment.get("id") or "", part, len(segments))
            yield TranslationUnit(
                label, sides["source"], sides["target"], source_lang, target_lang, Place(address=str(number))
            )


def _label(unit: str, segment: str, part: int, parts: int) -> str:
    """The segment's own id where that holds the unit's, as in our own files, else the unit's with a number."""
    if segment.startswith(f"{unit}."):
        return segment
    return f"{unit}.{part}" if parts > 1 else unit


def _languages(unit: _Element, root: _Element, name: str) -> tuple[str, str]:
    """XLIFF 2 names them at the root, 1.2 at each file; our own files name another source language in a note."""
    holder = next((e for e in unit.iterancestors() if local_name(e) == "file"), root)
    notes = (e for e in unit.iter() if local_name(e) == "note" and e.get("category") == LANGUAGE_NOTE)
    named = next((note.text or "" for note in notes), "")
    source = named if is_forum_language(named) else root.get("srcLang") or holder.get("source-language") or ""
    target = root.get("trgLang") or holder.get("target-language") or ""
    try:
        return str(parse_tag(source)), str(parse_tag(target))
    except LanguageError as error:
        raise ReadError(f"{name}: is from {source or '?'} into {target or '?'}; {error}") from error
