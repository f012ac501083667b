"""Texts folded for the search, with the way back to where each character stood."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Folded:
    """A text from which characters were taken, none added."""

    text: str
    anchors: list[int]
    """Places in the folded text from which on the original is further ahead by the shift beside it."""
    shifts: list[int]

    def original(self, place: int) -> int:
        """Where the folded character at ``place`` stands in the original text."""
        return place + self.shifts[bisect_right(self.anchors, place) - 1]

    def original_end(self, end: int) -> int:
        """Where a stretch that ends at ``end`` ends in the original: what was dropped behind it is not in it."""
        return self.original(end - 1) + 1


def fold(text: str, dropped: re.Pattern[str], table: Mapping[int, str]) -> Folded:
    """Drop what matches ``dropped``, replace single characters by ``table``, and lower the case.

    A match that composes to one letter, such as half-width katakana and its voicing mark, becomes that one.
    """
    pieces: list[str] = []
    anchors, shifts = [0], [0]
    end = shift = 0
    for match in dropped.finditer(text):
        start, last = match.span()
        composed = _composed(text, start, last)
        pieces += (text[end:start], composed)
        anchors.append(start - shift + len(composed))
        shift += last - start - len(composed)
        shifts.append(shift)
        end = last
    pieces.append(text[end:])
    return Folded(lowered("".join(pieces)).translate(table), anchors, shifts)


def _composed(text: str, start: int, end: int) -> str:
    if end - start == 1 or text[start].isspace():
        return ""
    composed = unicodedata.normalize("NFKC", text[start:end])
    return composed if len(composed) == 1 and composed.isalpha() else ""


def lowered(text: str) -> str:
    """``text`` in lower case, every character where it stood (Turkish İ would become two)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


WIDTHS = {
    code: form
    for start, end in ((0xFF01, 0xFF5F), (0xFF65, 0xFFA0))
    for code in range(start, end)
    if len(form := unicodedata.normalize("NFKC", chr(code)).lower()) == 1
}
"""Full-width Latin and half-width katakana, as :meth:`str.translate` takes them."""
