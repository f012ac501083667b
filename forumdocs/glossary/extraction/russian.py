"""Russian: noun phrases whose parts agree, put into the nominative.

``(adjective)* noun ((adjective)* noun in the genitive)*``, words and forms by pymorphy3 (OpenCorpora); of the readings
of a word those count that agree with its neighbours.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.glossary.extraction.phrases import Phrase, Word, spans
from forumdocs.glossary.extraction.vocabulary import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

_TOKEN = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[^\W_]+(?:[-‐‑][^\W_]+)*|\S")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9-]{2,}")
_LEAST_LIKELY = 0.02
"""Readings of less weight are left out, unless they are all that there is."""
_NO_TERM = frozenset({"Name", "Patr", "Surn", "Abbr-initial"})
_AGREEING = ("ADJF", "PRTF")


class Reading(NamedTuple):
    """One reading of a word as a part of a noun phrase."""

    noun: bool
    case: str
    number: str
    gender: str
    parse: Parse | None


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    readings: tuple[Reading, ...]


def find(texts: Sequence[str]) -> list[tuple[Phrase, ...]]:
    """The candidates of every text."""
    return [tuple(_phrases(text)) for text in texts]


def _phrases(text: str) -> Iterator[Phrase]:
    for run in _runs(text):
        for first, stop in spans(len(run)):
            if head := _head(run[first:stop]):
                yield _phrase(run[first:stop], *head, text)


def _runs(text: str) -> Iterator[list[_Token]]:
    run: list[_Token] = []
    for match in _TOKEN.finditer(text):
        readings = _readings(match.group())
        if run and (not readings or text[run[-1].end : match.start()].strip(" \n\t\u00a0")):
            yield run
            run = []
        if readings:
            run.append(_Token(match.group(), match.start(), match.end(), readings))
    if run:
        yield run


@lru_cache(maxsize=65536)
def _readings(word: str) -> tuple[Reading, ...]:
    """The readings of a word as noun or adjective; none where it cannot stand in a term."""
    if not _CYRILLIC.search(word):
        return (Reading(True, "", "", "", None),) if _LATIN.fullmatch(word) else ()
    if len(word) == 1:
        return ()
    parses = _analyzer().parse(word)
    best = parses[0]
    if best.normal_form in word_list("ru", "breakers") or best.tag.POS not in ("NOUN", *_AGREEING):
        return ()
    if _NO_TERM & set(map(str, best.tag.grammemes)):
        return ()
    likely = [p for p in parses if p.score >= _LEAST_LIKELY]
    return tuple(
        Reading(p.tag.POS == "NOUN", str(p.tag.case), str(p.tag.number), str(p.tag.gender or ""), p)
        for p in likely or [best]
        if p.tag.POS in ("NOUN", *_AGREEING) and p.tag.case
    )


def _head(tokens: Sequence[_Token]) -> tuple[int, Reading] | None:
    """The place and the reading of the head noun, if the words are one noun phrase and no mere name of a place."""
    if len(tokens) == 1 and (parse := tokens[0].readings[0].parse) and "Geox" in parse.tag:
        return None
    for place in range(len(tokens) - 1, -1, -1):
        for reading in tokens[place].readings:
            if (
                reading.noun
                and all(_agrees(before, reading) for before in tokens[:place])
                and _is_complement(tokens[place + 1 :])
            ):
                return place, reading
    return None


def _is_complement(tokens: Sequence[_Token]) -> bool:
    """Whether words are noun phrases in the genitive, or stand in Latin letters: "ключей", "схемы BB84"."""
    if not tokens:
        return True
    for place, token in enumerate(tokens):
        for reading in token.readings:
            fits = not reading.case or reading.case in ("gent", "gen2")
            if reading.noun and fits and all(_agrees(before, reading) for before in tokens[:place]):
                return _is_complement(tokens[place + 1 :])
    return False


def _agrees(token: _Token, noun: Reading) -> bool:
    return any(_is_attribute(reading, noun) for reading in token.readings)


def _is_attribute(reading: Reading, noun: Reading) -> bool:
    return (
        not reading.noun
        and reading.case == noun.case
        and reading.number == noun.number
        and (reading.number == "plur" or reading.gender == noun.gender)
    )


def _phrase(tokens: Sequence[_Token], place: int, head: Reading, text: str) -> Phrase:
    words = tuple(Word(t.start, t.end, _base(t.text)) for t in tokens)
    rest = text[tokens[place].end : tokens[-1].end]
    form, singular = (
        " ".join(_nominative(t, _attribute(t, head), head, number, text) for t in tokens[: place + 1]) + rest
        for number in (head.number or "sing", "sing")
    )
    return Phrase(words, form, singular=singular)


def _attribute(token: _Token, head: Reading) -> Reading:
    return head if head in token.readings else next(r for r in token.readings if _is_attribute(r, head))


def _nominative(token: _Token, reading: Reading, head: Reading, number: str, text: str) -> str:
    """A word in the nominative of a number, its capitals kept unless it opens a sentence."""
    if reading.parse is None:
        return token.text
    grammemes = {"nomn", number}
    if not reading.noun and number == "sing" and head.gender:
        grammemes.add(head.gender)
    form = _inflected(reading.parse, frozenset(grammemes)) or token.text.lower()
    if token.text.isupper() and len(token.text) > 1:
        return form.upper()
    opens = text[: token.start].rstrip()[-1:] in ("", *".:!?–—«")
    return form if token.text.islower() or opens else form[0].upper() + form[1:]


@lru_cache(maxsize=65536)
def _inflected(parse: Parse, grammemes: frozenset[str]) -> str:
    """A form of a word; in its own number where it has no other; empty where it has none."""
    form = parse.inflect(grammemes) or parse.inflect({"nomn"})
    return str(form.word) if form else ""


@lru_cache(maxsize=65536)
def _base(word: str) -> str:
    if not _CYRILLIC.search(word):
        return word.lower()
    parses = [p for p in _analyzer().parse(word) if p.tag.POS in ("NOUN", *_AGREEING)]
    return str(parses[0].normal_form).replace("ё", "е")


@cache
def _analyzer() -> MorphAnalyzer:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
