"""Russian terms in all cases and numbers, their parts agreeing.

A term is read as a noun phrase in the nominative: adjectives and participles before the head noun agree with it,
what follows (a genitive complement, a name, a prepositional phrase) stays as it is. Words and paradigms are those of
OpenCorpora, through pymorphy3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise, product, takewhile
from typing import TYPE_CHECKING

from forumdocs.glossary.finding import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
"""Nominative, genitive, dative, accusative, instrumental, prepositional: as OpenCorpora writes them."""
NUMBERS = ("sing", "plur")

_SECOND_LOCATIVE = "loc2"
"""The ending of "в ряду", beside "о ряде"."""
_COUNTED = "coun"
"""The genitive plural after numerals where it has a form of its own: "8 квантовых бит", beside "битов"."""
_AGREEING = frozenset({"ADJF", "PRTF"})
_UNCOUNTED = (
    "физика", "механика", "оптика", "математика", "информатика", "электроника", "фотоника", "криогеника", "динамика",
    "акустика", "кибернетика", "робототехника", "спинтроника", "плазмоника", "логистика"
)  # fmt: skip
"""Fields of knowledge, which have no plural; what would be theirs ("физик", "механик") names people."""

_MARKS = frozenset({"Supr", "Cmp2", "Infr", "Slng", "Arch", "Dist", "Erro"})
"""Of degrees and of colloquial, old and rare forms, which stand beside the plain ones: "договора", "обязующий"."""
_RARE_LEMMAS = frozenset({"больший"})
"""Whose feminine is written as that of a more frequent word: "Большая двадцатка" is of "большой"."""
_POSSESSIVE = re.compile(r"([а-яё-]+[оеё]в)([аоы]?)")
_POSSESSIVE_MODEL = "гауссов"
"""As it do "эрмитов" and others change that the dictionary lacks."""

_INVARIABLE_PARTS = frozenset({"бизнес", "веб", "гала", "дресс", "конференц", "пресс", "спин", "хеш", "хэш"})
"""Before a hyphen, beside those that the dictionary knows: "веб-трансляции", not "веба-трансляции"."""
_THINGS = frozenset({"гелий", "имитатор", "компилятор", "оператор", "прототип", "решатель"})
"""People in the dictionary; in this field an element, machines, programs and operators of mathematics."""
_PEOPLE = re.compile(r"(?:ист|олог|щик|чик|холдер|мейкер|менеджер)\Z")
"""Ends of nouns for people; others that the dictionary lacks are things: "бенчмаркинг", "гейт"."""
_MINISTRY = re.compile(r"Мин[а-яё]+[иы]")
"""Of a genitive plural, so that it does not change: "Минцифры"."""

_MODIFIERS = _AGREEING | {"ADVB", "NUMR"}
"""May stand between a preposition and its noun."""
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
class Word:
    """The likeliest part of speech and number of a word, and all cases that it may stand in; empty where none."""

    part_of_speech: str = ""
    cases: frozenset[str] = frozenset()
    number: str = ""


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun that is in the nominative; its forms, and what an adjective beside it must agree with."""

    forms: Mapping[Form, str]
    number: str
    gender: str | None
    animacy: str | None


@dataclass(frozen=True, slots=True)
class _Head:
    """A noun of a phrase and the adjectives before it, by the indices of the words."""

    index: int
    noun: _Noun
    adjectives: tuple[int, ...] = ()


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
    told = {form: _said(phrase.pieces, form) for form in product(numbers, (*CASES, _SECOND_LOCATIVE, _COUNTED))}
    return {form: said for form, said in told.items() if said}


def read_word(word: str) -> Word:
    """What a word may be."""
    parses = _parses(word.casefold())
    cases = frozenset(str(parse.tag.case) for parse in parses if parse.tag.case)
    return Word(str(parses[0].tag.POS or ""), cases, str(parses[0].tag.number or "")) if parses else Word()


def with_other_complements(text: str) -> tuple[str, ...]:
    """The term, and the term with its genitive complement in the other number: "состояние кубитов" of "… кубита".

    Names ("алгоритм Шора") and whatever is not a genitive stay.
    """
    words = list(_WORD.finditer(text))
    heads = _heads(words)
    agreeing = {index for head in heads for index in (head.index, *head.adjectives)}
    for start in range(heads[0].index + 1 if heads else len(words), len(words)):
        if start in agreeing or _parses(words[start].group())[0].tag.POS in _FUNCTION_WORDS:
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
    heads = _heads(words)
    if not heads:
        return None
    is_sum = _is_sum(words, heads)
    changing = [pair for head in heads for pair in _changing(words, head, is_sum=is_sum)]
    pieces: list[str | Mapping[Form, str]] = []
    end = 0
    for index, told in changing:
        pieces += [text[end : words[index].start()], told]
        end = words[index].end()
    pieces.append(text[end:])
    is_counted = not any(words[head.index].group().lower().endswith(_UNCOUNTED) for head in heads)
    number = "plur" if is_sum else heads[-1].noun.number
    return _Phrase(tuple(piece for piece in pieces if piece), number, is_counted)


def _is_sum(words: Sequence[re.Match[str]], heads: Sequence[_Head]) -> bool:
    """Whether the nouns keep their own numbers: "наука и технологии", "квантовые физика и химия"."""
    agree = all(_agreeing(words[index].group(), head.noun) for head in heads for index in head.adjectives)
    return not agree or len({head.noun.number for head in heads}) > 1


def _changing(words: Sequence[re.Match[str]], head: _Head, *, is_sum: bool) -> Iterable[tuple[int, Mapping[Form, str]]]:
    """The indices of a noun and its adjectives with their forms; those of a part of a sum are said to be plural."""
    noun = head.noun
    for index in (*head.adjectives, head.index):
        word, number = words[index].group(), noun.number
        told = noun.forms if index == head.index else _agreeing(word, noun)
        if not told:
            told, number = _agreeing(word, replace(noun, number="plur")), "plur"
        yield index, {("plur", case): said for (n, case), said in told.items() if n == number} if is_sum else told


def _heads(words: Sequence[re.Match[str]]) -> list[_Head]:
    """The head noun, those joined to it by commas and "и", and what agrees with the last after its complement."""
    first = _head(words, 0)
    heads = [first] if first else []
    while heads and (start := _after_joint(words, heads[-1].index)):
        head = _attribute(words, start, heads[-1].noun) or _head(words, start)
        if head is None:
            break
        heads.append(head)
    if heads:
        starts = (_after_comma(words, index) for index in range(heads[-1].index + 1, len(words)))
        attributes = (_attribute(words, start, heads[-1].noun) for start in starts if start)
        heads += [attribute for attribute in attributes if attribute][:1]
    return heads


def _after_joint(words: Sequence[re.Match[str]], index: int) -> int:
    """The index of the word that a comma or "и" joins to the word at ``index``; 0 where none does."""
    following = words[index + 1 : index + 3]
    if len(following) == 2 and following[0].group() in _CONJUNCTIONS:
        return index + 2
    return _after_comma(words, index)


def _after_comma(words: Sequence[re.Match[str]], index: int) -> int:
    """The index of the word after the word at ``index``, a comma, and "не" if it is there; 0 where none is."""
    following = words[index + 1 : index + 3]
    if not following or not _COMMA.fullmatch(following[0].string, words[index].end(), following[0].start()):
        return 0
    return index + (2 if len(following) == 2 and following[0].group() == "не" else 1)


def _attribute(words: Sequence[re.Match[str]], start: int, noun: _Noun) -> _Head | None:
    """An adjective or participle that follows its noun and a comma: "лицо, принимающее решение"."""
    word = words[start].group()
    takes_object = any({"PRTF", "tran", "actv"} in parse.tag for parse in _parses(word))
    if words[start - 1].group() in _CONJUNCTIONS or (_is_beside_noun(words, start) and not takes_object):
        return None
    told = _agreeing(word, noun)
    return _Head(start, replace(noun, forms=told)) if told else None


def _head(words: Sequence[re.Match[str]], start: int) -> _Head | None:
    """The first noun in the nominative from ``start`` with which the adjectives before it agree."""
    adjectives: list[int] = []
    is_governed = False
    for index in range(start, len(words)):
        word = words[index].group()
        if start and index > start and not adjectives:
            return None  # what "и" joins is a noun phrase in the nominative from its first word
        if is_governed:  # by a preposition, up to its noun: "устойчивый к сильным шумам кубит"
            is_governed = _parses(word)[0].tag.POS in _MODIFIERS
            continue
        is_name = index > start and _is_name(word, words[start].group(), is_attributed=bool(adjectives))
        for noun in () if is_name or _is_beside_noun(words, index) else _nominatives(word):
            if all(_fits(words, adjective, index, noun) for adjective in adjectives):
                return _Head(index, noun, tuple(adjectives))
        if _is_adjective(word):
            adjectives.append(index)
        is_governed = _parses(word)[0].tag.POS == "PREP"
    return _substantive(words, start)


def _is_name(word: str, first: str, *, is_attributed: bool) -> bool:
    """Whether a word after the first stays as it is: "постоянная Планка", "Цзу Чунчжи", not "квантовый LDPC-код"."""
    if not word.rpartition("-")[2][:1].isupper():
        return False
    return first.islower() or not (is_attributed or any(parse.is_known for parse in _parses(word)))


def _fits(words: Sequence[re.Match[str]], adjective: int, index: int, noun: _Noun) -> bool:
    """Whether an adjective agrees with a noun, or with it and what is joined to it: "квантовые физика и химия"."""
    word = words[adjective].group()
    if _agreeing(word, noun):
        return True
    is_joined = _after_joint(words, index) > 0
    return is_joined and bool(_agreeing(word, replace(noun, number="plur")))


def _is_beside_noun(words: Sequence[re.Match[str]], index: int) -> bool:
    """Whether a word is an adjective of a noun after it, though a dictionary has it as a noun too: "прямая связь".

    It is where it agrees with the noun and nothing but adjectives and adverbs stands between; "и" joins adjectives
    ("основное и метастабильное состояние"), not an adjective and a noun ("учёные и организации").
    """
    word = words[index].group()
    if not _is_adjective(word):
        return False
    for before, match in pairwise(words[index:]):
        following = match.group()
        nouns = () if _is_name(following, word, is_attributed=True) else _nominatives(following)
        if before.group() not in _CONJUNCTIONS and any(_agreeing(word, noun) for noun in nouns):
            return True
        if not (_is_adjective(following) or following in _CONJUNCTIONS or _parses(following)[0].tag.POS == "ADVB"):
            return False
    return False


def _substantive(words: Sequence[re.Match[str]], start: int) -> _Head | None:
    """The last of the adjectives from ``start``, which stands for a noun: "постоянная Планка"."""
    run = list(takewhile(lambda index: _is_adjective(words[index].group()), range(start, len(words))))
    if not run:
        return None
    *adjectives, index = run
    word = words[index].group()
    for tag in (parse.tag for parse in _parses(word) if parse.tag.POS in _AGREEING and parse.tag.case == "nomn"):
        noun = _Noun(_agreeing_forms(word, tag.number, tag.gender, "inan"), tag.number, tag.gender, "inan")
        if all(_agreeing(words[adjective].group(), noun) for adjective in adjectives):
            return _Head(index, noun, tuple(adjectives))
    return None


def _is_adjective(word: str) -> bool:
    """Whether a word may be an adjective or participle in the nominative."""
    if _is_abbreviation(word):
        return False
    is_one = any(parse.tag.POS in _AGREEING and parse.tag.case == "nomn" for parse in _parses(word))
    return is_one or _possessive(word) is not None


@lru_cache(maxsize=8192)
def _nominatives(word: str) -> tuple[_Noun, ...]:
    """The nouns of which a word is the nominative."""
    first, hyphen, last = word.rpartition("-")
    if _is_abbreviation(word) or not _is_cyrillic(last):
        return ()
    if hyphen and (first.isupper() or not _is_cyrillic(first) or first.lower() in _INVARIABLE_PARTS):
        return tuple(_prefixed(f"{first}-", noun) for noun in _nominatives(last))
    if _parses(word)[0].tag.POS in _FUNCTION_WORDS:  # "к" is the name of a letter, too
        return ()
    parses = [p for p in _parses(word) if p.tag.POS == "NOUN" and p.tag.case == "nomn"]
    is_known = any(parse.is_known for parse in _parses(word))
    if _MINISTRY.fullmatch(word) and not is_known:
        return ()
    if not parses and not hyphen and not is_known and _HARD_END.search(word):
        return (_Noun({form: word + ending for form, ending in _HARD_ENDINGS.items()}, "sing", "masc", "inan"),)
    return tuple(_noun(word, parse) for parse in parses)


def _prefixed(prefix: str, noun: _Noun) -> _Noun:
    return replace(noun, forms={form: prefix + said for form, said in noun.forms.items()})


def _noun(word: str, parse: Parse) -> _Noun:
    told: dict[Form, str] = {}
    for form in _like(parse):
        case = _COUNTED if "Coun" in form.tag else form.tag.case
        told.setdefault((form.tag.number, case), _in_case_of(word, form.word))
    told[parse.tag.number, "nomn"] = word
    noun = _Noun(told, parse.tag.number, parse.tag.gender, parse.tag.animacy)
    if word in _THINGS or not (parse.is_known or "-" in word or word[0].isupper()):
        return _with_animacy(noun, "anim" if _PEOPLE.search(word) else "inan")
    return noun


def _with_animacy(noun: _Noun, animacy: str) -> _Noun:
    """The accusative as the nominative, of things, or as the genitive, of people, where these do not share a form."""
    like = "nomn" if animacy == "inan" else "gent"
    numbers = ["sing", "plur"] if noun.gender == "masc" else ["plur"]
    accusatives = {(number, "accs"): noun.forms[number, like] for number in numbers if (number, like) in noun.forms}
    return replace(noun, forms={**noun.forms, **accusatives}, animacy=animacy)


def _agreeing(word: str, noun: _Noun) -> dict[Form, str]:
    """The forms of an adjective or participle beside a noun; empty where its nominative does not agree with it."""
    return _agreeing_forms(word, noun.number, noun.gender, noun.animacy)


@lru_cache(maxsize=8192)
def _agreeing_forms(word: str, number: str, gender: str | None, animacy: str | None) -> dict[Form, str]:
    for parse in sorted(_parses(word), key=lambda parse: parse.normal_form in _RARE_LEMMAS):
        tag = parse.tag
        fits = tag.number == number and (number == "plur" or tag.gender == gender)
        if tag.POS in _AGREEING and tag.case == "nomn" and fits:
            return _paradigm_beside(word, parse, gender=gender, animacy=animacy)
    if possessive := _possessive(word):
        stem, ending = possessive
        told = _agreeing_forms(_POSSESSIVE_MODEL + ending, number, gender, animacy)
        return {form: stem + said.removeprefix(_POSSESSIVE_MODEL) for form, said in told.items()}
    return {}


@lru_cache(maxsize=8192)
def _possessive(word: str) -> tuple[str, str] | None:
    """Stem and ending of an adjective like "эрмитов" that the dictionary has neither as such nor as another word."""
    match = _POSSESSIVE.fullmatch(word)
    if not match or any(parse.is_known and "Surn" not in parse.tag for parse in _parses(word)):
        return None
    return match.group(1), match.group(2)


def _paradigm_beside(word: str, parse: Parse, *, gender: str | None, animacy: str | None) -> dict[Form, str]:
    told: dict[Form, str] = {}
    for form in _like(parse):
        tag = form.tag
        is_kin = (tag.POS, tag.tense, tag.voice) == (parse.tag.POS, parse.tag.tense, parse.tag.voice)
        if not is_kin or tag.case is None:
            continue
        if (tag.number == "plur" or tag.gender == gender) and tag.animacy in (None, animacy):
            told.setdefault((tag.number, tag.case), _in_case_of(word, form.word))
    if ("sing", "loct") in told:
        told["sing", _SECOND_LOCATIVE] = told["sing", "loct"]
    if ("plur", "gent") in told:
        told["plur", _COUNTED] = told["plur", "gent"]
    return told


def _like(parse: Parse) -> list[Parse]:
    """The paradigm of a word, first the forms that are as plain, or as marked, and begin as the word does."""

    def unlikeness(form: Parse) -> tuple[int, int]:
        marks = (form.tag.grammemes ^ parse.tag.grammemes) & _MARKS
        return len(marks), -_shared_length(form.word, parse.word)

    return sorted(parse.lexeme, key=unlikeness)


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
    same = _shared_length(word.lower(), form)
    return word[:same] + form[same:]


def _shared_length(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    differing = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))


def _is_abbreviation(word: str) -> bool:
    """Whether a word does not change for its capitals: "НИТУ", "МИСиС", but not "СВЧ-импульс"."""
    return word.rpartition("-")[2][1:][-1:].isupper()


def _is_cyrillic(word: str) -> bool:
    return _CYRILLIC.search(word) is not None


@lru_cache(maxsize=16384)
def _parses(word: str) -> tuple[Parse, ...]:
    return tuple(_analyzer().parse(word)) if word else ()


@cache
def _analyzer() -> MorphAnalyzer:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
