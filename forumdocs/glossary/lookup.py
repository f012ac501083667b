"""Terms looked up as people type them: in any language, in part, without diacritics, and with errors."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.glossary.reading import aids_of, search_key
from forumdocs.glossary.searchindex import Way, index_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from forumdocs.glossary.concepts import Concept, Term
    from forumdocs.glossary.reading import Aids
    from forumdocs.glossary.searchindex import Key, SearchIndex
    from forumdocs.glossary.store import Glossary


class Kind(StrEnum):
    """How a query fits a term, best first."""

    EXACT = "exact"
    PREFIX = "prefix"
    WORD = "word"
    """A later word of the term begins with the query."""
    INSIDE = "inside"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that a query may mean."""

    concept: Concept
    kind: Kind
    score: float
    """0 to 100, comparable between the hits of one query."""
    term: Term
    """The term that the query fits best."""
    way: Way
    """By which of the term's forms: as written, by its pinyin …"""
    pinyin: dict[str, str]
    """Pinyin of the concept's Chinese terms, by text."""

    def aids_of(self, term: Term) -> Aids:
        """How one of the concept's terms is read aloud."""
        proper = self.concept.part_of_speech == "proper-noun"
        return aids_of(term, pinyin=self.pinyin.get(term.text, ""), proper=proper)


BASE = {Kind.EXACT: 90.0, Kind.PREFIX: 75.0, Kind.WORD: 60.0, Kind.INSIDE: 45.0, Kind.FUZZY: 20.0}
"""Score of a kind of match; up to ten points more for the share of the term that was typed."""
SHARE = 10.0
INDIRECT = 4.0
"""Points off for a match by pinyin, romanisation or transliteration: what was typed as written comes first."""
SHARE_OF_LIKENESS = 2.0
"""How much more the likeness of a fuzzy match says than the share of the term that was typed."""
UNPREFERRED = 1.0
"""Points off for a term that is not the preferred one."""
SHORTEST_INSIDE = 3
"""Latin or Cyrillic letters that a query needs to be looked for inside words: "ai" is in too many."""
ERRORS = ((12, 3), (8, 2), (4, 1))
"""Typing errors forgiven from so many letters on; shorter queries must fit. A Hangul letter counts, not a syllable."""
SUGGESTIONS = 3
FARTHEST = 0.5
"""Share of the letters that may differ in a suggestion."""


def lookup(glossary: Glossary, query: str, *, limit: int = 10) -> list[Hit]:
    """The concepts that a query may mean, best first.

    A query fits a term as it is written in any language, its abbreviation, its pinyin without tones or the initials
    of its pinyin, its romanisation, kana, romaji or transliteration; exactly, at its beginning, at the beginning of a
    word, inside, and where nothing else fits with typing errors.

    Args:
        glossary: where to look.
        query: what was typed.
        limit: how many concepts to give.
    """
    index, typed = index_of(glossary), search_key(query)
    if not typed:
        return []
    fits = list(_fitting(index, typed)) or list(_similar(index, typed, errors=_errors_forgiven))
    return _best_of_each_concept(index, fits)[:limit]


def suggest(glossary: Glossary, query: str) -> list[str]:
    """Terms that look like a query for which nothing was found, the nearest first; may be none."""
    index, typed = index_of(glossary), search_key(query)
    fits = list(_similar(index, typed, errors=_errors_in_a_suggestion)) if typed else []
    return [hit.term.text for hit in _best_of_each_concept(index, fits)[:SUGGESTIONS]]


class _Fit(NamedTuple):
    kind: Kind
    score: float
    key: Key


def _fitting(index: SearchIndex, typed: str) -> Iterator[_Fit]:
    inside = len(typed) >= SHORTEST_INSIDE or typed > "\u0e00"
    for key in index.containing(typed):
        if kind := _kind_of_fit(key, typed, inside=inside):
            yield _Fit(kind, _score(kind, key, len(typed) / len(key.text)), key)


def _kind_of_fit(key: Key, typed: str, *, inside: bool) -> Kind | None:
    if key.text == typed:
        return Kind.EXACT
    if key.way is Way.INITIALS:
        return None
    if key.text.startswith(typed):
        return Kind.PREFIX
    if any(key.text.startswith(typed, start) for start in key.starts):
        return Kind.WORD
    return Kind.INSIDE if inside and not key.way.is_indirect else None


def _score(kind: Kind, key: Key, share: float) -> float:
    return BASE[kind] + SHARE * share - INDIRECT * key.way.is_indirect - UNPREFERRED * (not key.preferred)


def _similar(index: SearchIndex, typed: str, *, errors: Callable[[int], int]) -> Iterator[_Fit]:
    """Keys, or the words of keys, that differ from what was typed in a few letters."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    letters = _letters(typed)
    if not (allowed := errors(len(letters))):
        return
    candidates = [
        (part, line)
        for text, starts, line in index.texts()
        if text.isascii() == letters.isascii()
        for part in _parts(text, starts, letters, allowed)
    ]
    parts = [part for part, _ in candidates]
    for _, distance, number in extract_iter(letters, parts, scorer=OSA.distance, score_cutoff=allowed):
        key = index.key(candidates[number][1])
        if key.way is not Way.INITIALS:
            likeness = 1 - distance / len(letters)
            yield _Fit(Kind.FUZZY, _score(Kind.FUZZY, key, SHARE_OF_LIKENESS * likeness), key)


def _errors_forgiven(length: int) -> int:
    return next((errors for letters, errors in ERRORS if length >= letters), 0)


def _errors_in_a_suggestion(length: int) -> int:
    return int(length * FARTHEST)


def _letters(text: str) -> str:
    """Text with its Hangul in letters, so that an error in one letter is a small one."""
    return text if text.isascii() else unicodedata.normalize("NFD", text)


def _parts(text: str, starts: str, letters: str, allowed: int) -> Iterator[str]:
    """A key, and as many of its letters as were typed from each of its words on, where they may be near.

    A part must begin with the letter that was typed first: few err there, and with thousands of parts some would
    always be near.
    """
    whole = _letters(text)
    if abs(len(whole) - len(letters)) <= allowed:
        yield whole
    for start in (0, *map(int, starts.split())):
        rest = _letters(text[start:])
        if len(rest) >= len(letters) and rest[0] == letters[0]:
            yield rest[: len(letters)]


def _best_of_each_concept(index: SearchIndex, fits: Iterable[_Fit]) -> list[Hit]:
    best: dict[str, _Fit] = {}
    for fit in fits:
        known = best.get(fit.key.concept)
        if known is None or fit.score > known.score:
            best[fit.key.concept] = fit
    ranked = sorted(best.values(), key=lambda fit: (-fit.score, len(fit.key.text)))
    return [_hit(index, fit) for fit in ranked]


def _hit(index: SearchIndex, fit: _Fit) -> Hit:
    concept = index.glossary[fit.key.concept]
    pinyin = {t.text: index.pinyin[t.text] for t in concept.terms if t.text in index.pinyin}
    return Hit(concept, fit.kind, round(fit.score, 1), concept.terms[fit.key.term], fit.key.way, pinyin)
