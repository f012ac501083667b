"""Terms of the glossary, swapped for terms of the same kind in the same form."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from forumdocs.glossary import Concept, Glossary, Match, Matcher, language_of
from forumdocs.glossary.forms import english
from forumdocs.glossary.forms.russian import declension
from training.augmentation import mending, russian
from training.augmentation.tokens import Token, Unwritable

KINDS: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "term_kinds.toml").read_text(encoding="utf-8")
)
PREFIX = "term:"
"""Before the kind of a term in the kind of its slot."""

_POSTMODIFIER = re.compile(r"\s(?:of|for|in|on|with|by|to|from|at|as|against|between|without|under)\s")
_MEASURE_WORD = re.compile(r"[台颗束块枚条张家座架艘位名根片粒层]\Z")
"""A Chinese measure word before a term may not fit another one."""
_DEMONSTRATIVE = re.compile(r"[这那该本各每某任]\Z")


@dataclass(frozen=True)
class TermSwaps:
    """Finds terms of a glossary and draws others for them."""

    glossary: Glossary

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.glossary)

    @cached_property
    def by_kind(self) -> dict[str, tuple[Concept, ...]]:
        """The concepts of each kind that have a preferred term in every language of the corpus."""
        found: dict[str, list[Concept]] = {kind: [] for kind in KINDS}
        for concept in self.glossary:
            if concept.part_of_speech == "noun" and (kind := kind_of(concept)) and is_complete(concept):
                found[kind].append(concept)
        return {kind: tuple(concepts) for kind, concepts in found.items()}

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {concept.id: kind for kind, concepts in self.by_kind.items() for concept in concepts}

    def find(self, text: str, lang: str) -> Iterator[Token]:
        """The terms of a text that belong to a kind; each concept that a text names as often as it names it."""
        for match in self._matcher.find(text, lang):
            kind = self._kinds.get(match.concept.id)
            if kind and match.term.status.is_usable and not match.term.abbreviation and not _is_joined(text, match):
                write = _writer(text, match, lang)
                yield Token(f"{PREFIX}{kind}", match.concept.id, match.start, match.end, write)

    def drawer(self, kind: str) -> Callable[[Sequence[str], random.Random], dict[str, Concept]]:
        """A draw of other concepts of a kind."""

        def draw(values: Sequence[str], chance: random.Random) -> dict[str, Concept]:
            others = [concept for concept in self.by_kind[kind] if concept.id not in values]
            return dict(zip(values, chance.sample(others, len(values)), strict=True))

        return draw


def kind_of(concept: Concept) -> str:
    """The kind of thing that a concept is, by its English head; empty for others, and for names (Shor's code)."""
    term = concept.preferred("en")
    if term is None or "'s " in term.text or _POSTMODIFIER.search(term.text):
        return ""
    return next((kind for kind, told in KINDS.items() if term.text.split()[-1] in told["heads"]), "")


def is_complete(concept: Concept) -> bool:
    """Whether a concept has a preferred term in every language of the corpus."""
    return all(concept.preferred(language_of(lang)) for lang in ("en", "zh", "ko", "ru", "ja"))


_KOREAN_AFTER = re.compile(rf"(?:{mending.KOREAN_ENDINGS})?(?![가-힣])")
"""What may follow a term that is no part of a compound."""


def _is_joined(text: str, match: Match) -> bool:
    """Whether a hyphen joins a term to another word, as in "photon-number-resolving"."""
    return text[match.start - 1 : match.start] == "-" or text[match.end : match.end + 1] == "-"


def _writer(text: str, match: Match, lang: str) -> Callable[[Concept], str]:
    found = text[match.start : match.end]
    if lang == "en":
        return lambda new: _in_case_of(match, found, _english(match, found, text_of(new, "en")))
    if lang == "ru":
        return lambda new: _in_case_of(match, found, _russian(text, match, found, text_of(new, "ru")))
    before = text[: match.start]
    if lang == "ko" and (re.search("[가-힣0-9]\\Z", before) or not _KOREAN_AFTER.match(text, match.end)):
        return _refuse
    if lang == "zh" and _MEASURE_WORD.search(before) and not _DEMONSTRATIVE.search(before):
        return _refuse
    return lambda new: text_of(new, lang)


def _refuse(new: Concept) -> str:
    raise Unwritable(new.id)


def text_of(concept: Concept, lang: str) -> str:
    """The preferred term of a concept in a language of the corpus."""
    term = concept.preferred(language_of(lang))
    if term is None:
        raise Unwritable(concept.id)
    return term.text


def _in_case_of(match: Match, found: str, new: str) -> str:
    """With a capital where the old term has one that is not its own."""
    return new[0].upper() + new[1:] if found[0].isupper() and match.term.text[0].islower() else new


def _english(match: Match, found: str, new: str) -> str:
    """Another term in the number of the old one."""
    singular, *plurals = (form.lower() for form in english.forms(match.term.text))
    if found.lower() == singular:
        return new
    if found.lower() not in plurals:
        raise Unwritable(found)
    forms = english.forms(new)
    if len(forms) < 2:
        raise Unwritable(new)
    return forms[1]


def _russian(text: str, match: Match, found: str, new: str) -> str:
    """Another term of the same gender in the case and number of the old one."""
    old_forms, new_forms = declension(match.term.text), declension(new)
    places = [form for form, said in old_forms.items() if said.lower() == found.lower()]
    word = russian.last_word(text[: match.start])
    governed = russian.GOVERNMENT.get(word, frozenset(russian.CASES))
    places = [(number, case) for number, case in places if case in governed] or places
    said = {new_forms.get(place, "") for place in places}
    same_gender = gender(match.term.text) == gender(new) or all(number == "plur" for number, _ in places)
    if len(said) != 1 or "" in said or not same_gender:
        raise Unwritable(found)
    return said.pop()


@lru_cache(maxsize=4096)
def gender(text: str) -> tuple[str, str]:
    """Gender and animacy of the head of a Russian term in the nominative; the plural of a term without a singular."""
    for word in re.findall(r"[А-Яа-яЁё-]+", text):
        parses = russian.analyzer().parse(word)
        noun = next((p for p in parses if p.tag.POS == "NOUN" and p.tag.case == "nomn"), None)
        if noun and parses[0].tag.POS not in ("ADJF", "PRTF"):
            return ("plur" if noun.tag.number == "plur" else str(noun.tag.gender), str(noun.tag.animacy))
    return "", text
