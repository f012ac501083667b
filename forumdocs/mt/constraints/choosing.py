"""Which forms of a term may stand at a place, as far as grammar alone can tell; the model chooses among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forumdocs.glossary.forms import forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from forumdocs.glossary import Term

Form = tuple[str, str]
"""Number and case: ``("plur", "gent")``."""

_GOVERNED = {
    "loct": "в во на о об обо при",
    "loc2": "в во на",
    "datv": "благодаря к ко по согласно",
    "ablt": "за между над перед под с со",
    "gent": "без ввиду вместо вне внутри вокруг для до из из-за из-под кроме около от относительно помимо после "
    "посредством против ради со с среди у",
    "accs": "в во за на под про сквозь через",
}
"""Russian cases and the prepositions that govern them (Zaliznyak; Russian Grammar of 1980, § 2471); where a preposition
governs several, the more frequent first."""
CASES_AFTER = {
    preposition: tuple(case for case, others in _GOVERNED.items() if preposition in others.split())
    for prepositions in _GOVERNED.values()
    for preposition in prepositions.split()
}
USUAL_AFTER = {
    "": ("nomn",),
    "NOUN": ("gent", "nomn"),
    "VERB": ("accs", "nomn"),
    "INFN": ("accs", "nomn"),
    "PRTS": ("ablt", "nomn"),
    "NUMR": ("gent", "nomn"),
}
USUAL = ("nomn", "gent")
"""Russian cases in which a term stands at the beginning (the empty part of speech), after a word of a part of speech,
and after any other word or mark, the more frequent first. Of 490 terms in a third of our own parallel corpus that
neither a preposition nor an adjective stands before 88% stand so; the accusative of things is written as the
nominative."""
_AGREEING = frozenset({"ADJF", "PRTF"})
"""Parts of speech that share the case of the term after them: 115 times in 120."""
_ARTICLES = frozenset({"a", "an"})
_LAST_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)\s*\Z")


def all_forms(term: Term, part_of_speech: str) -> tuple[str, ...]:
    """Every form of a term, the dictionary form first; an abbreviation has but one."""
    return (term.text,) if term.abbreviation else forms(term, part_of_speech)


def number_of(term: Term, surface: str) -> str:
    """The grammatical number in which a term stands in a text; empty where the form or the language does not tell.

    A term that is plural in the dictionary (квантовые вычисления) says nothing of what stands for it elsewhere.
    """
    numbers = [number for number in ("sing", "plur") if not term.abbreviation and _is_in(number, term, surface)]
    return numbers[0] if len(numbers) == 1 else ""


def in_number(term: Term, found: tuple[str, ...], number: str) -> tuple[str, ...]:
    """The forms of a term that are in a number; all where that is unknown or the term has none in it."""
    return tuple(form for form in found if _is_in(number, term, form)) or found if number else found


def fitting_after(term: Term, found: tuple[str, ...], before: str) -> tuple[str, ...]:
    """The forms that may follow a text: a singular after an indefinite article, the cases that a word allows.

    Russian ones come in the order of how frequent their cases are there.
    """
    last = match[1].lower() if (match := _LAST_WORD.search(before)) else ""
    if term.lang == "en" and last in _ARTICLES:
        return in_number(term, found, "sing")
    if term.lang == "ru":
        told = _declension(term.text).items()
        allowed = [said for wished in _cases_after(before, last) for (_, case), said in told if case == wished]
        return tuple(form for form in dict.fromkeys(allowed) if form in found) or found
    return found


def _cases_after(before: str, last: str) -> Sequence[str]:
    """The Russian cases of a term after a text that ends in a word, if not in a mark."""
    from forumdocs.glossary.forms.russian import CASES, read_word

    if last in CASES_AFTER:
        return CASES_AFTER[last]
    word = read_word(last)
    if word.part_of_speech in _AGREEING:
        return [case for case in CASES if case in word.cases]
    return USUAL_AFTER.get(word.part_of_speech, USUAL) if last or not before.strip() else USUAL


def fitting_instead(term: Term, found: tuple[str, ...], instead: str) -> tuple[str, ...]:
    """Of Russian forms those in the number and in a case of the words that give way, told by their last word."""
    from forumdocs.glossary.forms.russian import read_word

    last = _LAST_WORD.search(instead) if term.lang == "ru" else None
    word = read_word(last[1]) if last else None
    if word is None or word.part_of_speech != "NOUN":
        return found
    found = in_number(term, found, word.number)
    same = {said for (_, case), said in _declension(term.text).items() if case in word.cases}
    return tuple(form for form in found if form in same) or found


def standing_alone(term: Term, found: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a term that may be all of a heading: in Russian those in the nominative."""
    told = _declension(term.text) if term.lang == "ru" else {}
    nominative = {said for (_, case), said in told.items() if case == "nomn"}
    return tuple(form for form in found if form in nominative) or found


def plurals(term: Term, found: Iterable[str]) -> dict[str, str]:
    """The plural of each Russian singular among some forms, where it is among them too."""
    told = _declension(term.text) if term.lang == "ru" else {}
    pairs = {said: told[plural] for (number, case), said in told.items() if (plural := ("plur", case)) in told}
    among = set(found)
    return {one: many for one, many in pairs.items() if one in among and many in among and one not in pairs.values()}


def _is_in(number: str, term: Term, form: str) -> bool:
    if term.lang == "en":
        return (form.casefold() == term.text.casefold()) == (number == "sing")
    told = _declension(term.text) if term.lang == "ru" else {}
    if ("sing", "nomn") not in told:
        return False
    return any(n == number and said.casefold() == form.casefold() for (n, _), said in told.items())


def _declension(text: str) -> Mapping[Form, str]:
    from forumdocs.glossary.forms.russian import declension

    return declension(text)
