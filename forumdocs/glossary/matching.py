"""Where the terms of a glossary stand in a text, in whatever form.

A search in one pass finds every form that the terms of a language may take; what it finds is confirmed by the rules of
the language (:mod:`forumdocs.glossary.forms`), and of terms that overlap the first and longest stays.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.glossary.concepts import Status, language_of
from forumdocs.glossary.finding import PhraseFinder, StretchFinder
from forumdocs.glossary.forms import latin
from forumdocs.glossary.patterns import SPACED, fold_of, load_patterns, load_word_counts, places

if TYPE_CHECKING:
    from collections.abc import Callable

    from forumdocs.glossary.concepts import Concept, Term
    from forumdocs.glossary.finding import Finder
    from forumdocs.glossary.patterns import Patterns
    from forumdocs.glossary.store import Glossary

    _Spelling = Callable[[str, str], bool]
    """Whether a term may be written as it is found."""
    _Surroundings = Callable[[str, int, int], bool]
    """Whether a term may stand at ``text[start:end]``."""


class Match(NamedTuple):
    """A term of a concept at ``text[start:end]``, in whatever form it stands there."""

    start: int
    end: int
    concept: Concept
    term: Term


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
        self._is_written_so, self._stands = _rules_of(lang, patterns)
        self._finder: Finder = (
            PhraseFinder(patterns.lines) if lang in SPACED else StretchFinder(patterns.lines, fold_of(lang))
        )
        self._meaning = lru_cache(maxsize=_REMEMBERED)(self._meaning_of)

    def find(self, text: str, key: str) -> tuple[Match, ...]:
        lang = _script_of(text) or key if key.startswith("zh") else key
        chosen: list[Match] = []
        free_from = 0
        where, candidates = self._finder.search(text)
        for first, last, entry in candidates:
            if first < free_from:
                continue
            start, end = where.span(first, last)
            meaning = self._meaning(entry, text[start:end], lang)
            if meaning and self._stands(text, start, end):
                chosen.append(Match(start, end, *meaning))
                free_from = last
        return tuple(chosen)

    def _meaning_of(self, entry: str, found: str, lang: str) -> tuple[Concept, Term] | None:
        """Of the terms that a pattern written so may stand for: one of the language first, in its own spelling."""
        terms = [(concept := self._glossary[self._ids[p]], concept.terms[index]) for p, index in places(entry)]
        fitting = [(c, t) for c, t in terms if _is_case_right(found, c, t) and self._is_written_so(found, t.text)]
        return min(fitting, key=lambda c: (c[1].lang != lang, c[1].text != found, _RANKS[c[1].status]), default=None)


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


def _rules_of(lang: str, patterns: Patterns) -> tuple[_Spelling, _Surroundings]:
    """The rules of a language."""
    from forumdocs.glossary.forms import chinese, english, japanese, korean, spacing, thai

    if lang == "en":
        return spacing.holds_together, english.stands
    if lang == "ru":
        return spacing.holds_together, lambda _text, _start, _end: True
    if lang == "ko":
        return korean.is_well_spaced, lambda text, start, end: korean.stands(text, start, end, patterns.words)
    if lang == "zh":
        counts = load_word_counts()
        return _any_spelling, lambda text, start, end: chinese.stands(text, start, end, counts)
    return _any_spelling, japanese.stands if lang == "ja" else thai.stands


def _any_spelling(_found: str, _term: str) -> bool:
    return True
