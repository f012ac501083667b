"""Korean: bare nouns in a row, and a last one without its particle.

A particle is taken off where the last sound of the noun asks for that form of it (을 after a consonant, 를 after a
vowel), and where the noun so found is known or stands elsewhere with another particle.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.glossary.extraction.background import is_common
from forumdocs.glossary.extraction.phrases import Phrase, Word, spans
from forumdocs.glossary.extraction.vocabulary import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TOKEN = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[가-힣A-Za-z0-9]+(?:[-·][가-힣A-Za-z0-9]+)*|\S")
_HANGUL = re.compile("[가-힣]")
_NOUN = re.compile(r"(?=.*[가-힣A-Za-z])[가-힣A-Za-z][가-힣A-Za-z0-9·-]*")
_AFTER_CONSONANT = ("을", "은", "이", "과", "으로", "아")
_AFTER_VOWEL = ("를", "는", "가", "와", "로", "며", "라는", "라고", "란", "나", "였")
_VERBAL = re.compile(r".{2,}(?:한|할|된|될|하|되|적|해|돼|스런|시킨|시킬|받은|지)\Z")
"""Adnominal and connecting forms of verbs made from nouns, after two syllables or more."""
_RIEUL = 8


class _Token(NamedTuple):
    """A noun at ``text[start:end]``; ``bare`` where nothing follows it."""

    stem: str
    start: int
    end: int
    bare: bool


def find(texts: Sequence[str]) -> list[tuple[Phrase, ...]]:
    """The candidates of every text."""
    evidence = _evidence(texts)
    return [tuple(_phrases(text, evidence)) for text in texts]


def _evidence(texts: Sequence[str]) -> Mapping[str, set[str]]:
    """The endings that follow a stem anywhere, by stem.

    Of the readings of an eojeol, the bare one and that with the longest ending count.
    """
    found = defaultdict[str, set[str]](set)
    for text in texts:
        for match in _TOKEN.finditer(text):
            for stem, particle in divisions(match.group())[:2]:
                found[stem].add(particle)
    return found


def _phrases(text: str, evidence: Mapping[str, set[str]]) -> Iterator[Phrase]:
    for run in _runs(text, evidence):
        for first, stop in spans(len(run)):
            words = tuple(Word(t.start, t.end, t.stem) for t in run[first:stop])
            if len(words) > 1 or (len(words[0].base) > 1 and words[0].base not in word_list("ko", "places")):
                yield Phrase(words, " ".join(word.base for word in words), spaced=False)


def _runs(text: str, evidence: Mapping[str, set[str]]) -> Iterator[list[_Token]]:
    run: list[_Token] = []
    for match in _TOKEN.finditer(text):
        token = _noun(match, evidence)
        if run and (token is None or text[run[-1].end : match.start()].strip(" \n\t\u00a0")):
            yield run
            run = []
        if token is None:
            continue
        run.append(token)
        if not token.bare:
            yield run
            run = []
    if run:
        yield run


def _noun(match: re.Match[str], evidence: Mapping[str, set[str]]) -> _Token | None:
    text = match.group()
    if _is_predicate(text):
        return None
    stem, particle = _divide(text, evidence)
    if not _NOUN.fullmatch(stem) or stem in word_list("ko", "breakers") or text in word_list("ko", "breakers"):
        return None
    return _Token(stem, match.start(), match.start() + len(stem), bare=not particle)


def _is_predicate(text: str) -> bool:
    if ends_in_noun(text):
        return False
    return bool(_VERBAL.fullmatch(text)) or any(
        text.endswith(end) and len(text) > len(end) for end in word_list("ko", "endings")
    )


def _divide(text: str, evidence: Mapping[str, set[str]]) -> tuple[str, str]:
    """The noun of an eojeol and what follows it."""
    readings = divisions(text)
    if ends_in_noun(text) or is_common(text, "ko"):
        return text, ""
    if evidence.get(text, set()) - {""} and not any(is_common(stem, "ko") for stem, _ in readings[1:]):
        return text, ""
    for stem, particle in readings[1:]:
        is_plain = (
            len(particle) > 1 or particle in "을를에" or (particle in "은는의" and len(stem) > 1) or len(stem) > 2
        )
        if is_plain or is_common(stem, "ko") or ends_in_noun(stem) or len(evidence[stem]) > 1:
            return stem, particle
    return text, ""


def ends_in_noun(text: str) -> bool:
    """Whether a text ends in a noun that looks as if it had a particle: 국제회의, 정밀도."""
    return any(text[-length:] in word_list("ko", "nouns") for length in (2, 3, 4, 5))


@cache
def _particles() -> tuple[str, ...]:
    return tuple(sorted(word_list("ko", "particles"), key=lambda p: (-len(p), p)))


@lru_cache(maxsize=65536)
def divisions(text: str) -> Sequence[tuple[str, str]]:
    """All ways to read an eojeol as a noun and a particle, first as a bare noun, then by the longest particle."""
    if not _HANGUL.search(text[-1:]):
        return [(text, "")]
    found = [(text, "")]
    for particle in _particles():
        stem = text.removesuffix(particle)
        if len(stem) < len(text) and stem and _fits(stem[-1], particle):
            found.append((stem, particle))
            if stem.endswith("들") and len(stem) > 2:
                found.insert(-1, (stem[:-1], "들" + particle))
    return found


def _fits(last: str, particle: str) -> bool:
    """Whether a particle may follow a syllable (Unicode 3.12: its final consonant is the rest by 28)."""
    if not "가" <= last <= "힣":
        return True
    final = (ord(last) - 0xAC00) % 28
    if particle.startswith(_AFTER_CONSONANT) and not particle.startswith(("이", "은")):
        return final > 0 and not (final == _RIEUL and particle.startswith("으로"))
    if particle.startswith(("이", "은")):
        return final > 0
    if particle.startswith("로"):
        return final in (0, _RIEUL)
    return final == 0 if particle.startswith(_AFTER_VOWEL) else True
