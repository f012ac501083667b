"""Where in a draft a term belongs: where the model looked at it, said something akin, or went by in the same order."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.languages import LANGUAGES
from forumdocs.mt.clauses import SMALL_WORDS
from forumdocs.mt.constraints.fitting import stem, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forumdocs.mt.constraints.terminology import Spot
    from forumdocs.mt.decoding import Alignment

KINSHIP = 0.5
"""What a word of the draft that is also a word of the term weighs, against 1 for the word that the model wrote while
it looked at the source's term most."""

DIAGONAL, SPREAD = 1.0, 0.2
"""What a word at the same relative place as the source's term weighs, and how fast that falls off, in shares of
the sentence.

In 1,352 human translations of forum sentences (12 directions), the starter pack's attention alone points at the term
in 44%, both together in 47% (0.5: 46%, 2.0: 45%), in stretches of 1.4 times the term's length."""

KEPT = 0.5
"""Neighbours of the chosen word that weigh so much, not counting where they are, belong to the same rendering."""

_SMALL_CHINESE = frozenset("的了和与在是")
_END = re.compile(r"[\s.!?。！？…»”’\"')）」』》]*\Z")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation that lacks a term."""

    text: str
    alignment: Alignment
    lang: str
    """Base code of its language."""

    @property
    def tokens(self) -> list[Spot]:
        """Where the model's tokens stand."""
        ends = self.alignment.target
        return list(zip((0, *ends), ends, strict=False))

    def words(self, taken: Sequence[Spot]) -> list[Spot]:
        """What may give way to a term: words (tokens in scripts without spaces) without digits, outside ``taken``."""
        small = SMALL_WORDS.get(self.lang, _SMALL_CHINESE)
        return [
            (start, end)
            for start, end in (words(self.text) if LANGUAGES[self.lang].spaced else self.tokens)
            if (word := self.text[start:end]).casefold() not in small
            and _LETTER.search(word)
            and not _DIGIT.search(word)
            and not any(a < end and start < b for a, b in taken)
        ]


def end_of(text: str) -> int:
    """Where the last word of a sentence ends: before its full stop and closing quotes."""
    found = _END.search(text)
    return found.start() if found else len(text)


def place(draft: Draft, *, spots: Sequence[Spot], source: str, term: str, taken: Sequence[Spot]) -> Spot:
    """The stretch of a draft that stands for a term.

    Args:
        draft: a translation.
        spots: where the concept stands in the source; none if that is not known.
        source: the source's text, as the model read it.
        term: the term that is missing, in its dictionary form.
        taken: stretches of the draft that must stay: other terms.

    Returns:
        A stretch of words; an empty one at the end of the sentence where no word may give way.
    """
    free = draft.words(taken)
    if not free:
        end = end_of(draft.text)
        return end, end
    said = _weigh_words(draft, free, spots, term)
    near = [_nearness((start + end) / 2 / len(draft.text), spots, source) for start, end in free]
    best = max(range(len(free)), key=lambda i: said[i] + DIAGONAL * near[i])
    first, last = _rendering(draft.text, free, said, best)
    return free[first][0], free[last][1]


def _weigh_words(draft: Draft, free: Sequence[Spot], spots: Sequence[Spot], term: str) -> list[float]:
    """How much each word seems to say the term: by what the model looked at, and by its own letters."""
    looks = _looks(draft, free, spots)
    most = max(looks) or 1.0
    return [
        look / most + KINSHIP * _is_kin(draft.text[start:end], term, draft.lang)
        for look, (start, end) in zip(looks, free, strict=True)
    ]


def _rendering(text: str, free: Sequence[Spot], said: Sequence[float], best: int) -> tuple[int, int]:
    """The first and the last word of what stands for the term around its best word."""
    first = last = best
    while first > 0 and said[first - 1] >= KEPT and _adjoin(text, free[first - 1], free[first]):
        first -= 1
    while last + 1 < len(free) and said[last + 1] >= KEPT and _adjoin(text, free[last], free[last + 1]):
        last += 1
    return first, last


def _looks(draft: Draft, free: Sequence[Spot], spots: Sequence[Spot]) -> list[float]:
    """How much the model looked at the source's term while it wrote each word."""
    gaze = list(zip(draft.alignment.gaze(spots), draft.tokens, strict=True))
    return [max((g for g, (a, b) in gaze if a < end and start < b), default=0.0) for start, end in free]


def _is_kin(word: str, term: str, lang: str) -> bool:
    if LANGUAGES[lang].spaced:
        return stem(word) in {stem(term[start:end]) for start, end in words(term)}
    return word in term


def _nearness(share: float, spots: Sequence[Spot], source: str) -> float:
    if not spots:
        return 0.0
    there = sum(spots[0]) / 2 / len(source)
    return math.exp(-(((share - there) / SPREAD) ** 2) / 2)


def _adjoin(text: str, one: Spot, other: Spot) -> bool:
    return not text[one[1] : other[0]].strip(" -")
