"""What the glossary has already, as candidates see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forumdocs.glossary.extraction.phrases import Phrase
    from forumdocs.glossary.matching import Matcher
    from forumdocs.glossary.store import Glossary

Place = tuple[int, int]


@dataclass(frozen=True)
class Known:
    """The terms of a glossary in one language."""

    lang: str
    matcher: Matcher
    keys: frozenset[str]
    terms: tuple[tuple[str, ...], ...]
    """Their words in dictionary form."""

    def places(self, text: str) -> tuple[Place, ...]:
        """Where terms of the glossary stand in a text."""
        return tuple((match.start, match.end) for match in self.matcher.find(text, self.lang))

    def has(self, phrase: Phrase, places: Sequence[Place]) -> bool:
        """Whether a phrase is a term of the glossary, a part of one, or runs across the border of one."""
        return phrase.key in self.keys or any(
            (start < phrase.end and phrase.start < end and not (phrase.start <= start and end <= phrase.end))
            or (start, end) == (phrase.start, phrase.end)
            for start, end in places
        )


def read_known(
    glossary: Glossary, lang: str, matcher: Matcher, find: Callable[[Sequence[str]], list[tuple[Phrase, ...]]]
) -> Known:
    """Read the terms of a glossary with the finder of their language.

    So a term is recognised in whatever form it stands, also where the matcher should miss it.
    """
    texts = [term.text for concept in glossary for term in concept.in_language(lang)]
    keys = set[str]()
    terms = []
    for text, phrases in zip(texts, find(texts), strict=True):
        keys.add(text.casefold())
        whole = [phrase for phrase in phrases if phrase.end - phrase.start == len(text)]
        keys.update(phrase.key for phrase in whole)
        longest = max(phrases, key=lambda phrase: phrase.end - phrase.start, default=None)
        if longest:
            terms.append(tuple(word.base for word in longest.words))
    return Known(lang, matcher, frozenset(keys), tuple(terms))
