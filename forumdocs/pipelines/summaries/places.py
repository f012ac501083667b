"""Places in running text: countries, cities and regions of a table, towns of dictionaries, halls, rooms and streets.

The table, :file:`places.tsv`, has the countries by the short names of Unicode CLDR and the cities where forums meet and
laboratories stand, in five languages. Russian towns that it lacks are those of pymorphy3's dictionary
(OpenCorpora's mark ``Geox``), Chinese ones those of jieba's (tag ``ns``) beside a word that shows a place. Halls,
rooms, streets, airports and English names after ``in`` are told by patterns.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from forumdocs.chinese import chinese_segmenter, to_simplified
from forumdocs.pipelines.summaries import russian
from forumdocs.pipelines.summaries.vocabulary import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TABLE_LANGUAGES = ("en", "zh", "ko", "ru", "ja")
DOUBTFUL = "!"
"""Ends a name in the table that is also another word: it counts only beside a word that shows a place."""
_CAPITALISED = re.compile(r"(?:U\.S\.|[^\W\d_][\w’'-]*)")
_LONGEST_NAME = 4
"""Words of the longest name that is looked for in English and Russian."""
_HAN_SURE = 4
"""Characters from which a Chinese name needs no bounds: shorter ones may straddle two words (参加|纳米)."""

RAREST_TOWN = 20
"""Occurrences in jieba's dictionary under which too many of its places are other words (太冷, 满池)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place at ``text[start:end]``; ``name`` is the nominative."""

    start: int
    end: int
    name: str


def find_places(text: str, lang: str) -> list[Place]:
    """The places of a text in order; of two that overlap the longer one."""
    found = sorted(_read(text, lang), key=lambda place: (place.start - place.end, place.start))
    chosen: list[Place] = []
    for place in found:
        if all(place.end <= other.start or place.start >= other.end for other in chosen):
            chosen.append(place)
    return sorted(chosen, key=lambda place: place.start)


def _read(text: str, lang: str) -> Iterator[Place]:
    yield from {"en": _english, "ru": _russian, "zh": _chinese, "ko": _korean, "ja": _japanese}.get(lang, _none)(text)
    if shape := pattern("place", lang):
        for match in shape.finditer(text):
            name = next(value for value in match.groupdict().values() if value)
            start = match.start() + match[0].index(name)
            if is_no_place(name, lang):
                continue
            if lang != "zh" or start in _bounds(to_simplified(text)):
                yield Place(start, start + len(name), russian.phrase(name) if lang == "ru" else name)


def is_no_place(name: str, lang: str) -> bool:
    """Whether a name that was told by what stands around it is a common word, such as ``online``."""
    other = pattern("not-place", lang)
    return bool(other and other.search(name))


def name_in(name: str, lang: str, reader: str) -> str:
    """What a place named in one base language is called in another; empty where the table does not know it."""
    if lang not in TABLE_LANGUAGES or lang == reader:
        return ""
    row = next((row for key in _keys(name, lang) if (row := _names(lang).get(key))), {})
    return row.get(reader, "")


def _none(_text: str) -> Iterator[Place]:
    yield from ()


def _english(text: str) -> Iterator[Place]:
    for start, end in _runs(text):
        name = text[start:end]
        if name.casefold() not in _names("en") or name.islower():
            continue
        if not _is_cut(text, start, end, "en") and (_is_sure(name, "en") or _is_beside(text, start, end, "en")):
            yield Place(start, end, name)


def _is_cut(text: str, start: int, end: int, lang: str) -> bool:
    """Whether another name goes on: ``Vienna`` in ``Vienna Convention``, ``Bristol`` in ``University of Bristol``."""
    within = pattern("within-a-name", lang)
    return bool(within and within.search(text[:start] + "\n" + text[end:]))


def _russian(text: str) -> Iterator[Place]:
    names = _names("ru")
    for start, end in _runs(text):
        name = text[start:end]
        if _is_cut(text, start, end, "ru"):
            continue
        row = next((row for key in _keys(name, "ru") if (row := names.get(key))), None)
        if row and (_is_sure(row["ru"], "ru") or _is_beside(text, start, end, "ru")):
            yield Place(start, end, row["ru"])
        elif " " not in name and (town := russian.toponym(name)):
            yield Place(start, end, town)


def _chinese(text: str) -> Iterator[Place]:
    plain = to_simplified(text)
    if len(plain) != len(text):
        return
    bounds = _bounds(plain)
    for start, end in _in_table(plain, "zh"):
        name = plain[start:end]
        is_whole = len(name) >= _HAN_SURE or (start in bounds and end in bounds)
        if is_whole and (_is_sure(name, "zh") or _is_beside(plain, start, end, "zh")) and _is_no_body(plain, end):
            yield Place(start, end, text[start:end])
    for start, end in pairwise(bounds):
        is_town = plain[start:end] in _chinese_towns() and _is_beside(plain, start, end, "zh")
        if is_town and _is_no_body(plain, end):
            yield Place(start, end, text[start:end])


@lru_cache(maxsize=256)
def _bounds(text: str) -> tuple[int, ...]:
    """Where the words of a Chinese text begin, and its end."""
    return (0, *accumulate(len(word) for word in chinese_segmenter().cut(text)))


def _is_no_body(text: str, end: int) -> bool:
    """Whether no university, company or language goes on from a place."""
    body = pattern("body-of-a-place", "zh")
    return not (body and body.match(text, end))


@cache
def _chinese_towns() -> frozenset[str]:
    """The places of jieba's dictionary, but for rare words and those that say what a place is (山村, 北门)."""
    import jieba

    with jieba.get_dict_file() as file:
        rows = [line.split() for line in file.read().decode("utf-8").splitlines()]
    generic = pattern("generic-place", "zh")
    return frozenset(
        word
        for word, count, tag in rows
        if tag == "ns" and len(word) > 1 and int(count) >= RAREST_TOWN and not (generic and generic.fullmatch(word))
    )


def _korean(text: str) -> Iterator[Place]:
    follows = pattern("after-a-place", "ko")
    for start, end in _in_table(text, "ko"):
        is_bounded = (
            not re.match("[가-힣]", text[max(0, start - 1) : start])
            and follows
            and follows.match(text, end)
            and not _is_cut(text, start, end, "ko")
        )
        if is_bounded and (_is_sure(text[start:end], "ko") or _is_beside(text, start, end, "ko")):
            yield Place(start, end, text[start:end])


def _japanese(text: str) -> Iterator[Place]:
    not_after = pattern("body-of-a-place", "ja")
    for start, end in _in_table(text, "ja"):
        around = text[max(0, start - 1) : start] + "\n" + text[end : end + 1]
        is_katakana = bool(re.search("[ァ-ヺー]", text[start]))
        is_cut = bool(re.search("[ァ-ヺー]", around) if is_katakana else re.search("[\u4e00-\u9fff]\n", around))
        if is_cut or (not_after and not_after.match(text, end)):
            continue
        if _is_sure(text[start:end], "ja") or _is_beside(text, start, end, "ja"):
            yield Place(start, end, text[start:end])


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Capitalised words and as many more as may belong to a name, the longest first."""
    words = list(_CAPITALISED.finditer(text))
    for place, word in enumerate(words):
        if not word[0][:1].isupper():
            continue
        for last in range(min(place + _LONGEST_NAME, len(words)) - 1, place - 1, -1):
            if last == place or re.fullmatch(
                r"(?:[^\W\d_][\w’'-]*[ \u00a0])+[^\W\d_][\w’'-]*", text[word.start() : words[last].end()]
            ):
                end = words[last].end()
                yield word.start(), end - 2 if text[word.start() : end].endswith(("'s", "’s")) else end


def _in_table(text: str, lang: str) -> Iterator[tuple[int, int]]:
    for _, start, end in _automaton(lang).find_matches_as_indexes(text):
        yield start, end


@cache
def _automaton(lang: str) -> Any:
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(list(_names(lang)), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _is_sure(name: str, lang: str) -> bool:
    return _key(name, lang) not in _doubtful(lang)


def _is_beside(text: str, start: int, end: int, lang: str) -> bool:
    """Whether a word stands before or after that shows a place: ``in``, ``в``, ``在``, ``에서``."""
    beside = pattern("beside-a-place", lang)
    return bool(beside and beside.search(text[max(0, start - 20) : start] + "\n" + text[end : end + 20]))


def _key(name: str, lang: str) -> str:
    return _keys(name, lang)[0]


def _keys(name: str, lang: str) -> list[str]:
    """What a name is looked up as, itself first; in Russian with the lemmas of each of its words."""
    if lang != "ru":
        return [name.casefold() if lang == "en" else name]
    words = russian.plain(name).split()
    keys = [""]
    for word in words:
        keys = [f"{key} {lemma}".strip() for key in keys for lemma in (word, *sorted(russian.lemmas(word) - {word}))]
    return keys


@cache
def _names(lang: str) -> Mapping[str, Mapping[str, str]]:
    """The rows by every name in a language."""
    return {
        key: _first(row, lang, name)
        for row in reversed(_rows())  # of two with one name the first of the table stays
        for name in row[lang]
        for key in _keys(name.removesuffix(DOUBTFUL), lang)
    }


def _first(row: Mapping[str, tuple[str, ...]], lang: str, name: str) -> Mapping[str, str]:
    """The first name of a row in each language; in its own the one that was found."""
    first = {one: names[0].removesuffix(DOUBTFUL) for one, names in row.items() if names}
    return first | {lang: name.removesuffix(DOUBTFUL)}


@cache
def _doubtful(lang: str) -> frozenset[str]:
    return frozenset(
        _key(name.removesuffix(DOUBTFUL), lang) for row in _rows() for name in row[lang] if name.endswith(DOUBTFUL)
    )


@cache
def _rows() -> tuple[Mapping[str, tuple[str, ...]], ...]:
    lines = files(__package__).joinpath("places.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(
        {lang: tuple(filter(None, row[lang].split("|"))) for lang in TABLE_LANGUAGES}
        for row in csv.DictReader(lines, delimiter="\t")
    )
