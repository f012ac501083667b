"""Which forms of a term may stand at a place, as far as grammar alone can tell; the model chooses among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forumdocs.glossary.forms import forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forumdocs.glossary import Term

Form = tuple[str, str]
"""Number and case: ``("plur", "gent")``."""

_GOVERNED = {
    "gent": "без ввиду вместо вне внутри вокруг для до из из-за из-под кроме около от относительно помимо после "
    "посредством против ради со с среди у",
    "datv": "благодаря к ко по согласно",
    "accs": "в во за на под про сквозь через",
    "ablt": "за между над перед под с со",
    "loct": "в во на о об обо при",
    "loc2": "в во на",
}
"""Russian cases and the prepositions that govern them (Zaliznyak; Russian Grammar of 1980, § 2471)."""
CASES_AFTER = {
    preposition: frozenset(case for case, others in _GOVERNED.items() if preposition in others.split())
    for prepositions in _GOVERNED.values()
    for preposition in prepositions.split()
}
_USUAL = {
    "": "nomn",
    "NOUN": "gent nomn",
    "VERB": "accs nomn ablt",
    "INFN": "accs nomn ablt",
    "PRTS": "ablt nomn",
    "NUMR": "gent nomn",
}
USUAL_AFTER = {part_of_speech: frozenset(cases.split()) for part_of_speech, cases in _USUAL.items()}
USUAL = frozenset({"nomn", "accs", "gent"})
"""Russian cases in which a term stands at the beginning (the empty part of speech), after a word of a part of speech,
and after any other word or mark. Of 705 terms in the Russian sentences of our own parallel corpus that no preposition
governs 93% stand so, and at the beginning, where the accusative is that of things, 97%."""
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
    """The forms that may follow a text: a singular after an indefinite article, a case that its last word allows."""
    last = match[1].lower() if (match := _LAST_WORD.search(before)) else ""
    if term.lang == "en" and last in _ARTICLES:
        return in_number(term, found, "sing")
    if term.lang == "ru":
        cases = _cases_after(before, last)
        allowed = {said for (_, case), said in _declension(term.text).items() if case in cases}
        return tuple(form for form in found if form in allowed) or found
    return found


def _cases_after(before: str, last: str) -> frozenset[str]:
    """The Russian cases of a term after a text that ends in a word, if not in a mark."""
    from forumdocs.glossary.forms.russian import read_word

    if last in CASES_AFTER:
        return CASES_AFTER[last]
    part_of_speech, own = read_word(last) if last else ("", frozenset[str]())
    if part_of_speech in _AGREEING:
        return own
    return USUAL_AFTER.get(part_of_speech, USUAL) if last or not before.strip() else USUAL


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
