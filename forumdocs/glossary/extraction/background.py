"""How common a word or phrase is in general text: the contrast against which a term stands out.

The tables in ``data`` were counted by ``training/term_background.py`` over text of many kinds; a line is a word or
phrase and its Zipf value (van Heuven et al. 2014): the logarithm to base 10 of its frequency in a thousand million
words. 3 is rare, 6 is as common as words with a meaning of their own get.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

from forumdocs.glossary.patterns import load_word_counts

_DATA = Path(__file__).with_name("data")
_JIEBA_TOTAL = 60_101_967
"""Words that jieba's dictionary counts."""
RAREST = 2.5
"""Zipf value of what the tables do not hold."""


def zipf(key: str, lang: str) -> float:
    """The Zipf value of a word or phrase; :data:`RAREST` where it is not known to be common."""
    base = lang.split("-", 1)[0]
    known = _table(base).get(key, RAREST)
    return max(known, _zipf_of_jieba(key)) if base == "zh" else known


def _zipf_of_jieba(word: str) -> float:
    """Jieba counts Chinese prose of all kinds, news and novels more than manuals."""
    count = _jieba_counts().get(word, 0)
    return math.log10(count / _JIEBA_TOTAL * 1e9) if count else RAREST


@cache
def _jieba_counts() -> dict[str, int]:
    return load_word_counts()


def is_common(key: str, lang: str) -> bool:
    """Whether general text has the word or phrase often enough to be counted."""
    return key in _table(lang.split("-", 1)[0])


@cache
def _table(lang: str) -> dict[str, float]:
    path = _DATA / f"{lang}.tsv"
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {key: float(value) for key, value in (line.split("\t") for line in lines)}
