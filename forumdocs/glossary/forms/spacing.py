"""What may stand between the words of a term, in languages that set words apart by spaces."""

from __future__ import annotations

import re
from itertools import pairwise

APOSTROPHES = "'’ʼ"

_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")
_SPACE = "[ \t\u00a0\u2000-\u200b\u202f\u205f\u3000]"
_GAP = re.compile(
    rf"{_SPACE}+(?:\n{_SPACE}*)?|\n{_SPACE}*|[-‐‑‒–−\u00ad](?:\n{_SPACE}*)?|[{APOSTROPHES}]|[\u0300-\u036f\u200b-\u200d]"
)
"""Spaces, one line break, a hyphen, the apostrophe of a genitive; and inside a word the mark of its stress."""
_NO_MARK = re.compile(rf"[\w\s\u0300-\u036f\u200b-\u200d\u00ad‐‑‒−{APOSTROPHES}-]+")
_ALIKE = str.maketrans("–«»“”„‘‹›", '—""""""""')


def is_plain(found: str) -> bool:
    """Whether the words of ``found`` belong together whatever the term: one space or hyphen parts them."""
    return _PLAIN.fullmatch(found) is not None


def holds_together(found: str, term: str) -> bool:
    """Whether the words of ``found`` belong together: nothing parts them but what parts the words of ``term``."""
    if is_plain(found):
        return True
    words = list(_WORD.finditer(found))
    return all(_is_gap(found, word, following) for word, following in pairwise(words)) or _has_same_marks(found, term)


def _is_gap(found: str, word: re.Match[str], following: re.Match[str]) -> bool:
    gap = found[word.end() : following.start()]
    if gap == " ":
        return True
    return bool(_GAP.fullmatch(gap)) and (gap not in APOSTROPHES or following.group() in ("s", "S"))


def _has_same_marks(found: str, term: str) -> bool:
    """Whether ``term`` has commas, quotation marks or an ampersand, and ``found`` the same ones."""
    words = list(_WORD.finditer(term))
    inside = term[words[0].start() : words[-1].end()] if words else ""
    marks = _NO_MARK.sub("", inside).translate(_ALIKE)
    return marks != "" and "\n\n" not in found and _NO_MARK.sub("", found).translate(_ALIKE) == marks
