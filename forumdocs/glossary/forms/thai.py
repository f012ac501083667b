"""Thai terms: no spaces between words, no cut inside a character cluster."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forumdocs.glossary import folding
from forumdocs.glossary.forms import latin

if TYPE_CHECKING:
    from forumdocs.glossary.folding import Folded

_DROPPED = folding.Drops(clusters="\u0e4d\u0e32")
"""Spaces, and sara am stored as two characters."""
_BOUND_TO_LEFT = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
"""Vowels and marks that belong to the consonant before them."""
_BOUND_TO_RIGHT = re.compile("[\u0e40-\u0e44]")
"""Vowels written before the consonant that they follow."""
_SILENCED = re.compile("[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c")
"""A consonant with thanthakhat: it ends the syllable before it."""

_LOOKALIKES = (
    "บิตคอยน์", "บิทคอยน์", "อะตอมมิก", "เลเซอร์ดิสก์", "ไอออนิก", "ไอออนไนซ์", "สถานะพื้นฐาน", "สถานะพื้นที่",
    "พิธีเปิดตัว", "อนุสิทธิบัตร", "กองทุนวิจัย",
)  # fmt: skip
"""Words that have a term inside and mean another thing."""


def fold(text: str) -> Folded:
    """The text without spaces, in lower case."""
    return folding.fold(text, _DROPPED, folding.WIDTHS)


def stands(text: str, start: int, end: int) -> bool:
    """Whether a term may stand at ``text[start:end]``: it begins and ends with a syllable."""
    if not latin.has_borders(text, start, end) or text.count("\n", start, end) > 1:
        return False
    if start and _BOUND_TO_RIGHT.match(text[start - 1]):
        return False
    if _BOUND_TO_LEFT.match(text, end) or _SILENCED.match(text, end):
        return False
    found = text[start:end]
    return not any(_is_part_of(word, found, text, start) for word in _LOOKALIKES)


def _is_part_of(word: str, found: str, text: str, start: int) -> bool:
    """Whether ``found``, which stands at ``start``, is a piece of ``word``."""
    offset = word.find(found)
    return 0 <= offset <= start and word != found and text.startswith(word, start - offset)
