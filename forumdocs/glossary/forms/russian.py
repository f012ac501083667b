"""Russian terms in all cases and numbers, their parts agreeing.

A term is read as a noun phrase in the nominative: adjectives and participles before the head noun agree with it,
what follows (a genitive complement, a name, a prepositional phrase) stays as it is. Words and paradigms are those of
OpenCorpora, through pymorphy3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from forumdocs.glossary.finding import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
"""Nominative, genitive, dative, accusative, instrumental, prepositional: as OpenCorpora writes them."""
NUMBERS = ("sing", "plur")

_SECOND_LOCATIVE = "loc2"
"""The ending of "в ряду", beside "о ряде"."""
_AGREEING = frozenset({"ADJF", "PRTF"})
_UNCOUNTED = (
    "физика", "механика", "оптика", "математика", "информатика", "электроника", "фотоника", "криогеника", "динамика",
    "акустика", "кибернетика", "робототехника", "спинтроника", "плазмоника", "логистика"
)  # fmt: skip
"""Fields of knowledge, which have no plural; what would be theirs ("физик", "механик") names people."""

_FUNCTION_WORDS = frozenset({"PREP", "CONJ", "PRCL", "NPRO"})
_CONJUNCTIONS = frozenset({"и", "или"})
_COMMA = re.compile(r"\s*,\s*")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

_HARD_ENDINGS = {
    ("sing", "nomn"): "",
    ("sing", "gent"): "а",
    ("sing", "datv"): "у",
    ("sing", "accs"): "",
    ("sing", "ablt"): "ом",
    ("sing", "loct"): "е",
    ("plur", "nomn"): "ы",
    ("plur", "gent"): "ов",
    ("plur", "datv"): "ам",
    ("plur", "accs"): "ы",
    ("plur", "ablt"): "ами",
    ("plur", "loct"): "ах",
}
"""Of a loan word in a hard consonant that the dictionary takes for a verb, such as "кудит"."""
_HARD_END = re.compile(r"[а-яё]+[бвдзлмнпрстф]\Z", re.IGNORECASE)

Form = tuple[str, str]
"""Number and case, such as ``("plur", "gent")``."""


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun that is in the nominative; its forms, and what an adjective beside it must agree with."""

    forms: Mapping[Form, str]
    number: str
    gender: str | None
    animacy: str | None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A term taken apart: every word has its forms, or itself where it does not change."""

    pieces: tuple[str | Mapping[Form, str], ...]
    number: str
    is_counted: bool


def forms(text: str, part_of_speech: str = "noun") -> tuple[str, ...]:
    """The term itself, then its other cases in the singular, then in the plural; verbs and adjectives in all forms.

    A plural-only term ("квантовые вычисления") has plural forms alone, a name that is singular has no plural. A term
    that cannot be read as a noun phrase in the nominative, or that is an abbreviation, has itself alone.
    """
    if part_of_speech == "verb":
        return _paradigm_of_first(text, frozenset({"INFN", "VERB", "GRND"}))
    if part_of_speech == "adjective":
        return _paradigm_of_first(text, _AGREEING | {"ADJS", "PRTS", "COMP"})
    told = declension(text)
    if part_of_speech == "proper-noun" and ("sing", "nomn") in told:
        told = {form: said for form, said in told.items() if form[0] == "sing"}
    return tuple(dict.fromkeys((text, *told.values())))


def declension(text: str) -> dict[Form, str]:
    """The forms of a noun phrase by number and case; empty where it is none, or does not decline.

    ``declension("квантовый компьютер")["plur", "gent"]`` is ``"квантовых компьютеров"``.
    """
    phrase = _read(text)
    if phrase is None:
        return {}
    numbers = ("plur",) if phrase.number == "plur" else NUMBERS if phrase.is_counted else ("sing",)
    told = {form: _said(phrase.pieces, form) for form in product(numbers, (*CASES, _SECOND_LOCATIVE))}
    return {form: said for form, said in told.items() if said}


def with_other_complements(text: str) -> tuple[str, ...]:
    """The term, and the term with its genitive complement in the other number: "состояние кубитов" of "… кубита".

    Names ("алгоритм Шора") and whatever is not a genitive stay.
    """
    words = list(_WORD.finditer(text))
    for start in range(1, len(words)):
        if not any(_nominatives(word.group()) for word in words[:start]):
            continue
        if group := _in_other_number([word.group() for word in words[start:]]):
            last = words[start + len(group) - 1]
            return (text, text[: words[start].start()] + " ".join(group) + text[last.end() :])
    return (text,)


def with_last_part_declined(text: str) -> tuple[str, ...]:
    """Forms of a term of one word like "спин-эхо" in which the first part stays: "спин-эха" beside "спина-эха"."""
    first, hyphen, last = text.rpartition("-")
    if not hyphen or " " in text or not _is_cyrillic(first):
        return ()
    return tuple(f"{first}-{form}" for form in declension(last).values())


def variants(text: str, part_of_speech: str = "noun") -> set[str]:
    """All ways in which a term may be written, as words in lower case: its forms, complements in either number."""
    bases = with_other_complements(text) if part_of_speech == "noun" else (text,)
    surfaces = {form for base in bases for form in (*forms(base, part_of_speech), *with_last_part_declined(base))}
    return {form for surface in surfaces for form in (" ".join(words_of(surface)), _without_hyphens(surface)) if form}


def _without_hyphens(surface: str) -> str:
    """As it stands where a line ends at its hyphen."""
    return " ".join(words_of(surface.replace("-", ""))) if "-" in surface else ""


def _paradigm_of_first(text: str, parts_of_speech: frozenset[str]) -> tuple[str, ...]:
    word = _WORD.match(text)
    parse = next((p for p in _parses(word.group()) if p.tag.POS in parts_of_speech), None) if word else None
    if word is None or parse is None:
        return (text,)
    paradigm = (f.word for f in parse.lexeme if f.tag.POS in parts_of_speech)
    return tuple(dict.fromkeys((text, *(_in_case_of(word.group(), f) + text[word.end() :] for f in paradigm))))


def _said(pieces: Sequence[str | Mapping[Form, str]], form: Form) -> str:
    """The phrase in one form; empty where a word lacks it."""
    words = [piece if isinstance(piece, str) else piece.get(form, "") for piece in pieces]
    return "".join(words) if all(words) else ""


@lru_cache(maxsize=1024)
def _read(text: str) -> _Phrase | None:
    """Find the head of a phrase and what agrees with it; None where nothing declines."""
    words = list(_WORD.finditer(text))
    heads = _heads(text, words)
    if not heads:
        return None
    pieces: list[str | Mapping[Form, str]] = []
    end = start = 0
    for index, noun in heads.items():
        for word in words[start:index]:
            pieces += [text[end : word.start()], _agreeing(word.group(), noun) or word.group()]
            end = word.end()
        pieces += [text[end : words[index].start()], noun.forms]
        end, start = words[index].end(), index + 1
    pieces.append(text[end:])
    is_counted = not any(words[index].group().lower().endswith(_UNCOUNTED) for index in heads)
    return _Phrase(tuple(piece for piece in pieces if piece), heads[max(heads)].number, is_counted)


def _heads(text: str, words: Sequence[re.Match[str]]) -> dict[int, _Noun]:
    """The head noun, and those joined to it by commas and "и", by the index of the word."""
    heads: dict[int, _Noun] = {}
    start = 0
    while (found := _head(words, start)) is not None:
        index, noun = found
        heads[index] = noun
        start = _after_joint(text, words, index)
        if start == 0:
            break
    return heads


def _after_joint(text: str, words: Sequence[re.Match[str]], index: int) -> int:
    """The index of the word that a comma or "и" joins to the word at ``index``; 0 where none does."""
    following = words[index + 1 : index + 3]
    if following and _COMMA.fullmatch(text, words[index].end(), following[0].start()):
        return index + 1
    if len(following) == 2 and following[0].group() in _CONJUNCTIONS:
        return index + 2
    return 0


def _head(words: Sequence[re.Match[str]], start: int) -> tuple[int, _Noun] | None:
    """The first noun in the nominative from ``start`` with which the adjectives before it agree."""
    adjectives: list[str] = []
    for index in range(start, len(words)):
        word = words[index].group()
        if start and index > start and not adjectives:
            return None  # what "и" joins is a noun phrase in the nominative from its first word
        is_name = index > start and word[0].isupper() and words[start].group().islower()
        for noun in () if is_name else _nominatives(word):
            if all(_agreeing(adjective, noun) for adjective in adjectives):
                return index, noun
        if any(p.tag.POS in _AGREEING and "nomn" in p.tag for p in _parses(word)):
            adjectives.append(word)
    return _substantive(words, start)


def _substantive(words: Sequence[re.Match[str]], start: int) -> tuple[int, _Noun] | None:
    """An adjective that stands for a noun, as in "постоянная Планка"."""
    word = words[start].group() if start < len(words) else ""
    for tag in (parse.tag for parse in _parses(word)):
        if tag.POS in _AGREEING and tag.case == "nomn":
            forms_beside = _agreeing_forms(word, tag.number, tag.gender, "inan")
            return start, _Noun(forms_beside, tag.number, tag.gender, "inan")
    return None


@lru_cache(maxsize=8192)
def _nominatives(word: str) -> tuple[_Noun, ...]:
    """The nouns of which a word is the nominative."""
    if (len(word) > 1 and word.isupper()) or not _is_cyrillic(word):
        return ()
    if _parses(word)[0].tag.POS in _FUNCTION_WORDS:  # "к" is the name of a letter, too
        return ()
    parses = [p for p in _parses(word) if p.tag.POS == "NOUN" and p.tag.case == "nomn"]
    if not parses and _HARD_END.search(word) and not any(p.is_known for p in _parses(word)):
        return (_Noun({form: word + ending for form, ending in _HARD_ENDINGS.items()}, "sing", "masc", "inan"),)
    return tuple(_noun(word, parse) for parse in parses)


def _noun(word: str, parse: Parse) -> _Noun:
    told: dict[Form, str] = {}
    for form in parse.lexeme:
        told.setdefault((form.tag.number, form.tag.case), _in_case_of(word, form.word))
    return _Noun(told | {(parse.tag.number, "nomn"): word}, parse.tag.number, parse.tag.gender, parse.tag.animacy)


def _agreeing(word: str, noun: _Noun) -> dict[Form, str]:
    """The forms of an adjective or participle beside a noun; empty where its nominative does not agree with it."""
    return _agreeing_forms(word, noun.number, noun.gender, noun.animacy)


@lru_cache(maxsize=8192)
def _agreeing_forms(word: str, number: str, gender: str | None, animacy: str | None) -> dict[Form, str]:
    for parse in _parses(word):
        tag = parse.tag
        fits = tag.number == number and (number == "plur" or tag.gender == gender)
        if tag.POS in _AGREEING and tag.case == "nomn" and fits:
            return _paradigm_beside(word, parse, gender=gender, animacy=animacy)
    return {}


def _paradigm_beside(word: str, parse: Parse, *, gender: str | None, animacy: str | None) -> dict[Form, str]:
    told: dict[Form, str] = {}
    for form in parse.lexeme:
        tag = form.tag
        is_kin = (tag.POS, tag.tense, tag.voice) == (parse.tag.POS, parse.tag.tense, parse.tag.voice)
        if not is_kin or tag.case is None or "Supr" in tag:
            continue
        if (tag.number == "plur" or tag.gender == gender) and tag.animacy in (None, animacy):
            told.setdefault((tag.number, tag.case), _in_case_of(word, form.word))
    if ("sing", "loct") in told:
        told["sing", _SECOND_LOCATIVE] = told["sing", "loct"]
    return told


def _in_other_number(words: Sequence[str]) -> list[str]:
    """Adjectives and a noun in the genitive at the start of ``words``, put into the other number; empty if none."""
    for count, word in enumerate(words, start=1):
        parse = next((p for p in _parses(word) if p.tag.case == "gent" and p.tag.POS in _AGREEING | {"NOUN"}), None)
        if parse is None or word[0].isupper():
            return []
        if parse.tag.POS == "NOUN":
            number = "plur" if parse.tag.number == "sing" else "sing"
            return _inflected(words[: count - 1], parse, number)
    return []


def _inflected(adjectives: Sequence[str], noun: Parse, number: str) -> list[str]:
    """Adjectives and their noun in the genitive of a number; empty where one lacks the form."""
    grammemes = {number, "gent"}
    beside = grammemes | ({noun.tag.gender} if number == "sing" and noun.tag.gender else set())
    found = [_parses(word)[0].inflect(beside) for word in adjectives]
    forms_ = [*found, noun.inflect(grammemes)]
    return [form.word for form in forms_ if form] if all(forms_) else []


def _in_case_of(word: str, form: str) -> str:
    """``form`` with the capitals of ``word``: "NV-центра" for "nv-центра"."""
    same = next((i for i, (a, b) in enumerate(zip(word.lower(), form, strict=False)) if a != b), None)
    same = min(len(word), len(form)) if same is None else same
    return word[:same] + form[same:]


def _is_cyrillic(word: str) -> bool:
    return _CYRILLIC.search(word) is not None


@lru_cache(maxsize=16384)
def _parses(word: str) -> tuple[Parse, ...]:
    return tuple(_analyzer().parse(word)) if word else ()


@cache
def _analyzer() -> MorphAnalyzer:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
