"""Which of other people's sentences a small model should spend its time on: those that read like ours.

The difference of two cross-entropies, after R. Moore and W. Lewis, "Intelligent Selection of Language Model Training
Data", 2010, with the simplest of language models, words alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from training.data import Row

BACKGROUND = 2_000
"""Words of the background that our own counts are mixed with: a word that we never wrote is not impossible."""
WORDS = re.compile(r"[^\W\d_]+|\d|[^\w\s]")
"""Marks and digits count as words: `foo()->bar` reads like no brief."""
FEWEST_WORDS = 3
ENGLISH_WORD = re.compile(r"(?<![A-Za-z0-9_])[a-z]{3,}(?![A-Za-z0-9_])")
"""A word in small letters, so no name and no acronym. In one pair in fourteen of documentation it stands untranslated
in another language; a network that sees much of this copies English."""


def likeness(own: Iterable[str], background: Iterable[str]) -> Callable[[str], float]:
    """A measure of how much likelier the words of a text are in ``own`` than in ``background``: nats a word."""
    ours, theirs = (Counter(word for text in texts for word in words(text)) for texts in (own, background))
    total_ours, total_theirs = ours.total() + BACKGROUND, theirs.total()

    def score(text: str) -> float:
        found = words(text)
        if len(found) < FEWEST_WORDS:
            return -math.inf
        return sum(_gain(word) for word in found) / len(found)

    def _gain(word: str) -> float:
        chance = max(theirs[word], 1) / total_theirs
        return math.log((ours[word] + BACKGROUND * chance) / total_ours / chance)

    return score


def keeps_english(row: Row) -> bool:
    """Whether an English word was left untranslated on a side that is not English."""
    sides = ((row.a, row.text_a), (row.b, row.text_b))
    return any(ENGLISH_WORD.search(text) for lang, text in sides if lang != "en")


def words(text: str) -> list[str]:
    """Words, digits and marks, in small letters."""
    return WORDS.findall(text.casefold())


def choose(rows: Sequence[Row], *, own: Sequence[Row], limit: int, longest: int) -> list[Row]:
    """The ``limit`` rows of each pair of languages that read most like ``own``, and that are translated whole.

    Args:
        rows: pairs of other people.
        own: pairs of ours.
        limit: pairs of each language pair.
        longest: characters a side.
    """
    english = dict.fromkeys(row.text_a for row in own if row.a == "en")
    score = likeness(english, dict.fromkeys(row.group for row in rows))
    scores = {text: score(text) for text in dict.fromkeys(row.group for row in rows)}
    left: Counter[tuple[str, str]] = Counter()
    chosen = []
    for row in sorted(rows, key=lambda row: -scores[row.group]):
        pair = row.a, row.b
        if left[pair] < limit and max(len(row.text_a), len(row.text_b)) <= longest and not keeps_english(row):
            left[pair] += 1
            chosen.append(row)
    return chosen
