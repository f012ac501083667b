"""Terms in short sentences: headings, questions, announcements, in the form that each language asks for."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from forumdocs.glossary import Concept, Glossary
from forumdocs.glossary.forms import english, with_particle
from forumdocs.glossary.forms.russian import declension
from training.augmentation import mending, people, places, russian
from training.augmentation.dates import MONTHS
from training.augmentation.terms import KINDS, is_complete, kind_of, text_of
from training.augmentation.tokens import Unwritable

LANGUAGES = ("en", "zh", "ko", "ru", "ja")
ANY, SCIENCE = "any", "science"
"""Kinds of carriers: for terms in the nominative of whatever kind, for what can be studied."""
SCIENTIFIC = frozenset({"machine", "component", "particle", "procedure", "network", "field", "phenomenon", "material"})

_QUOTED = re.compile("[«»“”‘’「」]")
_AFTER_NUMBER = re.compile(r"(?<=\d\. )[a-zа-яё]")
_PLACEHOLDER = re.compile(r"\{(?P<name>\w+)(?::(?P<form>\w+))?\}")


@lru_cache(maxsize=1)
def carriers() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """The sentences with places for terms, by kind."""
    with (Path(__file__).parent / "data" / "carriers.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {kind: tuple(row for row in rows if row["kind"] == kind) for kind in {row["kind"] for row in rows}}


def carry(glossary: Glossary, *, seed: int, times: int) -> Iterator[dict[str, str]]:
    """Every noun of a glossary that has a term in all languages, in ``times`` short sentences, no sentence twice."""
    concepts = [concept for concept in glossary if _is_plain(concept)]
    for concept in concepts:
        chance = random.Random(f"{seed} {concept.id}")
        kind = kind_of(concept)
        fitting = [*carriers()[ANY], *(carriers()[SCIENCE] if kind in SCIENTIFIC else ()), *carriers().get(kind, ())]
        others = [other for other in concepts if kind and kind_of(other) == kind and other is not concept]
        for carrier in chance.sample(fitting, min(times, len(fitting))):
            try:
                yield _filled(carrier, concept, others, chance)
            except Unwritable:
                continue


def _is_plain(concept: Concept) -> bool:
    """Whether a concept is a noun in all languages, without quotation marks that would stand inside others."""
    is_noun = concept.part_of_speech == "noun" and is_complete(concept)
    return is_noun and not any(_QUOTED.search(text_of(concept, lang)) for lang in LANGUAGES)


def _filled(
    carrier: Mapping[str, str], concept: Concept, others: list[Concept], chance: random.Random
) -> dict[str, str]:
    values = _values(concept, others, chance)
    return {lang: _sentence(carrier[lang], lang, values) for lang in LANGUAGES}


def _values(concept: Concept, others: list[Concept], chance: random.Random) -> dict[str, object]:
    """What may stand in a carrier, by name of its place."""
    hour, minute = chance.choice((9, 10, 11, 13, 14, 15, 16, 17)), chance.choice(("00", "15", "30", "45"))
    countries = chance.sample(places.places("country"), 2)
    return {
        "term": concept,
        "terms": concept,
        "term2": (other := chance.choice(others) if others else concept),
        "terms2": other,
        "person": people.draw(chance),
        "city": chance.choice(places.places("city")),
        "country": countries[0],
        "country2": countries[1],
        "month": chance.randint(1, 12),
        "day": str(chance.randint(3, 28)),
        "year": str(chance.randint(2005, 2045)),
        "time": f"{hour}:{minute}",
        "room": str(chance.randint(101, 599)),
        "n": str(chance.randint(1, 9)),
        "m": str(chance.randint(1, 9)),
        "many": str(chance.choice([number for number in range(5, 60) if russian.count_class(number) == "many"])),
        "percent": str(chance.randint(2, 80)),
        "be": "are" if _is_counted(concept) else "is",
    }


def _is_counted(concept: Concept) -> bool:
    kind = kind_of(concept)
    return bool(kind and KINDS[kind]["counted"])


def _sentence(carrier: str, lang: str, values: Mapping[str, object]) -> str:
    """A carrier with its places filled from the last to the first, what stands before them put right."""
    text = carrier
    for match in reversed(list(_PLACEHOLDER.finditer(carrier))):
        told = _told(match["name"], match["form"] or "", lang, values[match["name"]])
        if match["form"] and text[: match.start()].endswith("’"):  # a particle after the quotation mark
            told = told.removeprefix(_told(match["name"], "", lang, values[match["name"]]))
        before, _ = mending.mended(text[: match.start()], "", told, text[match.end() :], lang)
        text = before + told + text[match.end() :]
    if lang not in ("en", "ru"):
        return text
    return _AFTER_NUMBER.sub(lambda first: first.group().upper(), text[0].upper() + text[1:])


def _told(name: str, form: str, lang: str, value: object) -> str:
    """A value in the form that its place asks for: a case in Russian, a particle in Korean."""
    if isinstance(value, Concept):
        said = _term(value, lang, generic=name.startswith("terms"), case=form or "nomn")
    elif isinstance(value, places.Place):
        said = value.in_language(lang)[0]
        said = russian.place_forms(said, value.gender)[form or "nomn"] if lang == "ru" else said
    elif isinstance(value, dict):
        said = value[lang]
    elif name == "month":
        said = _month(int(str(value)), lang)
    else:
        said = str(value)
    return with_particle(said, form) if lang == "ko" and form else said


def _month(month: int, lang: str) -> str:
    if lang in MONTHS:
        return MONTHS[lang][month - 1][0 if lang == "en" else 2]
    return f"{month}{'월' if lang == 'ko' else '月'}"


def _term(concept: Concept, lang: str, *, generic: bool, case: str) -> str:
    """A term; one that is counted is in the plural where it is spoken of in general."""
    text = text_of(concept, lang)
    is_plural = generic and _is_counted(concept)
    if lang == "en" and is_plural:
        return english.forms(text)[1]
    if lang != "ru" or (case == "nomn" and not is_plural):
        return text
    forms = declension(text)
    number = "plur" if is_plural or ("sing", "nomn") not in forms else "sing"
    if (number, case) not in forms:
        raise Unwritable(text)
    return forms[number, case]
