"""What is searched for: every form of every term in one language, and which terms it may stand for.

The rules of a language are imported when it is first searched: each brings tables and expressions of its own.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forumdocs.glossary import compiled
from forumdocs.glossary.finding import phrase_lines, stretch_lines
from forumdocs.glossary.forms import latin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from forumdocs.glossary.concepts import Concept, Term
    from forumdocs.glossary.folding import Folded
    from forumdocs.glossary.store import Glossary

SPACED = frozenset({"en", "ru"})
"""Languages in which a pattern is a row of words; in the others it is a run of characters."""

Place = tuple[int, int]
"""A term: the place of its concept in the glossary, and its own in the concept."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of a language.

    ``lines`` are as the finder of the language takes them; what they hold for a pattern is read by :func:`places`.
    ``words`` are the words that Korean terms consist of.
    """

    lines: list[str]
    words: frozenset[str] = frozenset()


_AND = ","
"""Between the places of an entry; a space it may not be."""
_ANY_CASE = "*"
"""Behind the place of a term whose capitals do not matter, be it at the start or inside."""


def places(entry: str) -> list[Place]:
    """The terms that a pattern may stand for."""
    pairs = (pair.rstrip(_ANY_CASE).split(".") for pair in entry.split(_AND))
    return [(int(concept), int(term)) for concept, term in pairs]


def only_place(entry: str) -> Place | None:
    """The term that a pattern stands for if it is one alone, with whatever capitals it is written."""
    if _AND in entry or not entry.endswith(_ANY_CASE):
        return None
    concept, _, term = entry[:-1].partition(".")
    return int(concept), int(term)


def load_patterns(glossary: Glossary, lang: str) -> Patterns:
    """The patterns of a glossary in one base language, from the cache where they are there.

    Args:
        glossary: without a digest it is worked out anew.
        lang: a base code; ``zh`` covers both scripts.
    """
    if not glossary.digest:
        return _made(glossary, lang)
    key = f"{lang} {len(glossary)} {glossary.digest}"
    words, *lines = compiled.remembered(f"patterns-{lang}", key, lambda: _dumped(_made(glossary, lang))).split("\n")
    return Patterns(lines, frozenset(words.split()))


def _dumped(patterns: Patterns) -> str:
    return "\n".join((" ".join(sorted(patterns.words)), *patterns.lines))


def _made(glossary: Glossary, lang: str) -> Patterns:
    entries: dict[str, str] = {}
    words: set[str] = set()
    for place, concept in enumerate(glossary):
        for index, term in _terms_of(concept, lang):
            has_capitals = concept.part_of_speech == "proper-noun" or latin.cased_words(term.text)
            entry = f"{place}.{index}{'' if has_capitals else _ANY_CASE}"
            for pattern in _variants(term, concept.part_of_speech, lang):
                entries[pattern] = f"{entries[pattern]}{_AND}{entry}" if pattern in entries else entry
            if lang == term.lang == "ko":
                words.update(term.text.split())
    return Patterns(phrase_lines(entries) if lang in SPACED else stretch_lines(entries), frozenset(words))


def _terms_of(concept: Concept, lang: str) -> Iterator[tuple[int, Term]]:
    """The terms of a language, and the usable English abbreviations, which stand in texts of all."""
    for index, term in enumerate(concept.terms):
        is_abbreviation = term.lang == "en" and term.status.is_usable and _is_acronym(term)
        if term.lang.partition("-")[0] == lang or is_abbreviation:
            yield index, term


def _is_acronym(term: Term) -> bool:
    return " " not in term.text and (term.abbreviation or bool(latin.cased_words(term.text)))


def _variants(term: Term, part_of_speech: str, lang: str) -> set[str]:
    if lang in SPACED:
        from forumdocs.glossary.forms import english, russian

        return (russian.variants if term.lang == "ru" else english.variants)(term.text, part_of_speech)
    ways = {term.text}
    if term.lang == "ja":
        from forumdocs.glossary.forms import japanese

        ways = japanese.variants(term.text)
    if term.lang == "en" and part_of_speech == "noun":
        ways.add(f"{term.text}s")
    fold = fold_of(lang)
    return {folded for way in ways if (folded := fold(way).text)}


def fold_of(lang: str) -> Callable[[str], Folded]:
    """What is done to terms and texts of a language in which a pattern is a run of characters."""
    from forumdocs.glossary.forms import chinese, japanese, korean, thai

    return {"zh": chinese.fold, "ja": japanese.fold, "ko": korean.fold, "th": thai.fold}[lang]


def load_word_counts() -> dict[str, int]:
    """How often each Chinese word occurs, from the cache where it is there."""
    counts, *words = compiled.remembered("words-zh", "jieba", _counts_dumped).split("\n")
    return dict(zip(words, array("I", bytes.fromhex(counts)), strict=True))


def _counts_dumped() -> str:
    from forumdocs.glossary.forms import chinese

    counts = chinese.count_words()
    return "\n".join((array("I", counts.values()).tobytes().hex(), *counts))
