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
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Folded:
    """A text from which characters were taken, none added."""

    text: str
    anchors: list[int]
    """Places in the folded text from which on the original is further ahead by the shift beside it."""
    shifts: Sequence[int]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the characters from ``first`` to before ``last`` stood; what was dropped behind them is not in it."""
        anchors, shifts = self.anchors, self.shifts
        start = bisect_right(anchors, first)
        end = start if start == len(anchors) or anchors[start] >= last else bisect_right(anchors, last - 1, start)
        return first + shifts[start - 1], last + shifts[end - 1]


@dataclass(frozen=True, slots=True)
class Drops:
    """What a text loses before the search.

    Args:
        more: characters that go beside :data:`UNSEEN`, as the inside of a regular expression's class.
        clusters: an expression of letters with their marks that compose to one letter, and become that one.
    """

    more: str = ""
    clusters: str = ""


UNSEEN = (
    "\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # all that str.isspace() says is a space
    "\u00ad\u200b-\u200d\u2060\ufeff"
)
"""Spaces, soft hyphens, characters without width."""


def fold(text: str, drops: Drops, table: Mapping[int, str]) -> Folded:
    """Drop what is to be dropped, replace single characters by ``table``, and lower the case."""
    gaps, clusters = _expressions(drops)
    if clusters and clusters.search(text):
        kept, anchors, shifts = _without_clusters(text, drops)
    else:
        kept, anchors, shifts = _without(text, gaps)
    low = lowered("".join(kept))
    return Folded(low if table is WIDTHS and not _WIDE.search(low) else low.translate(table), anchors, shifts)


@cache
def _expressions(drops: Drops) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """Each character that is dropped but the space itself, and the clusters."""
    rare = (UNSEEN + drops.more).replace("\x1c- ", "\x1c-\x1f")
    return re.compile(f"[{rare}]"), re.compile(drops.clusters) if drops.clusters else None


def _without(text: str, gaps: re.Pattern[str]) -> tuple[list[str], list[int], Sequence[int]]:
    """What is left between gaps, and where: with a space in place of each, no expression need walk over the text."""
    for char in set(gaps.findall(text)):
        text = text.replace(char, " ")
    kept = text.split(" ")
    return kept, list(accumulate(map(len, kept), initial=0)), range(len(kept))


def _without_clusters(text: str, drops: Drops) -> tuple[list[str], list[int], Sequence[int]]:
    parts = _gaps_and_clusters(drops).split(text)
    kept, gone = parts[::2], parts[1::2]
    lengths = list(map(len, gone))
    for place in compress(count(), map((1).__lt__, lengths)):
        if composed := _composed(gone[place]):
            kept[place] += composed
            lengths[place] -= len(composed)
    anchors = [0, *accumulate(map(len, kept[:-1]))]
    return kept, anchors, [0, *accumulate(lengths)]


@cache
def _gaps_and_clusters(drops: Drops) -> re.Pattern[str]:
    """As a group: :meth:`re.Pattern.split` then gives what it matches too."""
    return re.compile(f"([{UNSEEN}{drops.more}]+|{drops.clusters})")


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
