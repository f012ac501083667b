"""The glossary entries of the terms in a handout, and where the terms stand in its sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from forumdocs.glossary import LANGUAGES, Concept, Status, Term, language_of, load_glossary
from forumdocs.languages import is_forum_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forumdocs.model import Handout, Pair, TermMatch

_SPACED = re.compile("[A-Za-z0-9\u00c0-\u052f]")
"""A letter of a script that sets words apart: where one follows another, a word goes on."""
_NOT_AFTER, _NOT_BEFORE = f"(?<!{_SPACED.pattern})", f"(?!{_SPACED.pattern})"


@dataclass(frozen=True, slots=True)
class Mark:
    """A term at ``text[start:end]`` of one side of a pair."""

    start: int
    end: int
    concept: str
    satisfied: bool


def find_entries(handouts: Sequence[Handout]) -> dict[str, Concept]:
    """The entries of the terms of these handouts by concept, in the order in which the terms come up.

    They come from the glossaries that are installed; of a glossary that was named for one run only, an entry has what
    the pairs show of it.
    """
    shown = _shown_terms(handouts)
    installed = shown and not all(handout.provenance.options.get("no_glossary") for handout in handouts)
    known = {concept.id: concept for concept in load_glossary() if concept.id in shown} if installed else {}
    return {number: known.get(number) or Concept(number, tuple(terms)) for number, terms in shown.items()}


def _shown_terms(handouts: Sequence[Handout]) -> dict[str, list[Term]]:
    """What the pairs show of each concept: its words in the source, and the expected ones in the targets."""
    found: dict[str, dict[tuple[str, str], Term]] = {}
    for handout in handouts:
        for pair in handout.pairs:
            for match in pair.terms:
                terms = found.setdefault(match.concept, {})
                for lang, text in ((pair.source_lang, match.source), (handout.target_lang, match.target)):
                    if is_forum_language(lang):
                        key = language_of(lang)
                        first = all(other != key for other, _ in terms)
                        status = Status.PREFERRED if first else Status.ADMITTED
                        terms.setdefault((key, text.casefold()), Term(text, key, status))
    return {concept: list(terms.values()) for concept, terms in found.items()}


def order_languages(handouts: Sequence[Handout]) -> list[str]:
    """All languages of a glossary, those of the handouts first."""
    tags = [tag for handout in handouts for tag in (*handout.source_langs, handout.target_lang)]
    used = dict.fromkeys(language_of(tag) for tag in tags if is_forum_language(tag))
    return [*used, *(lang for lang in LANGUAGES if lang not in used)]


def marks_in(pair: Pair, *, target: bool) -> Iterator[Mark]:
    """Where the terms of a pair stand in its target or its source, in order, none over another.

    Case does not count, the longest term wins.
    """
    text = pair.target if target else pair.source
    terms: dict[str, TermMatch] = {}
    for term in pair.terms:
        words = _fold(term.target if target else term.source)
        if words and (term.satisfied or not target):
            terms.setdefault(words, term)
    if terms:
        for found in _pattern(tuple(sorted(terms, key=lambda words: (-len(words), words)))).finditer(text):
            if term_found := terms.get(_fold(found.group())):
                yield Mark(*found.span(), term_found.concept, term_found.satisfied)


def _fold(words: str) -> str:
    return " ".join(words.casefold().split())


@lru_cache(maxsize=1024)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_bounded, terms)), re.IGNORECASE)


def _bounded(term: str) -> str:
    """A term as a pattern: a Latin or Cyrillic letter at its edge is the edge of a word."""
    before = _NOT_AFTER if _SPACED.match(term[0]) else ""
    after = _NOT_BEFORE if _SPACED.match(term[-1]) else ""
    return before + r"\s+".join(map(re.escape, term.split())) + after
