"""The words of a sentence as the graph compares them: stems by language, glossary concepts for all languages.

English words lose their plainest endings (the S-stemmer of D. Harman, "How Effective Is Suffixing?", JASIS 42(1), 1991,
and *-ed*, *-ing*), which needs no model; Russian words become lemmas (pymorphy3), Chinese text the words of jieba,
Korean eojeols lose their particles by the rules of term extraction, so that no analyser of its own has to be installed.
Japanese runs of kanji and katakana are taken in pairs of characters, Thai text in fours.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from forumdocs.chinese import chinese_segmenter, to_simplified
from forumdocs.glossary.concepts import language_of
from forumdocs.glossary.extraction.korean import divisions
from forumdocs.glossary.extraction.vocabulary import word_list
from forumdocs.languages import LANGUAGES
from forumdocs.pipelines.summaries.russian import analyzer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from forumdocs.glossary import Matcher

CONCEPT = "#"
"""Begins the token of a glossary concept, which is the same in all languages."""

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_LATIN_OR_NUMBER = re.compile(r"[A-Za-z][A-Za-z0-9-]+|\d+(?:[.,]\d+)*")
_HAN = re.compile("[\u3400-\u9fff]")
_JAPANESE_RUN = re.compile("[\u3400-\u9fff々]+|[ァ-ヺー]+")
_THAI_RUN = re.compile("[\u0e01-\u0e4e]+")
_THAI_GRAM = 4
_SHORTEST_STEM = 3


def words_of(text: str, tag: str, matcher: Matcher) -> list[str]:
    """The tokens of a sentence, in no particular order, one for each occurrence.

    Words carry their language (``"en:network"``), so that no two languages share one by chance; numbers and names in
    Latin letters do not, and concepts of the glossary stand as ``"#qkd"``.
    """
    base = tag.partition("-")[0]
    if base not in LANGUAGES:
        return [f"{base}:{word.casefold()}" for word in _WORD.findall(text)]
    shared = [f"={name.casefold()}" for name in _LATIN_OR_NUMBER.findall(text)] if base != "en" else []
    found = [f"{base}:{word}" for word in _TOKENIZERS[base](text)]
    concepts = [CONCEPT + match.concept.id for match in matcher.find(text, language_of(tag))]
    return [*found, *shared, *concepts]


def _english(text: str) -> Iterator[str]:
    stop = word_list("en", "function-words")
    for word in _WORD.findall(text):
        low = word.casefold().removesuffix("’s").removesuffix("'s")
        if low not in stop:
            yield _stem(low)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """An English word without the commonest endings: "studies" and "study", "measured" and "measuring" are one."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM and re.search("[aeiouy]", stem):
            return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word


def _russian(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        if lemma := _russian_lemma(word.casefold()):
            yield lemma


@lru_cache(maxsize=65536)
def _russian_lemma(word: str) -> str:
    """The lemma of a word; nothing for prepositions, conjunctions, particles and pronouns."""
    parse = analyzer().parse(word)[0]
    return "" if parse.tag.POS in ("PREP", "CONJ", "PRCL", "NPRO", "INTJ") else str(parse.normal_form)


def _chinese(text: str) -> Iterator[str]:
    for word in chinese_segmenter().cut(to_simplified(text)):
        if len(word) > 1 and _HAN.search(word):
            yield word


def _korean(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        stem = _korean_stem(word)
        if len(stem) > 1:
            yield stem


@lru_cache(maxsize=65536)
def _korean_stem(eojeol: str) -> str:
    """An eojeol without its longest particle, or without the ending that makes a verb of it."""
    readings = divisions(eojeol)
    if len(readings) > 1 and len(readings[1][0]) > 1:
        return readings[1][0]
    endings = sorted(word_list("ko", "endings"), key=len, reverse=True)
    return next((eojeol.removesuffix(e) for e in endings if eojeol.endswith(e) and len(eojeol) > len(e) + 1), eojeol)


def _japanese(text: str) -> Iterator[str]:
    for run in _JAPANESE_RUN.findall(text):
        yield from (run[place : place + 2] for place in range(max(1, len(run) - 1)))


def _thai(text: str) -> Iterator[str]:
    for run in _THAI_RUN.findall(text):
        yield from (run[place : place + _THAI_GRAM] for place in range(max(1, len(run) - _THAI_GRAM + 1)))


_TOKENIZERS: dict[str, Callable[[str], Iterator[str]]] = {
    "en": _english,
    "zh": _chinese,
    "ko": _korean,
    "ru": _russian,
    "ja": _japanese,
    "th": _thai,
}
