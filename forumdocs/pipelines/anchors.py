"""Evidence that two texts say the same: numbers, names in Latin letters, and forum words known in both languages.

Each piece of evidence is worth the logarithm of how much likelier it is between a sentence and its translation than
between two sentences of the same document that only share a topic: "quantum" in a quantum brief says nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLE = "anchors.tsv"
"""Forum words in English, Chinese, Korean and Russian, one concept a line; alternatives apart by ``;``."""
_COLUMNS = ("en", "zh", "ko", "ru")

KEPT = {"#": 0.85, "=": 0.95, "w": 0.55}
"""Chance that a translation keeps a number (#), a name in Latin letters (=), a known word (w). Measured over PUD,
software documentation and our own corpus, three languages against English: .75 to .97, .94 to 1.0, .31 to .69."""
BY_LUCK = {"#": 0.02, "=": 0.02, "w": 0.05}
"""Chance that another sentence holds it, before the document at hand is counted."""
PRIOR_WEIGHT = 4
"""Sentences of the document that it takes to outweigh :data:`BY_LUCK`."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&+.-]*[A-Za-z0-9]")
_WORD = re.compile(r"[^\W\d_]+")
_STEM = {"en": 2, "ru": 3}
"""Letters that a word of five or more may lose at its end to inflection."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Pieces of evidence in a text: ``"#2025"`` for numbers, ``"=qkd"`` for names, ``"w12"`` for known words.

    Every Latin word of a text is listed; in a language that Latin letters write it may well be no name, so its absence
    on the other side is held against a pair only where ``latin`` is false.
    """

    items: frozenset[str]
    latin: bool

    @staticmethod
    def union(parts: Iterable[Evidence]) -> Evidence:
        """The evidence of several sentences of one side together."""
        parts = list(parts)
        return Evidence(frozenset().union(*(part.items for part in parts)), parts[0].latin)


class Luck:
    """What each piece of evidence is worth, from how often it occurs in the sentences of one side."""

    def __init__(self, sentences: Iterable[Evidence]) -> None:
        sentences = list(sentences)
        self._counts = Counter(item for sentence in sentences for item in sentence.items)
        self._total = len(sentences)
        self._worth: dict[tuple[str, bool], tuple[float, float]] = {}
        self._losses: dict[frozenset[str], float] = {}

    def loss(self, own: Evidence) -> float:
        """The log-likelihood ratio of a sentence of this side that holds nothing of ``own``."""
        if own.items not in self._losses:
            self._losses[own.items] = sum(self._weigh(item, own.latin)[0] for item in own.items)
        return self._losses[own.items]

    def gain(self, item: str, *, latin: bool) -> float:
        """How much the ratio grows when it does hold ``item``."""
        return self._weigh(item, latin)[1]

    def _weigh(self, item: str, latin: bool) -> tuple[float, float]:
        if (item, latin) not in self._worth:
            kept, chance = KEPT[item[0]], self._chance(item)
            loss = 0.0 if latin and item[0] == "=" else math.log((1 - kept) / (1 - chance))
            self._worth[item, latin] = loss, math.log(kept / chance) - loss
        return self._worth[item, latin]

    def _chance(self, item: str) -> float:
        """The chance that a sentence of this side holds ``item`` without being a translation."""
        seen = max(0, self._counts[item] - 1)  # one of them is the candidate itself
        return min(0.5, (seen + PRIOR_WEIGHT * BY_LUCK[item[0]]) / (self._total + PRIOR_WEIGHT))


def weigh(source: Evidence, target: Evidence, source_luck: Luck, target_luck: Luck) -> float:
    """Log-likelihood ratio of "translations" against "unrelated sentences", mean of both directions."""
    total = target_luck.loss(source) + source_luck.loss(target)
    for item in source.items & target.items:
        total += target_luck.gain(item, latin=source.latin) + source_luck.gain(item, latin=target.latin)
    return total / 2


def gather(text: str, lang: str) -> Evidence:
    """The numbers, Latin words and known forum words of a text in the language ``lang``."""
    lowered = text.lower()
    items = {"#" + number.replace(",", "").rstrip(".") for number in _NUMBER.findall(text)}
    items.update("=" + word for word in _LATIN.findall(lowered))
    items.update(_words_in(lowered, lang))
    return Evidence(frozenset(items), latin=lang not in ("zh", "ko", "ru", "ja", "th"))


def _words_in(text: str, lang: str) -> set[str]:
    table = _table(lang)
    if not table:
        return set()
    if lang in _STEM:
        text = " " + " ".join(_stem(word, lang) for word in _WORD.findall(text)) + " "
    found: dict[str, str] = {}
    for pattern in sorted((p for p in table if p in text), key=len, reverse=True):
        if not any(pattern in longer for longer in found):
            found[pattern] = table[pattern]
    return set(found.values())


def _stem(word: str, lang: str) -> str:
    return word[: max(4, len(word) - _STEM[lang])] if len(word) > 4 else word


@cache
def _table(lang: str) -> dict[str, str]:
    """Search pattern to concept number; stems with a space on both sides where words are set apart by spaces."""
    if lang not in _COLUMNS:
        return {}
    column = _COLUMNS.index(lang)
    table = {}
    lines = files("forumdocs.pipelines").joinpath(TABLE).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        for form in line.split("\t")[column].lower().split(";"):
            pattern = form.strip()
            if lang in _STEM:
                pattern = " " + " ".join(_stem(word, lang) for word in _WORD.findall(pattern)) + " "
            table[pattern] = f"w{number}"
    return table
