"""How Russian words change when what stands beside them is swapped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from forumdocs.glossary.forms import russian
from training.augmentation.tokens import Unwritable

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")

_ENDINGS = {
    "hard": ("", "а", "у", "", "ом", "е"),
    "й": ("й", "я", "ю", "й", "ем", "е"),
    "ь masc": ("ь", "я", "ю", "ь", "ем", "е"),
    "ь femn": ("ь", "и", "и", "ь", "ью", "и"),
    "а": ("а", "ы", "е", "у", "ой", "е"),
    "ия": ("ия", "ии", "ии", "ию", "ией", "ии"),
    "ея": ("ея", "еи", "ее", "ею", "еей", "ее"),
}
"""Endings of names of places in the order of :data:`CASES`."""
_HUSHING = re.compile(r"([гкхжчшщ])ы")
_CONSONANT = re.compile(r"[бвгджзклмнпрстфхцчшщ]\Z")

GOVERNMENT = {
    **dict.fromkeys(("в", "во", "на"), frozenset({"accs", "loct"})),
    **dict.fromkeys(("о", "об", "при"), frozenset({"loct"})),
    **dict.fromkeys(("из", "от", "до", "для", "без", "у", "около", "против", "кроме", "после"), frozenset({"gent"})),
    **dict.fromkeys(("к", "ко", "по", "благодаря", "вопреки"), frozenset({"datv"})),
    **dict.fromkeys(("с", "со"), frozenset({"gent", "ablt"})),
    **dict.fromkeys(("через", "про", "сквозь"), frozenset({"accs"})),
    **dict.fromkeys(("между", "над", "под", "перед", "за"), frozenset({"ablt", "accs", "gent"})),
}  # fmt: skip
"""The cases that a preposition takes."""

ACCUSATIVE_BEFORE_NUMERALS = frozenset({"за", "через", "на", "в", "по", "про", "спустя"})
"""Before a numeral in digits and a noun in the genitive plural these take the accusative, so that the noun agrees."""

_VARYING = re.compile(r"(?<![А-Яа-яЁё])([Вв]о?|[Сс]о?|[Оо]б?|[Кк]о?)(\s)\Z")
_SECOND = r"2 (?:янв|фев|мар|апр|ма[йя]|ию|авг|сен|окт|ноя|дек)"
_VOWELS = "аеёиоуыэюяАЕЁИОУЫЭЮЯ"
_LONGER = {
    "в": ("о", re.compile(rf"[ВвФф][^{_VOWELS}]")),
    "с": ("о", re.compile(rf"[СсЗзЖжШш][^{_VOWELS}.]|{_SECOND}")),
    "о": ("б", re.compile(r"[АаИиОоУуЭэ]")),
    "к": ("о", re.compile(_SECOND)),
}
"""What a preposition takes on, and before which beginnings of a word."""

_LAST_WORD = re.compile(r"([А-Яа-яЁё]+)\s\Z")
_NEXT_NOUN = re.compile(r"[ \u00a0]([а-яё]+)(?![а-яё-])")


@lru_cache(maxsize=4096)
def place_forms(name: str, gender: str) -> dict[str, str]:
    """A name of a place by case; one that ends in a vowel other than а and я does not decline.

    ``place_forms("Прага", "femn")["gent"]`` is ``"Праги"``.
    """
    if " " in name:
        declined = russian.declension(name)
        return {case: declined.get(("sing", case), "") for case in CASES}
    stem, endings = _declension(name, gender)
    return {case: _HUSHING.sub(r"\1и", stem + ending) for case, ending in zip(CASES, endings, strict=True)}


def _declension(name: str, gender: str) -> tuple[str, tuple[str, ...]]:
    if _CONSONANT.search(name):
        return name, _ENDINGS["hard"]
    for ending in ("ия", "ея", "а", "й"):
        if name.endswith(ending):
            return name.removesuffix(ending), _ENDINGS[ending]
    if name.endswith("ь"):
        return name[:-1], _ENDINGS[f"ь {gender}"]
    return name, ("",) * len(CASES)


def cases_of(form: str, forms: dict[str, str], before: str) -> set[str]:
    """The cases that a form may be in, given the text before it."""
    cases = {case for case in CASES if forms[case] == form}
    governed = GOVERNMENT.get(last_word(before))
    if governed is None:  # a prepositional needs its preposition near; an adjective may stand between
        return cases
    return cases & governed or cases


def last_word(before: str) -> str:
    """The last word of a text that ends in a space, in lower case; empty if it ends otherwise."""
    word = _LAST_WORD.search(before)
    return word.group(1).lower() if word else ""


def mend_preposition(before: str, following: str) -> str:
    """The text before a word with the last preposition as the word asks for: "во Францию", "об Армении"."""
    match = _VARYING.search(before)
    if not match:
        return before
    letter, space = match.group(1)[0], match.group(2)
    longer, needs = _LONGER[letter.lower()]
    return before[: match.start()] + letter + (longer if needs.match(following) else "") + space


# Nouns after numerals


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """A noun after a numeral in the nominative or accusative; it ends at ``end`` of its text."""

    end: int
    few: str
    many: str


def count_class(number: int) -> str:
    """Which form a noun takes after a number: ``one`` 21 кубит, ``few`` 22 кубита, ``many`` 25 кубитов."""
    tens, ones = number % 100, number % 10
    if 11 <= tens <= 14 or ones in (0, 5, 6, 7, 8, 9):
        return "many"
    return "one" if ones == 1 else "few"


def counted(noun: CountedNoun, number: int) -> str:
    """A noun as it stands after a number; not after 21 and the like, with which verbs agree."""
    number_class = count_class(number)
    if number_class == "one":
        raise Unwritable(noun.many)
    return noun.few if number_class == "few" else noun.many


def counted_noun(text: str, start: int, end: int, number: int) -> CountedNoun | None:
    """The inanimate noun after a numeral if its form shows that the numeral is a nominative or accusative."""
    match = _NEXT_NOUN.match(text, end)
    if not match or count_class(number) == "one":
        return None
    parse = _genitive(match.group(1), plural=count_class(number) == "many")
    if parse is None or (count_class(number) == "many" and not _takes_accusative(text[:start])):
        return None
    few, many = parse.inflect({"sing", "gent"}), parse.inflect({"plur", "gent"})
    return CountedNoun(match.end(), few.word, many.word) if few and many else None


def _takes_accusative(before: str) -> bool:
    return last_word(before) in ACCUSATIVE_BEFORE_NUMERALS


def _genitive(word: str, *, plural: bool) -> Parse | None:
    """The reading of a word as a known inanimate noun in the genitive, if it has no other part of speech."""
    parses = analyzer().parse(word)
    if any(parse.tag.POS not in ("NOUN", None) for parse in parses):
        return None
    fits = [p for p in parses if p.tag.case == "gent" and p.tag.number == ("plur" if plural else "sing")]
    same = {parse.normal_form for parse in fits}
    if len(same) != 1 or fits[0].tag.animacy != "inan" or not fits[0].is_known:
        return None
    return fits[0]


@lru_cache(maxsize=1)
def analyzer() -> MorphAnalyzer:
    """The dictionary of OpenCorpora; a second to load."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()
