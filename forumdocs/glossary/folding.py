"""Texts folded for the search, with the way back to where each character stood."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress, count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    parts = _capturing(dropped).split(text)
    kept, gone = parts[::2], parts[1::2]
    lengths = list(map(len, gone))
    for place in compress(count(), map((1).__lt__, lengths)):
        if composed := _composed(gone[place]):
            kept[place] += composed
            lengths[place] -= len(composed)
    anchors = [0, *accumulate(map(len, kept[:-1]))]
    shifts = [0, *accumulate(lengths)]
    low = lowered("".join(kept))
    return Folded(low if table is WIDTHS and not _WIDE.search(low) else low.translate(table), anchors, shifts)


@cache
def _capturing(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern as a group: :meth:`re.Pattern.split` then gives what it matches too."""
    return re.compile(f"({pattern.pattern})", pattern.flags)


def _composed(marks: str) -> str:
    """The one letter that a letter and its marks make; nothing for spaces."""
    if marks[0].isspace():
        return ""
    composed = unicodedata.normalize("NFKC", marks)
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
_WIDE = re.compile("[\uff01-\uff9f]")
"""Whether there is any of them in a text is known long before each character has been looked up."""
