"""Measures and currencies after a number, swapped for others of their kind in the same form."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from training.augmentation.tokens import Token, Unwritable

TABLES: Mapping[str, Mapping[str, Mapping[str, list[str]]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "measures.toml").read_text(encoding="utf-8")
)
"""Measures by kind and name: their forms by language."""
KINDS = tuple(TABLES)

_AFTER = {
    "en": r"(?![A-Za-zμ/²³]|-[A-Z]|\s?/|\sper\s(?:second|hour|minute))",
    "zh": r"(?![A-Za-z/²³每人民钟见度年代级龄])",
    "ko": r"(?![A-Za-z/²³째짜대생차도년])",
    "ru": r"(?![A-Za-zА-Яа-яЁё/²³-]|\.\S)",
    "ja": r"(?![A-Za-z/²³ァ-ヶー目代度生号頃])",
}
"""What makes a measure a part of a compound one (km/h), an ordinal or another word."""


@lru_cache(maxsize=8)
def _pattern(lang: str) -> re.Pattern[str]:
    forms = {form for rows in TABLES.values() for row in rows.values() for form in row[lang]}
    names = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<=[\d万亿억만천조億兆ndнд.])(?P<gap>[ \u00a0-]?)(?P<name>{names}){_AFTER[lang]}")


_COUNTED = re.compile(
    r"(?:\d|[万亿억만천조億兆]|(?:thousand|million|billion|trillion)|(?:тыс\.|млн|млрд|трлн))\Z", re.IGNORECASE
)


def find(text: str, lang: str) -> Iterator[Token]:
    """Measures right after a number; one that belongs to two kinds is a token of each, and the languages decide."""
    for match in _pattern(lang).finditer(text):
        if not _COUNTED.search(text[: match.start()]):
            continue
        for kind, rows in TABLES.items():
            for name, row in rows.items():
                if match["name"] in row[lang]:
                    yield _token(match, kind, name, lang)


def _token(match: re.Match[str], kind: str, name: str, lang: str) -> Token:
    rows = TABLES[kind]
    places = _places(rows[name][lang], match, lang)

    def write(new: str) -> str:
        found = {rows[new][lang][place] for place in places}
        if len(found) != 1 or (match["gap"] == "-" and " " in next(iter(found))):
            raise Unwritable(match.group())
        return found.pop()

    return Token(kind, name, *match.span("name"), write)


def _places(forms: list[str], match: re.Match[str], lang: str) -> list[int]:
    """The places of the list of forms that the written one may have; none where a Russian verb might agree with it."""
    places = [place for place, form in enumerate(forms) if form == match["name"]]
    if lang == "ru":
        return [] if places == [0] and len(forms) > 1 else places
    if lang == "en" and places[:2] == [0, 1]:  # yuan, yen
        return [0] if match["gap"] == "-" else [1]
    return places[:1]


def drawer(kind: str) -> Callable[[Sequence[str], random.Random], dict[str, str]]:
    """A draw of other measures of a kind, none of which the group has already."""

    def draw(values: Sequence[str], chance: random.Random) -> dict[str, str]:
        others = [name for name in TABLES[kind] if name not in values]
        if len(others) < len(values):
            return {}
        return dict(zip(values, chance.sample(others, len(values)), strict=True))

    return draw
