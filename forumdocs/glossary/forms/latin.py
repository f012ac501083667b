"""Latin letters and digits inside texts of any script: abbreviations and their borders."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LATIN = frozenset(
    chr(code)
    for first, last in ("09", "AZ", "az", "\u00c0\u024f", "\uff10\uff19", "\uff21\uff3a", "\uff41\uff5a")
    for code in range(ord(first), ord(last) + 1)
)
_WORD = re.compile(r"[^\W_]+")
_NO_LETTER = re.compile(r"[\W_]+")


def has_borders(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` breaks no run of Latin letters and digits at its ends; a plural s may follow."""
    if start and text[start] in _LATIN and text[start - 1] in _LATIN:
        return False
    return not (end < len(text) and text[end - 1] in _LATIN and text[end] in _LATIN)


@lru_cache(maxsize=65536)
def cased_words(term: str) -> tuple[str, ...]:
    """The words of a term whose capitals tell: acronyms, mixed case, symbols of one letter, letters with digits."""
    if f"{term}a".islower():  # most terms have no capital at all, whatever their script
        return ()
    return tuple(word for word in _WORD.findall(term) if _is_cased(word))


def _is_cased(word: str) -> bool:
    capitals = sum(char.isupper() for char in word)
    return capitals > 1 or (capitals == 1 and (len(word) == 1 or not word[0].isupper() or not word.isalpha()))


def keeps_case(term: str, found: str) -> bool:
    """Whether ``found`` has the acronyms of ``term`` in their case: IT is not it, though LIDAR may be LiDAR."""
    words = cased_words(term)
    if not words:
        return True
    squeezed = _NO_LETTER.sub("", found if found.isascii() else unicodedata.normalize("NFKC", found))
    if found.isupper() and not any(word.isupper() for word in words):
        return True
    if _NO_LETTER.sub("", term) == words[0]:
        return squeezed in (words[0], f"{words[0]}s")
    return all(word in squeezed for word in words)
