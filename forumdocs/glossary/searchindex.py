"""What the terms of a glossary are found by: their search keys, made once and kept beside the other caches.

The pinyin of a whole glossary takes seconds, because the tables of words and readings must load; the finished keys
load in milliseconds.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from forumdocs.glossary.compiled import remembered
from forumdocs.glossary.concepts import Status
from forumdocs.glossary.hangul import romanise
from forumdocs.glossary.kana import to_romaji
from forumdocs.glossary.reading import search_words, transliterate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from forumdocs.glossary.concepts import Concept, Term
    from forumdocs.glossary.store import Glossary

_SYLLABLE = re.compile("[^aeiou' ]*[aeiou]+(?:ng?(?![aeiou])|r(?![aeiou]))?|[^ ']+")
"""A syllable of pinyin without tones: inside a word each begins with a consonant, or after an apostrophe."""
SHORTEST_INITIALS = 3
_MARKS = re.compile("[\u0300-\u036f]")


class Way(StrEnum):
    """The form of a term by which it is found."""

    TERM = "term"
    ABBREVIATION = "abbreviation"
    PINYIN = "pinyin"
    INITIALS = "pinyin initials"
    ROMANISATION = "romanisation"
    KANA = "kana"
    ROMAJI = "romaji"
    TRANSLITERATION = "transliteration"

    @property
    def is_indirect(self) -> bool:
        """Whether the form is an aid to reading rather than the term as it is written."""
        return self not in (Way.TERM, Way.ABBREVIATION)


class Key(NamedTuple):
    """A form of a term, ready to compare with what was typed."""

    text: str
    starts: tuple[int, ...]
    """Where its second and further words begin."""
    concept: str
    """The id of the concept."""
    term: int
    """Place of the term in its concept."""
    way: Way
    preferred: bool


@dataclass(frozen=True)
class SearchIndex:
    """The keys of a glossary, with what they point to.

    The keys stay text, a line each, until one is asked for: to find the lines that hold a query takes no longer than
    to read the file, to make objects of all of them takes ten times as long.
    """

    glossary: Glossary
    lines: str
    pinyin: dict[str, str]
    """Pinyin by Chinese term."""

    def containing(self, typed: str) -> Iterator[Key]:
        """The keys in whose text ``typed`` stands, in the order of the glossary."""
        line_start = 0
        while (found := self.lines.find(typed, line_start)) >= 0:
            line_start = self.lines.rfind("\n", 0, found) + 1
            line_end = self.lines.find("\n", found)
            if self.lines.find("\t", line_start, line_end) > found:
                yield _parse(self.lines[line_start:line_end])
            line_start = line_end

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """The text of each key, where its further words begin (numbers in text), and its line for :meth:`key`."""
        for line in self.lines.split("\n")[:-1]:
            text, starts, _ = line.split("\t", 2)
            yield text, starts, line

    def key(self, line: str) -> Key:
        """The key of a line."""
        return _parse(line)


def _parse(line: str) -> Key:
    text, starts, concept, term, way, preferred = line.split("\t")
    return Key(text, tuple(map(int, starts.split())), concept, int(term), _WAYS[way], preferred == "1")


def _write(key: Key) -> str:
    starts = " ".join(map(str, key.starts))
    return f"{key.text}\t{starts}\t{key.concept}\t{key.term}\t{key.way.value}\t{int(key.preferred)}\n"


_WAYS = {way.value: way for way in Way}


def keys_of(term: Term, *, pinyin: str = "") -> dict[str, tuple[tuple[int, ...], Way]]:
    """The search keys of one term: text, where its further words begin, and the form that the key comes from."""
    keys: dict[str, tuple[tuple[int, ...], Way]] = {}
    for form, way in _forms(term, pinyin):
        words = search_words(form)
        keys.setdefault("".join(words), (_starts(words), way))
    keys.pop("", None)
    return keys


def _starts(words: list[str]) -> tuple[int, ...]:
    return tuple(accumulate(len(word) for word in words))[:-1]


def _forms(term: Term, pinyin: str) -> Iterator[tuple[str, Way]]:
    """A term as written, and as it is typed where its script is not at hand."""
    yield term.text, Way.ABBREVIATION if term.abbreviation else Way.TERM
    if term.lang.startswith("zh") and pinyin:
        yield pinyin, Way.PINYIN
        yield pinyin.replace("ǜ", "v").replace("ǚ", "v"), Way.PINYIN
        yield _initials(pinyin), Way.INITIALS
    elif term.lang == "ko":
        yield romanise(term.text), Way.ROMANISATION
    elif term.lang == "ja" and term.reading:
        yield term.reading, Way.KANA
        yield to_romaji(term.reading), Way.ROMAJI
        yield to_romaji(term.reading, macrons=False), Way.ROMAJI
    elif term.lang == "ru":
        yield transliterate(term.text), Way.TRANSLITERATION


def _initials(pinyin: str) -> str:
    """The first letters of the syllables, as a Chinese keyboard takes them: ``"lzmyff"``; empty for short terms."""
    syllables = _SYLLABLE.findall(_MARKS.sub("", unicodedata.normalize("NFD", pinyin.lower())))
    return "".join(syllable[0] for syllable in syllables) if len(syllables) >= SHORTEST_INITIALS else ""


_indexes: dict[str, SearchIndex] = {}
"""The indexes of this process, by the digest of their glossary."""


def index_of(glossary: Glossary) -> SearchIndex:
    """The index of a glossary: of this process, else from the cache, else made and put there."""
    if not glossary.digest:
        return _index(glossary, _make(glossary))
    if glossary.digest not in _indexes:
        _indexes[glossary.digest] = _index(glossary, remembered("search", glossary.digest, lambda: _make(glossary)))
    return _indexes[glossary.digest]


def _index(glossary: Glossary, content: str) -> SearchIndex:
    pinyin, _, lines = content.partition("\n")
    return SearchIndex(glossary, lines, json.loads(pinyin))


def _make(glossary: Glossary) -> str:
    """The pinyin as JSON in one line, and the keys in the others."""
    pinyin = pinyin_of(glossary)
    keys = (
        Key(text, starts, concept.id, place, way, term.status is Status.PREFERRED)
        for concept in glossary
        for place, term in enumerate(concept.terms)
        for text, (starts, way) in keys_of(term, pinyin=pinyin.get(term.text, "")).items()
    )
    return f"{json.dumps(pinyin, ensure_ascii=False)}\n{''.join(map(_write, keys))}"


def pinyin_of(concepts: Iterable[Concept]) -> dict[str, str]:
    """The pinyin of all Chinese terms, by term; a term without Chinese characters has none."""
    from forumdocs.glossary.pinyin import to_pinyin

    texts = {t.text for concept in concepts for t in concept.terms if t.lang.startswith("zh")}
    pairs = ((text, to_pinyin(text)) for text in sorted(texts))
    return {text: pinyin for text, pinyin in pairs if pinyin != text}
