"""Which candidates are likely to be terms of the field: C-value, and contrast with general text.

C-value: K. Frantzi, S. Ananiadou and H. Mima, "Automatic recognition of multi-word terms: the C-value/NC-value method",
International Journal on Digital Libraries 3(2), 2000, with the logarithm of the length plus one, so that single words
have a value too (A. Barrón-Cedeño et al., CICLing 2009). Contrast: how much more frequent a word is among the terms of
the glossary than in general text (the weirdness of K. Ahmad et al., TREC 1999).

The weights were set by hiding a quarter of the built-in glossary after the other and seeking it in our parallel corpus
(docs/glossary-extract.md). The context of NC-value was tried, as the share of a candidate's sentences that hold a known
term; it changed nothing, since all text of a forum is about its field.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forumdocs.glossary.extraction.background import RAREST, zipf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from forumdocs.glossary.extraction.phrases import Phrase

COMMONEST = 6.5
"""Zipf value from which on a word says nothing of a field, such as "system" and "time"."""
LEAST = 0.05
"""Specificity of such a word."""
UNKNOWN = 0.4
"""Specificity of a word that neither general text nor the glossary has: a term, or a rare word, or a name."""
NEUTRAL, PER_ZIPF = 0.45, 0.2
"""Specificity of a word that is as frequent in the glossary as in general text, and what a power of ten more adds."""

NESTED = 0.5
"""Share of the occurrences within longer candidates that is taken off. It is 1 in the original, which is for large
corpora: of what a document says once, either the long or the short phrase may be the term."""
SINGLE = 0.3
"""A single word is less often a term than several."""
PROPER = 0.5
"""A single word with a capital is mostly the name of a place or a person."""
HOLDS_KNOWN = 0.5
"""A phrase around a known term is mostly that term with an adjective: "advanced quantum technology"."""
OFTEN, SELDOM, ODD = 8, 0.1, 0.5
"""A word of so many terms of the glossary that opens (or ends) less than that share of them: a phrase that it opens (or
ends) is a piece cut out of a longer one, and weighs less."""
BUILDING_BLOCK = 0.02
"""A word of more than that share of the terms is what terms are made of, and no gap in the glossary: "quantum"."""
SURELY_PLURAL = 3
"""Occurrences, all in the plural, from which on the plural is taken for the dictionary form: квантовые вычисления."""


@dataclass(slots=True)
class Tally:
    """What was counted of one candidate."""

    words: tuple[str, ...]
    news: tuple[str, ...]
    """The words that no term of the glossary covers, where it was first seen."""
    frequency: int = 0
    proper: int = 0
    passages: list[int] = field(default_factory=list)
    """Numbers of the passages in which it stands, each once, in order."""
    forms: Counter[str] = field(default_factory=Counter)
    singulars: dict[str, str] = field(default_factory=dict)
    parents: set[str] = field(default_factory=set)
    """Keys of the longer candidates in which it stands."""
    sure: float = 0.0

    @property
    def form(self) -> str:
        """The form to show: the commonest, but a singular unless the plural is the rule."""
        form = max(self.forms, key=lambda f: (self.forms[f], f.islower(), f))
        singular = self.singulars.get(form, form)
        return singular if self.forms[singular] or self.frequency < SURELY_PLURAL else form


def tally(passages: Iterable[tuple[int, Sequence[Phrase], Sequence[tuple[int, int]]]]) -> dict[str, Tally]:
    """Count candidates by key.

    Args:
        passages: the number of a passage, its phrases, and the places of the glossary's terms in it.
    """
    found: dict[str, Tally] = {}
    for number, phrases, known in passages:
        for phrase in phrases:
            one = found.get(phrase.key) or found.setdefault(phrase.key, _first(phrase, known))
            _count(one, phrase, number)
        for phrase in phrases:
            found[phrase.key].parents.update(p.key for p in phrases if _contains(p, phrase))
    return found


def _first(phrase: Phrase, known: Sequence[tuple[int, int]]) -> Tally:
    news = (w.base for w in phrase.words if not any(start <= w.start and w.end <= end for start, end in known))
    return Tally(tuple(word.base for word in phrase.words), tuple(news))


def _count(one: Tally, phrase: Phrase, number: int) -> None:
    one.frequency += 1
    one.proper += phrase.proper
    one.forms[phrase.form] += 1
    if phrase.singular:
        one.singulars[phrase.form] = phrase.singular
    if not one.passages or one.passages[-1] != number:
        one.passages.append(number)
    one.sure = max(one.sure, phrase.sure)


def _contains(outer: Phrase, inner: Phrase) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and len(outer.words) > len(inner.words)


def c_value(one: Tally, tallies: Mapping[str, Tally], *, nested: float = 1.0) -> float:
    """Frequency beyond that within longer candidates, weighted by the length in words.

    Args:
        one: the candidate.
        tallies: all candidates, by key.
        nested: the share of the mean frequency of the longer ones that is taken off.
    """
    within = sum(tallies[key].frequency for key in one.parents) / len(one.parents) if one.parents else 0.0
    return math.log2(len(one.words) + 1) * max(0.0, one.frequency - nested * within)


class Specificity:
    """How much more words belong to the field of a glossary than to general text.

    Args:
        lang: a language tag.
        terms: the words of each term of the glossary.
    """

    def __init__(self, lang: str, terms: Collection[Sequence[str]]) -> None:
        self._lang = lang
        self._counts = Counter(word for term in terms for word in set(term))
        self._total = max(1, self._counts.total())
        self._first = Counter(term[0] for term in terms)
        self._last = Counter(term[-1] for term in terms)
        self._size = len(terms)

    def of(self, words: Sequence[str], key: str) -> float:
        """Between 0 and 1: the geometric mean over the words; less for a phrase that is common as such."""
        mean = math.exp(sum(math.log(self.of_word(word)) for word in words) / len(words))
        return mean * _rarity(key, self._lang) if len(words) > 1 else mean

    def of_word(self, word: str) -> float:
        """The specificity of a word in its dictionary form, between 0 and 1."""
        alone = UNKNOWN * _rarity(word, self._lang)
        if count := self._counts[word]:
            beyond = math.log10(count / self._total * 1e9) - zipf(word, self._lang)
            alone = max(alone, NEUTRAL + PER_ZIPF * beyond)
        return min(1.0, max(LEAST, alone))

    def fits(self, words: Sequence[str]) -> float:
        """1, or less where a word stands at an edge where the glossary hardly ever has it."""
        odd = sum(
            self._counts[word] >= OFTEN and edge[word] < SELDOM * self._counts[word]
            for word, edge in ((words[0], self._first), (words[-1], self._last))
        )
        return float(ODD**odd)

    def is_building_block(self, words: Sequence[str]) -> bool:
        """Whether a word by itself is in so many terms that the glossary lacks it on purpose."""
        return len(words) == 1 and self._counts[words[0]] > max(OFTEN, BUILDING_BLOCK * self._size)


def _rarity(key: str, lang: str) -> float:
    """1 for what general text does not have, about 0 for what it has most of."""
    return max(LEAST, (COMMONEST - zipf(key, lang)) / (COMMONEST - RAREST))


def score(one: Tally, key: str, tallies: Mapping[str, Tally], specificity: Specificity) -> float:
    """How likely a candidate is a term; comparable within a language only."""
    if specificity.is_building_block(one.words):
        return 0.0
    value = math.sqrt(c_value(one, tallies, nested=NESTED))
    weight = specificity.of(one.news or one.words, key) * specificity.fits(one.words) * one.sure
    if len(one.news) < len(one.words):
        weight *= HOLDS_KNOWN
    if len(one.words) == 1:
        weight *= SINGLE * (PROPER if 2 * one.proper > one.frequency else 1.0)
    return value * weight
