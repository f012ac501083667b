"""Names of countries and cities, swapped for others of the same Russian gender and case."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from training.augmentation import mending, russian
from training.augmentation.tokens import Token, Unwritable

KINDS = ("country", "city")
FILES = {"country": "countries.tsv", "city": "cities.tsv"}
UNCHANGING = "оиуеэы"
"""Vowels in which a Russian name of a place ends that does not decline."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its names by language, the one to write first."""

    kind: str
    names: tuple[tuple[str, tuple[str, ...]], ...]
    gender: str

    def in_language(self, lang: str) -> tuple[str, ...]:
        return dict(self.names)[lang]


@lru_cache(maxsize=4)
def places(kind: str) -> tuple[Place, ...]:
    """The table of a kind."""
    path = Path(__file__).parent / "data" / FILES[kind]
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Place(kind, tuple((lang, tuple(row[lang].split("|"))) for lang in row if lang != "gender"), row["gender"])
            for row in csv.DictReader(file, delimiter="\t")
        )


_OTHER_PLACES = ("Republic of", "Bank of", "University of", "North", "South", "West", "East", "New", "the")
_NOT_AFTER = "".join(rf"(?<!\b{word} )" for word in _OTHER_PLACES)
_BORDERS = {
    "en": (rf"(?<![A-Za-z-]){_NOT_AFTER}", r"(?![A-Za-z-]| [A-Z])"),
    "ru": (r"(?<![А-Яа-яЁё-])(?<!Северная )(?<!Северной )", r"(?![А-Яа-яЁё-])"),
    "ko": (r"(?<![가-힣])", rf"(?=(?:{mending.KOREAN_ENDINGS}|시|측|산|내|발|행)?(?![가-힣]))"),
    "zh": ("", r"(?![大学人语族海省州文式]|科技大)"),
    "ja": (r"(?<![ァ-ヶー])", r"(?![ァ-ヶー大学人語海州省県府都湾式])"),
}
"""What may not stand beside a name of a place, since the two would be another name or word."""


@lru_cache(maxsize=8)
def _names(lang: str) -> tuple[re.Pattern[str], dict[str, Place]]:
    """A pattern for all names of a language, in Russian in all cases, and the place of each."""
    found: dict[str, Place] = {}
    for place in (place for kind in KINDS for place in places(kind)):
        for name in place.in_language(lang):
            for form in russian.place_forms(name, place.gender).values() if lang == "ru" else (name,):
                found.setdefault(form, place)
    found.pop("", None)
    before, after = _BORDERS[lang]
    names = "|".join(re.escape(name) for name in sorted(found, key=len, reverse=True))
    return re.compile(f"{before}(?:{names}){after}"), found


def find(text: str, lang: str) -> Iterator[Token]:
    """The places that a text names."""
    pattern, names = _names(lang)
    for match in pattern.finditer(text):
        place = names[match.group()]
        yield Token(place.kind, place, *match.span(), _writer(match, place, lang))


def _writer(match: re.Match[str], place: Place, lang: str) -> Callable[[Place], str]:
    if lang != "ru":
        return lambda new: new.in_language(lang)[0]
    declined = [russian.place_forms(name, place.gender) for name in place.in_language("ru")]
    forms = next(forms for forms in declined if match.group() in forms.values())
    cases = russian.cases_of(match.group(), forms, match.string[: match.start()])

    def write(new: Place) -> str:
        written = {russian.place_forms(new.in_language("ru")[0], new.gender)[case] for case in cases}
        if new.gender != place.gender or len(written) > 1:
            raise Unwritable(match.group())
        return written.pop()

    return write


def drawer(kind: str) -> Callable[[Sequence[Place], random.Random], dict[Place, Place]]:
    """A draw of other places of a kind, none of which a group names already."""

    def draw(values: Sequence[Place], chance: random.Random) -> dict[Place, Place]:
        genders = [place.gender for place in values]
        others = [place for place in places(kind) if place not in values and place.gender in genders]
        return dict(zip(values, chance.sample(others, len(values)), strict=True))

    return draw
