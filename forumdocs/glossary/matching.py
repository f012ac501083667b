"""Where the terms of a glossary stand in a text, in whatever form.

A search in one pass finds every form that the terms of a language may take; what it finds is confirmed by the rules of
the language (:mod:`forumdocs.glossary.forms`), and of terms that overlap the first and longest stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.glossary.concepts import Status, language_of
from forumdocs.glossary.finding import PhraseFinder, StretchFinder
from forumdocs.glossary.forms import latin
from forumdocs.glossary.patterns import SPACED, fold_of, load_patterns, load_word_counts, only_place, places

if TYPE_CHECKING:
    from collections.abc import Callable

    from forumdocs.glossary.concepts import Concept, Term
    from forumdocs.glossary.finding import Finder
    from forumdocs.glossary.patterns import Patterns, Place
    from forumdocs.glossary.store import Glossary


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """A term of a glossary, which is read when it is asked for; equal if concept and term are."""

    glossary: Glossary
    concept_id: str
    index: int
    """The place of the term in its concept."""

    @property
    def concept(self) -> Concept:
        """The entry of the glossary."""
        return self.glossary[self.concept_id]

    @property
    def term(self) -> Term:
        """The one of its terms that was found."""
        return self.concept.terms[self.index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Meaning) and (self.concept, self.index) == (other.concept, other.index)

    def __hash__(self) -> int:
        return hash((self.concept_id, self.index))


class Match(NamedTuple):
    """A term of a concept at ``text[start:end]``, in whatever form it stands there."""

    start: int
    end: int
    meaning: Meaning

    @property
    def concept(self) -> Concept:
        """The entry of the glossary."""
        return self.meaning.concept

    @property
    def term(self) -> Term:
        """The one of its terms that was found."""
        return self.meaning.term


class Matcher:
    """Finds the terms of a glossary in texts of any of its languages.

    What a language needs is made ready when its first text comes, and kept for the next run.
    """

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._searches: dict[str, _Search] = {}

    def find(self, text: str, lang: str) -> tuple[Match, ...]:
        """The longest matches, in order, none over another; terms of every status.

        Args:
            text: a sentence, a paragraph or a whole document.
            lang: a language tag such as ``"zh"`` or ``"zh-Hant"``. Chinese terms are found in either script;
                of two that are written alike, the match has that of the script of the text.
        """
        key = language_of(lang)
        base = key.partition("-")[0]
        if base not in self._searches:
            self._searches[base] = _Search(self._glossary, base)
        return self._searches[base].find(text, key)


class _Search:
    """All that is needed to find the terms of one glossary in one language."""

    def __init__(self, glossary: Glossary, lang: str) -> None:
        patterns = load_patterns(glossary, lang)
        self._glossary = glossary
        self._ids = glossary.ids
        self._rules = _rules_of(lang, patterns)
        self._finder: Finder = (
            PhraseFinder(patterns.lines) if lang in SPACED else StretchFinder(patterns.lines, fold_of(lang))
        )
        self._meaning = lru_cache(maxsize=_REMEMBERED)(self._meaning_of)

    def find(self, text: str, key: str) -> tuple[Match, ...]:
        lang = _script_of(text) or key if key.startswith("zh") else key
        stands = self._rules.stands
        chosen: list[Match] = []

        def is_term(start: int, end: int, entry: str) -> bool:
            meaning = self._meaning(entry, text[start:end], lang)
            if meaning is None or not stands(text, start, end):
                return False
            chosen.append(Match(start, end, meaning))
            return True

        self._finder.offer(text, is_term)
        return tuple(chosen)

    def _meaning_of(self, entry: str, found: str, lang: str) -> Meaning | None:
        """Of the terms that a pattern written so may stand for: one of the language first, in its own spelling."""
        only = only_place(entry)
        if only and self._rules.is_plain(found):
            return self._meaning_at(only)
        terms = [self._meaning_at(place) for place in places(entry)]
        fitting = [one for one in terms if self._may_be_written(one, found)]
        return min(fitting, key=lambda one: _unlikeness(one.term, found, lang), default=None)

    def _meaning_at(self, place: Place) -> Meaning:
        concept, term = place
        return Meaning(self._glossary, self._ids[concept], term)

    def _may_be_written(self, meaning: Meaning, found: str) -> bool:
        term = meaning.term
        return _is_case_right(found, meaning.concept, term) and self._rules.is_written_so(found, term.text)


def _unlikeness(term: Term, found: str, lang: str) -> tuple[bool, bool, int]:
    return term.lang != lang, term.text != found, _RANKS[term.status]


def _script_of(text: str) -> str:
    from forumdocs.glossary.forms.chinese import script_of

    return script_of(text)


_REMEMBERED = 32768
"""Terms as they stand in texts, of which documents repeat most."""
_RANKS = {status: rank for rank, status in enumerate(Status)}


def _is_case_right(found: str, concept: Concept, term: Term) -> bool:
    """Whether acronyms stand in their capitals, and a name begins with one."""
    if concept.part_of_speech == "proper-noun" and found[0].islower() and term.text[0].isupper():
        return False
    return latin.keeps_case(term.text, found)


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of a language."""

    stands: Callable[[str, int, int], bool]
    """Whether a term may stand at ``text[start:end]``, by what is beside it."""
    is_plain: Callable[[str], bool] = lambda _found: True
    """Whether any term may be written so."""
    is_written_so: Callable[[str, str], bool] = lambda _found, _term: True
    """Whether a term may."""


def _rules_of(lang: str, patterns: Patterns) -> _Rules:
    from forumdocs.glossary.forms import chinese, english, japanese, korean, spacing, thai

    if lang == "en":
        return _Rules(english.stands, spacing.is_plain, spacing.holds_together)
    if lang == "ru":
        return _Rules(lambda _text, _start, _end: True, spacing.is_plain, spacing.holds_together)
    if lang == "ko":
        return _Rules(partial(korean.stands, nouns=patterns.words), korean.is_plain, korean.is_well_spaced)
    if lang == "zh":
        return _Rules(partial(chinese.stands, counts=load_word_counts()))
    return _Rules(japanese.stands if lang == "ja" else thai.stands)
