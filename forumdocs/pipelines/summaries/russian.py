"""Russian names in the nominative, by the cases that pymorphy3 tells apart."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_PERSONAL = ("Name", "Patr", "Surn")
_INITIALS = re.compile(r"(?:[А-ЯЁ]\.\s?)+")
_INITIALLED = re.compile(r"((?:[А-ЯЁ]\.\s?)+)([А-ЯЁ][а-яё]+(?:ов|ев|ёв|ин|ын))(?:а|у|е|ым|ом|ой)?")
"""Initials and a surname that is declined, without its ending, in which a woman's differs from a man's too."""
_FEMININE = re.compile(r"(?:вна|вны|вне|вну|вной|ична|ичны|ичне|ичну|ичной)$")
_SHORT_TITLES = frozenset({"г-н", "г-жа", "Г-н", "Г-жа"})
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


@cache
def analyzer() -> MorphAnalyzer:
    """The analyser that all of a process share."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=65536)
def lemmas(word: str) -> frozenset[str]:
    """The lemmas that a word may have, itself among them, in lower case and with ``е`` for ``ё``."""
    parses = analyzer().parse(word.casefold())
    return frozenset(plain(lemma) for lemma in (word, *(parse.normal_form for parse in parses)))


def plain(text: str) -> str:
    """A text as names are compared: in lower case, with ``е`` for ``ё``."""
    return text.casefold().replace("ё", "е")


@lru_cache(maxsize=65536)
def toponym(word: str) -> str:
    """The nominative of a word that the dictionary knows as a place first of all; else empty."""
    parse = analyzer().parse(word)[0]
    if not {"NOUN", "Geox"} <= set(parse.tag.grammemes) or not parse.is_known or word.isupper():
        return ""
    return _like(str(parse.normal_form), word)


def nominative(name: str) -> str:
    """The name of a person in the nominative: ``"Сергею Дмитриевичу"`` is ``"Сергей Дмитриевич"``.

    The words agree in case and gender, so that one that could stand in several cases is read by the others; a word
    that is no name in the case of the others, as many foreign ones, stays as it is.
    """
    initials = _INITIALS.match(name)
    head = initials[0] if initials else ""
    words = name[len(head) :].split()
    gender = "femn" if any(_FEMININE.search(word) for word in words) else ""
    readings = [[_from_case(word, case, gender) for word in words] for case in _CASES]
    best = max(readings, key=lambda made: sum(map(bool, made)))  # of two with as many, the commoner case is first
    return head + " ".join(made or word for made, word in zip(best, words, strict=True))


def initialled(name: str) -> str:
    """What stays of initials and surname in all cases: ``"А. П. Лядов"`` of both it and its genitive; else empty."""
    match = _INITIALLED.fullmatch(name)
    return f"{match[1].replace(' ', '')}{match[2]}" if match else ""


def is_nominative(title: str) -> bool:
    """Whether a title, such as ``доктор``, stands in the nominative, as the name after it then does."""
    if title in _SHORT_TITLES:
        return True
    parse = analyzer().parse(title)[0]
    return title[0].islower() and "anim" in parse.tag and "nomn" in parse.tag and "NOUN" in parse.tag


def _from_case(word: str, case: str, gender: str) -> str:
    """The nominative of a name that stands in a case; empty where it cannot."""
    parses = [parse for parse in analyzer().parse(word) if any(kind in parse.tag for kind in _PERSONAL)]
    declined = [parse for parse in parses if "Fixd" not in parse.tag]  # Анне: of Анна, rather than of an Анне
    for parse in declined or parses:
        tag = parse.tag
        fits = case in tag and "plur" not in tag
        if fits and (not gender or tag.gender == gender) and (form := parse.inflect({"nomn"})):
            return _like(form.word, word)
    return ""


def phrase(text: str) -> str:
    """An adjective and a noun in the nominative: ``"Куршскую косу"`` is ``"Куршская коса"``; else as it is."""
    first, _, last = text.partition(" ")
    for noun in analyzer().parse(last):
        if "NOUN" not in noun.tag or "plur" in noun.tag:
            continue
        for adjective in analyzer().parse(first):
            if (
                "ADJF" in adjective.tag
                and adjective.tag.case == noun.tag.case
                and adjective.tag.gender == noun.tag.gender
            ):
                made = adjective.inflect({"nomn"})
                return f"{_like(made.word, first)} {_like(noun.normal_form, last)}" if made else text
    return text


def _like(word: str, model: str) -> str:
    """A word with the capitals of another."""
    if not model[:1].isupper():
        return word
    parts = model.split("-")
    if len(parts) == 1 or len(parts) != len(word.split("-")):
        return word[:1].upper() + word[1:]
    pairs = zip(word.split("-"), parts, strict=True)
    return "-".join(new[:1].upper() + new[1:] if old[:1].isupper() else new for new, old in pairs)
