"""Latin letters and digits inside texts of any script: abbreviations and their borders."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_WORD = re.compile(r"[^\W_]+")
_NO_LETTER = re.compile(r"[\W_]+")


def has_borders(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` breaks no run of Latin letters and digits at its ends; a plural s may follow."""
    if start and _LATIN.match(text[start]) and _LATIN.match(text[start - 1]):
        return False
    return not (end < len(text) and _LATIN.match(text[end - 1]) and _LATIN.match(text[end]))


@lru_cache(maxsize=65536)
def cased_words(term: str) -> tuple[str, ...]:
    """The words of a term whose capitals tell: acronyms, mixed case, symbols of one letter, letters with digits."""
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
